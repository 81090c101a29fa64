import { useEffect, useSyncExternalStore } from 'react';

/** Who was looked at since the desk was opened: kept in memory alone, so that nothing of anybody stays with this machine. */
export interface Recent {
  readonly memberId: string;
  readonly name: string;
}

const MOST = 8;
let recent: readonly Recent[] = [];
const watchers = new Set<() => void>();

interface Seen {
  readonly memberId: string;
  readonly name: string | null;
  readonly surname: string | null;
}

export function useRecent(seen: Seen | null): void {
  const memberId = seen?.memberId;
  const name = [seen?.name, seen?.surname].filter((part) => part !== null && part !== undefined).join(' ');
  useEffect(() => {
    if (memberId === undefined) return;
    recent = [{ memberId, name }, ...recent.filter((one) => one.memberId !== memberId)].slice(0, MOST);
    for (const watch of watchers) watch();
  }, [memberId, name]);
}

export function forgetRecent(): void {
  recent = [];
}

const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

export const useRecents = (): readonly Recent[] => useSyncExternalStore(watch, () => recent);

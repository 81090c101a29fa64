import { isWholePhone, writtenPhone } from '@bonum/ui/language';
import { useSyncExternalStore } from 'react';
import { isCard } from './card-number.ts';

/** What is known of somebody before they are asked: what was looked for in vain, or the phone they call from. */
export interface Begun {
  readonly phone?: string;
  readonly card?: string;
  readonly surname?: string;
  readonly name?: string;
}

/** Who has looked for somebody in vain has typed a part of the form already. */
export function begunBy(typed: string): Begun {
  const text = typed.trim();
  const digits = text.replaceAll(/\D/g, '');
  if (/\p{L}/u.test(text)) {
    if (text.includes('@')) return {};
    const [surname = '', ...rest] = text
      .replaceAll(/[^\p{L}\p{M}'’ -]/gu, ' ')
      .trim()
      .split(/\s+/);
    return { surname, ...(rest.length > 0 && { name: rest.join(' ') }) };
  }
  if (isCard(digits)) return { card: digits };
  const phone = writtenPhone(text);
  return isWholePhone(text) && phone.startsWith('+') ? { phone } : {};
}

interface Beginning extends Begun {
  /** Each is a form of its own. */
  readonly number: number;
}

// In memory alone: no phone and no name stands in an address, or stays in the history of this browser.
let beginning: Beginning = { number: 0 };
const watchers = new Set<() => void>();

export function begin(begun: Begun): void {
  beginning = { ...begun, number: beginning.number + 1 };
  for (const watch of watchers) watch();
}

const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

export const useBeginning = (): Beginning => useSyncExternalStore(watch, () => beginning);

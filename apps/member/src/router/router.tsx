import type { FunctionComponent } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { matchPath, type Params } from './match.ts';
import { onMove, rememberedScroll, type Move } from './navigate.ts';

/** What a page is given: the parts of its address, and what stands after the question mark. */
export interface PageProps {
  readonly params: Params;
  readonly query: URLSearchParams;
}

export interface Route {
  /** Such as `/app/receipts/:receiptId`. */
  readonly path: string;
  /** The page is loaded when somebody goes there: `() => import('./pages/history/history-page.tsx')`. */
  readonly load: () => Promise<{ readonly Page: FunctionComponent<PageProps> }>;
  /** Which tab is lit; without one the page has no tab bar. */
  readonly tab?: 'home' | 'offers' | 'card' | 'history' | 'profile';
}

export interface Shown extends PageProps {
  readonly path: string;
  readonly route: Route;
  readonly Page: FunctionComponent<PageProps>;
  readonly move: Move;
}

interface Parts {
  readonly routes: readonly Route[];
  /** For an address that there is no page for. */
  readonly unknown: Route;
  /** For a page that could not be loaded. */
  readonly failed: Route;
}

/** The page that the app is opened at. Until its code has come, there is what the server sent for the eye. */
export const firstPage = (parts: Parts): Promise<Shown> => load(parts, 'first');

/** The page of the present address. While the next is loaded the present one stays. */
export function useRouter(parts: Parts, first: Shown): Shown {
  const [shown, setShown] = useState(first);
  useEffect(() => {
    let turn = 0;
    const show = async (move: Move): Promise<void> => {
      const mine = ++turn;
      const next = await load(parts, move);
      // Somebody who taps twice goes where they tapped last.
      if (mine === turn) setShown(next);
    };
    // Between its loading and its first showing somebody may have gone on.
    if (location.pathname !== first.path) void show('replace');
    return onMove((move) => void show(move));
  }, [parts]);
  useLayoutEffect(() => arrive(shown.move), [shown]);
  return shown;
}

async function load(parts: Parts, move: Move): Promise<Shown> {
  const path = location.pathname;
  const found = find(parts, path);
  const at = { path, params: found.params, query: new URLSearchParams(location.search), move };
  try {
    return { ...at, route: found.route, Page: (await found.route.load()).Page };
  } catch {
    return { ...at, route: parts.failed, Page: (await parts.failed.load()).Page };
  }
}

function find({ routes, unknown }: Parts, path: string): { route: Route; params: Params } {
  for (const route of routes) {
    const params = matchPath(route.path, path);
    if (params) return { route, params };
  }
  return { route: unknown, params: {} };
}

/** A new page begins at its top, and is read out from its heading; on the way back it stands where it stood. */
function arrive(move: Move): void {
  if (move === 'first') return;
  scrollTo(0, move === 'pop' ? rememberedScroll() : 0);
  document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
}

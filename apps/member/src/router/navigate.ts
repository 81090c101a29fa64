/** How the shown address came about: by a link, by the browser's back and forward, or as the first. */
export type Move = 'first' | 'push' | 'replace' | 'pop';

type Listener = (move: Move) => void;
const listeners = new Set<Listener>();

export function onMove(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const tell = (move: Move): void => listeners.forEach((listener) => listener(move));

/** Goes to a page of the app. `replace` leaves no way back to the present one. */
export function navigate(href: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  rememberScroll();
  if (replace) history.replaceState(null, '', href);
  else history.pushState(null, '', href);
  tell(replace ? 'replace' : 'push');
}

/** Where the page stood stays with its entry, for the way back. */
const rememberScroll = (): void => history.replaceState({ scroll: scrollY }, '');

export function rememberedScroll(): number {
  const state: unknown = history.state;
  const scroll = typeof state === 'object' && state !== null && 'scroll' in state ? state.scroll : 0;
  return typeof scroll === 'number' ? scroll : 0;
}

/** Links within the app change the page without loading it anew; all others are the browser's. */
export function followLinks(scope: string): void {
  history.scrollRestoration = 'manual';
  addEventListener('popstate', () => tell('pop'));
  addEventListener('pagehide', rememberScroll);
  addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || link.target !== '' || link.hasAttribute('download')) return;
    if (link.origin !== location.origin || !isWithin(link.pathname, scope)) return;
    event.preventDefault();
    const here = location.pathname + location.search;
    navigate(link.pathname + link.search + link.hash, { replace: link.pathname + link.search === here });
  });
}

const isWithin = (path: string, scope: string): boolean => path === scope || path.startsWith(`${scope}/`);

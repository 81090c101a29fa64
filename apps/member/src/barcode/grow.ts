import { navigate } from '../router/navigate.ts';

/** A page that does not come in this time comes without the movement. */
const PATIENCE_MS = 500;

/** The white strip grows into the full-screen barcode, where the browser can do it and nobody minds movement. */
export function growInto(event: MouseEvent, href: string): void {
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!plain || !('startViewTransition' in document)) return;
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  event.preventDefault();
  document.startViewTransition(async () => {
    const shown = appearing('.card-code');
    navigate(href);
    await shown;
  });
}

function appearing(selector: string): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(() => {
      if (document.querySelector(selector)) done();
    });
    observer.observe(document.body, { childList: true, subtree: true });
    setTimeout(done, PATIENCE_MS);
  });
}

import { useEffect } from 'preact/hooks';
import { known } from './asking.ts';

/** After the server said no to a stream; what is shown is asked for anew then, too. */
const AGAIN_MS = 15_000;

/**
 * While the app is looked at it is told when something of its member has changed, and asks again for what is on the screen.
 * `version` is the one that is shown; null: not known yet.
 */
export function useLive(version: number | null): void {
  const ready = version !== null;
  useEffect(() => {
    if (version === null) return undefined;
    let stream: EventSource | null = null;
    let timer = 0;
    const changed = (): void => void known.invalidateQueries();
    const open = (): void => {
      stream = new EventSource(`/v1/me/live?after=${version}`);
      stream.addEventListener('changed', changed);
      stream.addEventListener('error', () => {
        // The browser tries again by itself, unless the answer was no.
        if (stream?.readyState === EventSource.CLOSED) timer = setTimeout(again, AGAIN_MS);
      });
    };
    const again = (): void => {
      changed();
      if (document.visibilityState === 'visible') open();
    };
    const close = (): void => {
      clearTimeout(timer);
      stream?.close();
      stream = null;
    };
    const look = (): void => {
      close();
      if (document.visibilityState === 'visible') open();
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      close();
    };
    // One stream for as long as the page is shown: it knows by itself what it has told.
  }, [ready]);
}

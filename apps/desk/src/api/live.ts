import { useEffect, useRef } from 'react';

/** After the server said no to a stream. */
const AGAIN_MS = 15_000;

/**
 * Listens to a stream of the server's while the page is shown: `useStream('/v1/…/live', { changed: () => outdated(…) })`.
 * @param url null: nothing to listen to
 * @param heard what to do, by the name of the event; `open` after every (new) beginning, since something may have been missed
 */
export function useStream(url: string | null, heard: Readonly<Record<string, (data: string) => void>>): void {
  const latest = useRef(heard);
  latest.current = heard;
  const names = Object.keys(heard).join();
  useEffect(() => {
    if (url === null) return undefined;
    let stream: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (name: string, data: string): void => latest.current[name]?.(data);
    const open = (): void => {
      stream = new EventSource(url);
      for (const name of names.split(','))
        stream.addEventListener(name, (event: MessageEvent<unknown>) =>
          tell(name, typeof event.data === 'string' ? event.data : ''),
        );
      stream.addEventListener('error', () => {
        // The browser tries again by itself, unless the answer was no.
        if (stream?.readyState === EventSource.CLOSED) timer = setTimeout(open, AGAIN_MS);
      });
    };
    open();
    return () => {
      clearTimeout(timer);
      stream?.close();
    };
  }, [url, names]);
}

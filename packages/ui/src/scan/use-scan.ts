import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { hasTorch, openCamera, type Trouble } from './camera.ts';
import { cardOn } from './card-on.ts';
import { openReader, type Read } from './reader.ts';

/** `strange`: a barcode is seen, but it is no card's. */
type Seen = 'opening' | 'looking' | 'strange' | Trouble;

interface Scan {
  readonly seen: Seen;
  /** The camera whose lamp can be lit. */
  readonly lamp: MediaStreamTrack | null;
}

/** Often enough for a hand that moves, and the phone stays cool. */
const BETWEEN_MS = 120;

/** Looks through the camera until it sees a card. While the page is hidden, the camera is off. */
export function useScan(video: RefObject<HTMLVideoElement | null>, onCard: (number: string) => void): Scan {
  const [seen, setSeen] = useState<Seen>('opening');
  const [lamp, setLamp] = useState<MediaStreamTrack | null>(null);
  useEffect(() => {
    let stop = new AbortController();
    const start = async (signal: AbortSignal): Promise<void> => {
      const element = video.current;
      if (!element) return;
      const [camera, read] = await Promise.all([openCamera(element, signal), openReader().catch(() => null)]);
      if (signal.aborted) return;
      if (typeof camera === 'string') return setSeen(camera);
      if (!read) {
        stop.abort();
        return setSeen('unloaded');
      }
      setLamp(hasTorch(camera) ? camera : null);
      setSeen('looking');
      await look(element, read, signal, { onCard, onOther: () => setSeen('strange') });
    };
    const turn = (): void => {
      stop.abort();
      setLamp(null);
      stop = new AbortController();
      if (document.visibilityState === 'visible') void start(stop.signal);
    };
    turn();
    document.addEventListener('visibilitychange', turn);
    return () => {
      document.removeEventListener('visibilitychange', turn);
      stop.abort();
    };
  }, []);
  return { seen, lamp };
}

interface Findings {
  readonly onCard: (number: string) => void;
  readonly onOther: () => void;
}

async function look(
  video: HTMLVideoElement,
  read: Read,
  signal: AbortSignal,
  { onCard, onOther }: Findings,
): Promise<void> {
  while (!signal.aborted) {
    const text = await read(video).catch(() => null);
    if (signal.aborted) return;
    const card = text === null ? null : cardOn(text);
    if (card !== null) {
      navigator.vibrate?.(60);
      return onCard(card);
    }
    if (text !== null) onOther();
    await new Promise((resolve) => {
      setTimeout(resolve, BETWEEN_MS);
    });
  }
}

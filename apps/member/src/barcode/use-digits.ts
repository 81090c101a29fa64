import { useEffect, useState } from 'preact/hooks';
import { serverNow } from '../api/server-time.ts';
import { rotatingDigits, STEP_MS, stepAt, type Secret } from './rotating-code.ts';

export interface Digits {
  readonly digits: string;
  /** Whole seconds until the next. */
  readonly left: number;
}

/** The digits of this half minute, and how long they are shown; ticks with the seconds. */
export function useDigits(secret: Secret | null | undefined): Digits | null {
  const [digits, setDigits] = useState<Digits | null>(null);
  useEffect(() => {
    if (!secret) return undefined;
    let timer = 0;
    let over = false;
    const tick = async (): Promise<void> => {
      const now = serverNow();
      const shown = await rotatingDigits(secret, stepAt(now));
      if (over) return;
      setDigits({ digits: shown, left: Math.ceil((STEP_MS - (now % STEP_MS)) / 1000) });
      timer = setTimeout(() => void tick(), 1000 - (serverNow() % 1000));
    };
    void tick();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [secret]);
  return digits;
}

import { useEffect, useRef, useState } from 'preact/hooks';

const COUNT_MS = 600;
/** For so long what came in stays marked. */
const MARKED_MS = 6000;

const still = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** A number that counts up when it grows while one looks at it; `gained` is by how much it just grew. */
export function useCounted(value: number): { readonly shown: number; readonly gained: number } {
  const before = useRef(value);
  const [shown, setShown] = useState(value);
  const [gained, setGained] = useState(0);
  useEffect(() => {
    const from = before.current;
    before.current = value;
    if (value === from) return undefined;
    setGained(Math.max(0, value - from));
    const forget = setTimeout(() => setGained(0), MARKED_MS);
    if (value < from || still()) {
      setShown(value);
      return () => clearTimeout(forget);
    }
    const began = performance.now();
    let frame = 0;
    const step = (now: number): void => {
      const part = Math.min(1, Math.max(0, now - began) / COUNT_MS);
      setShown(Math.round(from + (value - from) * (1 - (1 - part) ** 3)));
      if (part < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(forget);
      setShown(value);
    };
  }, [value]);
  return { shown, gained };
}

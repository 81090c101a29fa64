import { useEffect, useState } from 'react';

/** Shorter than the pause between two letters of who types fast is of no use. */
const PAUSE_MS = 120;

/** What is typed, once it has been so for a moment: it is asked for then. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

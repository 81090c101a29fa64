import { Bars } from '@bonum/ui';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { serverNow } from '../../api/clock.ts';

/** Whole seconds until a moment of the server's; 0 once it is past. */
export function useSecondsUntil(moment: string): number {
  const left = (): number => Math.max(0, Math.ceil((Date.parse(moment) - serverNow()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    setSeconds(left());
    const timer = setInterval(() => setSeconds(left()), 250);
    return () => clearInterval(timer);
  }, [moment]);
  return seconds;
}

interface CountdownProps {
  readonly seconds: number;
  readonly children: ComponentChildren;
}

/** A bar a second; the sentence below says the same. */
export function Countdown({ seconds, children }: CountdownProps) {
  const [most, setMost] = useState(seconds);
  if (seconds > most) setMost(seconds);
  return (
    <div className="countdown">
      <Bars count={Math.min(Math.max(most, 1), 60)} on={seconds} />
      <p className="small second">{children}</p>
    </div>
  );
}

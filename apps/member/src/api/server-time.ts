/** How far this device's clock is behind the server's: codes are made by the server's, without network too. */
const STORED = 'bonum.clock';

const read = (): number => Number(localStorage.getItem(STORED) ?? 0) || 0;
let behindMs = read();

/** A second or two is the way of the answer, and no matter. */
const NOISE_MS = 2000;

export function keepServerTime(now: string): void {
  const behind = Date.parse(now) - Date.now();
  if (Math.abs(behind - behindMs) < NOISE_MS) return;
  behindMs = behind;
  localStorage.setItem(STORED, String(behind));
}

export const serverNow = (): number => Date.now() + behindMs;

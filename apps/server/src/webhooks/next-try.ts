const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long to wait after the first try that failed, after the second and so on; after the last it is given up: three days. */
const waits = [
  5000,
  30_000,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  24 * HOUR_MS,
  24 * HOUR_MS,
];

/**
 * How long a delivery waits that has failed so many times; null: it is given up.
 * @param chance from 0 to 1: what failed together must not come back together
 */
export function waitAfter(tries: number, chance: number): number | null {
  const wait = waits[tries - 1];
  return wait === undefined ? null : Math.round(wait * (0.9 + 0.2 * chance));
}

/** How long a webhook is left alone whose tries fail one after another, however much waits for it. */
export const restAfter = (failures: number): number => Math.min(1000 * 2 ** (failures - 1), 5 * MINUTE_MS);

/** A file is not there when the call ends: Mango Office asks for about a minute. Then ever more seldom. */
const waitsSeconds = [15, 30, 60, 60, 120, 300, 600, 1800] as const;
const LONGEST_WAIT_SECONDS = 3600;
/** What is not there after two days will never be. */
const GIVE_UP_MS = 2 * 86_400_000;

/** When to ask for a recording again; null: never. */
export function nextTry({
  tries,
  askedAt,
  now,
}: {
  tries: number;
  askedAt: number;
  now: number;
}): number | null {
  if (now - askedAt > GIVE_UP_MS) return null;
  return now + (waitsSeconds[tries - 1] ?? LONGEST_WAIT_SECONDS) * 1000;
}

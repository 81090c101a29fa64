/** The known name that is most like what was written, if any is like it at all. */
export function nearest(written: string, known: Iterable<string>): string | null {
  const word = written.slice(0, longest).toLowerCase();
  const reach = Math.max(1, Math.floor(word.length / 3));
  let best: string | null = null;
  let bestDistance = reach + 1;
  for (const name of known) {
    const distance = distanceOf(word, name.slice(0, longest).toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [name, distance];
  }
  return best;
}

/** Longer names are compared by their beginnings: the distance costs length times length. */
const longest = 40;

/** How many letters must be added, dropped or changed (Levenshtein). */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

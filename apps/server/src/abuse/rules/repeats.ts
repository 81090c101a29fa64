import { sum } from './evidence.ts';

/** How often a thing is repeated by the same, as a whole chain does it: [k] is the chance of k repeats, the last of so many or more. */
export type Repeats = readonly number[];

/** Beyond it a repeat more changes nothing. */
const MOST = 40;

/**
 * The chain's usual, from how often each did it: 1 for once, 2 for one repeat … on each of their occasions. Everybody counts for one,
 * however many occasions they had; the first repeats are counted, and from then on each further one is as likely as the second was.
 * So a few who cheat do not make their own number usual.
 */
export function repeatsOf(people: readonly (readonly number[])[]): Repeats {
  const reached = (least: number): number =>
    sum(people.map((counts) => counts.filter((count) => count >= least).length / counts.length));
  const first = (reached(2) + 1) / (reached(1) + 2);
  const next = Math.max((reached(3) + 1) / (reached(2) + DOUBT), LEAST_NEXT);
  const chances = [1 - first];
  let left = first;
  for (let k = 1; k < MOST; k++) {
    chances.push(left * (1 - next));
    left *= next;
  }
  return [...chances, left];
}
/** Whoever came back twice is more likely than not seen again sometime. */
const LEAST_NEXT = 0.1;
/** Of few who repeat at all, it is not believed that they do it often. */
const DOUBT = 10;

/** The chance of `repeats` or more on so many occasions together. */
export function repeatsTail(usual: Repeats, occasions: number, repeats: number): number {
  if (repeats <= 0) return 1;
  const most = Math.min(repeats, MOST * occasions);
  // [k]: the chance of k repeats so far; the last is of `most` or more.
  let sums: number[] = [1, ...Array.from<number>({ length: most }).fill(0)];
  for (let occasion = 0; occasion < occasions; occasion++) {
    const next = Array.from<number>({ length: most + 1 }).fill(0);
    sums.forEach((chance, before) => {
      if (chance === 0) return;
      usual.forEach((one, more) => {
        const place = Math.min(before + more, most);
        next[place] = (next[place] ?? 0) + chance * one;
      });
    });
    sums = next;
  }
  return Math.min(1, sums[most] ?? 0);
}

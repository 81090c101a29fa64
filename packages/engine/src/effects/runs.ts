import { compareUnitPrices, multiplyFloor } from '../exact.ts';
import { safe } from '../number.ts';
import { roomOf, takeOff, type WorkingLine } from '../working.ts';
import { sortShort } from '../sort.ts';
import { spread, type Claim } from '../spread.ts';

/** The units of one line: all at one price, so they are counted and never listed one by one. */
export interface Run {
  readonly line: WorkingLine;
  readonly units: number;
  /** Of all its units together. */
  readonly price: number;
}

/** Some units of a run. */
export interface Part {
  readonly run: Run;
  readonly units: number;
}

/** From the dearest to the cheapest, whatever the order of scanning. Goods sold by weight have no units. */
export const runsOf = (lines: readonly WorkingLine[]): Run[] => lineUp(lines, runOf);

const runOf = (line: WorkingLine): Run => ({
  line,
  units: line.facts.quantity / 1000,
  price: line.left,
});

/** The same, of whatever an effect has to know of each run. */
export function lineUp<R extends Run>(lines: readonly WorkingLine[], of: (line: WorkingLine) => R): R[] {
  const runs: R[] = [];
  for (let place = 0; place < lines.length; place++) {
    const line = lines[place];
    if (line !== undefined && line.facts.quantity % 1000 === 0 && line.left > 0) runs.push(of(line));
  }
  sortShort(runs, dearestFirst);
  return runs;
}

const dearestFirst = (a: Run, b: Run): number => compareUnitPrices(b, a) || a.line.rank - b.line.rank;

/** What so many units of a run cost. */
export const costOf = (run: Run, units: number): number => multiplyFloor(run.price, units, run.units);

export const valueOf = ({ run, units }: Part): number => costOf(run, units);

/** What so many units of a run cost less at a rate off. */
export const savingOf = ({ price, units }: Run, count: number, rate: number): number =>
  multiplyFloor(price, safe(count * rate), safe(units * 10_000));

export const countOf = (parts: readonly { readonly units: number }[]): number => {
  let sum = 0;
  for (const { units } of parts) sum += units;
  return sum;
};

/** The first units of the line-up, so many of them. */
export function firstOf(runs: readonly Run[], wanted: number): Part[] {
  const parts: Part[] = [];
  let left = wanted;
  for (const run of runs) {
    if (left === 0) break;
    const units = Math.min(run.units, left);
    parts.push({ run, units });
    left -= units;
  }
  return parts;
}

const byPrice: Claim<Part> = {
  weight: valueOf,
  cap: ({ run }) => roomOf(run.line),
  rank: ({ run }) => run.line.rank,
};

/**
 * Takes an amount off all units that took part, each in proportion to its price; so whoever keeps what was given and brings
 * the rest back has been given only its share. Returns what was taken off each part.
 */
export function takeOffParts(parts: readonly Part[], promotion: string, amount: number): number[] {
  const taken = spread(amount, parts, byPrice);
  for (let place = 0; place < parts.length; place++) {
    const line = parts[place]?.run.line;
    if (line !== undefined) takeOff(line, promotion, taken[place] ?? 0);
  }
  return taken;
}

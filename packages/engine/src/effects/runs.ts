import { compareFractions, multiplyFloor } from '../exact.ts';
import { safe } from '../number.ts';
import { roomOf, takeOff, type WorkingLine } from '../working.ts';
import { spread } from '../spread.ts';

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
export function runsOf(lines: readonly WorkingLine[]): Run[] {
  return lines
    .filter((line) => line.facts.quantity % 1000 === 0 && line.left > 0)
    .map((line) => ({ line, units: line.facts.quantity / 1000, price: line.left }))
    .sort(
      (a, b) =>
        compareFractions({ over: b.price, under: b.units }, { over: a.price, under: a.units }) ||
        a.line.rank - b.line.rank,
    );
}

export const valueOf = ({ run, units }: Part): number => multiplyFloor(run.price, units, run.units);

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

/**
 * Takes an amount off all units that took part, each in proportion to its price; so whoever keeps what was given and brings
 * the rest back has been given only its share. Returns what was taken off each part.
 */
export function takeOffParts(parts: readonly Part[], promotion: string, amount: number): number[] {
  const shares = parts.map((part) => ({
    weight: valueOf(part),
    cap: roomOf(part.run.line),
    rank: part.run.line.rank,
  }));
  const taken = spread(amount, shares);
  taken.forEach((share, index) => {
    const line = parts[index]?.run.line;
    if (line !== undefined) takeOff(line, promotion, share);
  });
  return taken;
}

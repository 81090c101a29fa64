import { compareFractions, floorDiv, multiplyFloor } from './exact.ts';
import { safe } from './number.ts';
import type { Effect } from './programme.ts';
import { spread } from './spread.ts';
import { roomOf, takeOff, type Attempt, type Scene, type WorkingLine } from './working.ts';

type BuyGetFree = Extract<Effect, { type: 'buy-get-free' }>;

/** The units of one line: all at one price, so they are counted and never listed one by one. */
interface Run {
  readonly line: WorkingLine;
  readonly units: number;
  /** Of all its units together. */
  readonly price: number;
}

/** The part of a run that falls into one group. */
interface Part {
  readonly run: Run;
  readonly units: number;
  readonly free: number;
}

interface Groups {
  readonly size: number;
  readonly buy: number;
  readonly free: number;
  readonly promotion: string;
}

/**
 * Units are lined up from the dearest to the cheapest and cut into groups of `buy + free`; in each the cheapest
 * `free` cost nothing, and what is saved is spread over the whole group, so that whoever keeps the gift and
 * brings the rest back gains nothing. Only the line-up matters, so the order of scanning does not.
 * Goods sold by weight take no part: they have no units.
 */
export function buyGetFree(effect: BuyGetFree, { working, attempt }: Scene): void {
  const runs = runsOf(attempt.lines);
  const units = runs.reduce((sum, run) => safe(sum + run.units), 0);
  const size = effect.buy + effect.free;
  const complete = floorDiv(units, size);
  attempt.times = Math.min(complete, effect.times ?? complete);
  const groups = { size, buy: effect.buy, free: effect.free, promotion: attempt.compiled.promotion.id };
  takeGroups(runs, groups, attempt.times * size);
  hintAtNext({ working, attempt }, { units, size, limited: complete > attempt.times, times: effect.times });
}

function runsOf(lines: readonly WorkingLine[]): Run[] {
  return lines
    .filter((line) => line.facts.quantity % 1000 === 0 && line.left > 0)
    .map((line) => ({ line, units: line.facts.quantity / 1000, price: line.left }))
    .sort(
      (a, b) =>
        compareFractions({ over: b.price, under: b.units }, { over: a.price, under: a.units }) ||
        a.line.rank - b.line.rank,
    );
}

/** Walks the runs, `taking` units in all: groups that lie within one run are taken in one step. */
function takeGroups(runs: readonly Run[], groups: Groups, taking: number): void {
  let left = taking;
  let group: Part[] = [];
  let filled = 0;
  for (const run of runs) {
    let units = Math.min(run.units, left);
    left -= units;
    if (filled > 0 && units > 0) {
      const part = partOf(run, filled, { units: Math.min(units, groups.size - filled), groups });
      group.push(part);
      filled += part.units;
      units -= part.units;
      if (filled < groups.size) continue;
      takeGroup(group, groups.promotion);
      [group, filled] = [[], 0];
    }
    const whole = floorDiv(units, groups.size);
    takeWholeGroups(run, whole, groups);
    units -= whole * groups.size;
    if (units > 0) {
      group.push(partOf(run, 0, { units, groups }));
      filled = units;
    }
  }
}

/** `free` counts the units that fall into the last places of the group. */
function partOf(run: Run, filled: number, { units, groups }: { units: number; groups: Groups }): Part {
  const free = Math.max(0, filled + units - groups.buy) - Math.max(0, filled - groups.buy);
  return { run, units, free };
}

function takeWholeGroups(run: Run, count: number, { free, promotion }: Groups): void {
  const saved = multiplyFloor(run.price, count * free, run.units);
  takeOff(run.line, promotion, Math.min(saved, roomOf(run.line)));
}

function takeGroup(parts: readonly Part[], promotion: string): void {
  const saved = parts.reduce((sum, { run, free }) => sum + multiplyFloor(run.price, free, run.units), 0);
  const shares = parts.map(({ run, units }) => ({
    weight: multiplyFloor(run.price, units, run.units),
    cap: roomOf(run.line),
    rank: run.line.rank,
  }));
  spread(saved, shares).forEach((amount, index) => {
    const line = parts[index]?.run.line;
    if (line !== undefined) takeOff(line, promotion, amount);
  });
}

interface Count {
  readonly units: number;
  readonly size: number;
  readonly limited: boolean;
  readonly times: number | undefined;
}

/** A begun group is worth a word from the cashier, unless it would not be given any more. */
function hintAtNext(
  { working, attempt }: { working: Scene['working']; attempt: Attempt },
  count: Count,
): void {
  const begun = count.units % count.size;
  if (begun === 0 || count.limited || attempt.times === count.times) return;
  working.hints.push({
    type: 'add-units',
    promotion: attempt.compiled.promotion.id,
    units: count.size - begun,
  });
}

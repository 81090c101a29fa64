import { floorDiv, multiplyCeil, multiplyFloorUpTo } from '../exact.ts';
import type { Miss } from '../missed.ts';
import { minor } from '../number.ts';
import type { Effect } from '../programme.ts';
import { countOf, firstOf, runsOf, takeOffParts, valueOf, type Part, type Run } from './runs.ts';
import { sumLeft, those, type Scene, type WorkingLine } from '../working.ts';

type Gift = Extract<Effect, { type: 'gift' }>;

/** What the receipt has towards gifts. */
interface Counting {
  readonly runs: readonly Run[];
  /** Goods that can be given, the cheapest first; not those that cost no more than a gift does anyway. */
  readonly gifts: readonly Run[];
  readonly qualifies: (line: WorkingLine) => boolean;
  /** Units, or money, that qualify; and how much of it each gift wants. */
  readonly total: number;
  readonly per: number;
  readonly byUnits: boolean;
  readonly each: number;
}

/**
 * Whoever takes enough of the goods gets units of others at a price, the cheapest of those in the basket: a gift must be
 * scanned, since it stands on the receipt. A unit that is given does not qualify for a gift. What is saved is spread over
 * what qualified and what was given.
 */
export function gift(effect: Gift, scene: Scene): void {
  const { attempt } = scene;
  const counting = countingOf(effect, scene);
  const most = Math.min(
    floorDiv(countOf(counting.gifts), effect.units),
    floorDiv(counting.total, counting.per),
    effect.times ?? Number.MAX_SAFE_INTEGER,
  );
  const times = mostThatHold(most, (count) => restAfter(counting, count) >= count * counting.per);
  attempt.times = times;
  const given = firstOf(counting.gifts, times * effect.units);
  const saved = given.reduce((sum, part) => {
    const value = valueOf(part);
    return sum + value - multiplyFloorUpTo(value, [part.units, effect.price ?? 0], 1);
  }, 0);
  const parts = times === 0 ? [] : takingPart(counting, scene, { given, times });
  takeOffParts(parts, attempt.compiled.promotion.id, saved);
  attempt.missed = nearlyGiven(effect, times, counting);
}

function countingOf(effect: Gift, { working, attempt }: Scene): Counting {
  const [meets, isGift] = attempt.compiled.parts;
  const qualifies = ({ facts }: WorkingLine): boolean => meets?.(working.receipt, facts) === true;
  const runs = runsOf(attempt.lines);
  const price = effect.price ?? 0;
  const gifts = those(
    runs,
    (run) =>
      isGift?.(working.receipt, run.line.facts) === true &&
      multiplyFloorUpTo(run.price, [run.units, price], 1) < run.price,
  );
  const byUnits = 'units' in effect.for;
  return {
    runs,
    gifts: gifts.toReversed(),
    qualifies,
    total: byUnits ? countOf(those(runs, ({ line }) => qualifies(line))) : sumLeft(attempt.lines, qualifies),
    per: 'units' in effect.for ? effect.for.units : effect.for.from,
    byUnits,
    each: effect.units,
  };
}

/** What still qualifies when so many gifts are given. */
function restAfter({ gifts, qualifies, total, byUnits, each }: Counting, times: number): number {
  let rest = total;
  let left = times * each;
  for (const run of gifts) {
    if (left === 0) break;
    const units = Math.min(run.units, left);
    left -= units;
    if (qualifies(run.line)) rest -= byUnits ? units : multiplyCeil(run.price, units, run.units);
  }
  return rest;
}

/** The greatest number for which it holds; it holds of 0, and of no number beyond one for which it does not. */
function mostThatHold(most: number, holds: (count: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = low + Math.ceil((high - low) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The units that are given, and those that qualified: the dearest, or every line where the sum counted. */
function takingPart(
  { runs, qualifies, per, byUnits }: Counting,
  { attempt }: Scene,
  { given, times }: { given: readonly Part[]; times: number },
): Part[] {
  if (!byUnits) {
    // A whole line is one unit here: goods by weight count with their money.
    const whole = attempt.lines
      .filter(qualifies)
      .map((line): Part => ({ run: { line, units: 1, price: line.left }, units: 1 }));
    return [...whole, ...given.filter(({ run }) => !qualifies(run.line))];
  }
  const gifts = new Map(given.map(({ run, units }) => [run.line, units]));
  const counted = new Map<WorkingLine, Part>();
  let wanted = times * per;
  for (const run of runs) {
    if (wanted === 0) break;
    if (!qualifies(run.line)) continue;
    const units = Math.min(run.units - (gifts.get(run.line) ?? 0), wanted);
    wanted -= units;
    if (units > 0) counted.set(run.line, { run, units });
  }
  for (const { run, units } of given) {
    counted.set(run.line, { run, units: units + (counted.get(run.line)?.units ?? 0) });
  }
  return [...counted.values()];
}

/** A gift that was earned and not scanned, or how little is missing to the next. */
function nearlyGiven(effect: Gift, times: number, counting: Counting): Miss | null {
  const { gifts, qualifies, per, byUnits } = counting;
  if (times === effect.times) return null;
  const rest = restAfter(counting, times);
  const earned = Math.min(floorDiv(rest, per), effect.times ?? Number.MAX_SAFE_INTEGER);
  if (earned > times) {
    const others = gifts.filter(({ line }) => !qualifies(line));
    const used = firstOf(gifts, times * effect.units).filter(({ run }) => !qualifies(run.line));
    const spare = countOf(others) - countOf(used);
    return { type: 'gift-not-in-basket', units: Math.max(1, (earned - times) * effect.units - spare) };
  }
  const begun = rest - times * per;
  const missing = per - begun;
  if (begun === 0 || missing * 2 > per) return null;
  return byUnits ? { type: 'add-units', units: missing } : { type: 'spend-more', missing: minor(missing) };
}

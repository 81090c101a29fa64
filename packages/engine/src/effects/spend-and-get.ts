import type { EarningResult } from '../calculation.ts';
import { floorDiv, multiplyFloorUpTo } from '../exact.ts';
import { baseOf, grant, kindOf } from '../grant.ts';
import { minor, points } from '../number.ts';
import type { Effect } from '../programme.ts';
import { overLines, sumLeft, type Scene } from '../working.ts';

type SpendAndGet = Extract<Effect, { type: 'spend-and-get' }>;

/** No promotion gives more points at once, whatever a receipt comes to. */
const mostPoints = 1e9;

/** So much off for every full `from` of what the lines still cost, spread over them. */
export function spendAndGet(effect: SpendAndGet, scene: Scene): void {
  if (!('discount' in effect.get)) return;
  const { attempt } = scene;
  const sum = sumLeft(attempt.lines);
  countFull(effect, scene, sum);
  overLines(attempt, multiplyFloorUpTo(sum, [attempt.times, effect.get.discount], 1));
}

/** So many points for every full `from` that is paid for the lines in money: points that pay earn no others. */
export function earnForSpending(effect: SpendAndGet, scene: Scene): EarningResult | null {
  const { get } = effect;
  if ('discount' in get) return null;
  const { working, attempt } = scene;
  const base = baseOf(scene);
  countFull(effect, scene, base);
  return grant(working, {
    kind: kindOf(working, get.kind),
    source: attempt.compiled.promotion.id,
    lines: attempt.lines,
    base,
    rate: null,
    granted: points(multiplyFloorUpTo(mostPoints, [attempt.times, get.points], 1)),
  });
}

/** Counts the full amounts. Where little is missing to the next, at most half of one, the cashier says so. */
function countFull({ from, times }: SpendAndGet, { attempt }: Scene, sum: number): void {
  const full = floorDiv(sum, from);
  attempt.times = Math.min(full, times ?? full);
  const missing = from - (sum % from);
  if (full !== attempt.times || attempt.times === times || missing * 2 > from) return;
  attempt.missed = { type: 'spend-more', missing: minor(missing) };
}

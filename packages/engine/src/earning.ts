import type { EarningResult, NothingEarned } from './calculation.ts';
import type { CompiledEarning } from './compile.ts';
import { multiplyFloor } from './exact.ts';
import { baseOf, grant, kindOf } from './grant.ts';
import { earnMultiplied } from './effects/multiplier.ts';
import { points, safe, type BasisPoints } from './number.ts';
import type { Effect, PointKind } from './programme.ts';
import { earnForSpending } from './effects/spend-and-get.ts';
import { earnStamps } from './effects/stamps.ts';
import { isPaid, rehearse, sumLeft, those, type Attempt, type Working, type WorkingLine } from './working.ts';

/**
 * Points for what is paid in money, rounded down once for the whole receipt. Nobody, or nothing paid: no points. Stamps are
 * for units, however they are paid.
 */
export function earnPoints(working: Working): EarningResult[] {
  const { receipt, compiled } = working;
  const stamps: EarningResult[] = [];
  for (const attempt of working.attempts) note(stamps, earnStamps(working, attempt));
  if (receipt.level === null || sumLeft(working.lines) <= 0) return stamps;
  const level = receipt.level.id;
  const earned: EarningResult[] = [];
  for (const earning of compiled.earning)
    if (earning.when(receipt)) note(earned, earnByRule(working, earning, earning.rateAt(level)));
  for (const attempt of working.attempts)
    if (attempt.outcome === 'tried') note(earned, earnByPromotion(working, attempt));
  for (const result of stamps) earned.push(result);
  return earned;
}

function note(results: EarningResult[], result: EarningResult | null): void {
  if (result !== null) results.push(result);
}

/** Why a member has earned nothing; null: they have, or nobody was there to. */
export function whyNothing(
  { receipt, compiled, lines }: Working,
  earning: readonly EarningResult[],
): NothingEarned | null {
  const { level } = receipt;
  if (level === null || earning.length > 0) return null;
  if (sumLeft(lines) <= 0) return lines.some(isPaidWithPoints) ? 'paid-with-points' : 'nothing-paid';
  const rules = compiled.earning.filter(({ when }) => when(receipt));
  if (rules.length === 0) return 'conditions';
  const rated = rules.filter(({ rateAt }) => rateAt(level.id) > 0);
  if (rated.length === 0) return 'level';
  const meant = lines.filter(({ facts }) => rated.some((rule) => rule.lines(receipt, facts)));
  if (meant.some(({ left }) => left > 0)) return 'too-little';
  return meant.some(isPaidWithPoints) ? 'paid-with-points' : 'goods';
}

const isPaidWithPoints = ({ spent }: WorkingLine): boolean => spent.some(({ amount }) => amount > 0);

function earnByRule(working: Working, earning: CompiledEarning, rate: BasisPoints): EarningResult | null {
  const lines = those(working.lines, ({ facts }) => earning.lines(working.receipt, facts));
  // Goods brought back in the same receipt lessen the base.
  const base = Math.max(0, sumLeft(lines));
  return earnRate(working, { kind: earning.kind, source: earning.rule.id, rate, lines, base });
}

function earnByPromotion(working: Working, attempt: Attempt): EarningResult | null {
  const result = resultOf(working, attempt);
  if (result !== null) {
    attempt.points = result.points;
    attempt.touched = those(attempt.lines, isPaid);
  }
  return result;
}

/** Whether all that an effect gives is points. */
export const givesPoints = (effect: Effect): boolean =>
  effect.type === 'points' ||
  effect.type === 'points-rate' ||
  effect.type === 'points-multiplier' ||
  (effect.type === 'spend-and-get' && 'kind' in effect.get);

/** What the points of an attempt would be worth, in minor units, on what is left now. */
export function worthOfPoints(working: Working, attempt: Attempt): number {
  if (!givesPoints(attempt.compiled.promotion.effect)) return 0;
  if (working.receipt.level === null || sumLeft(working.lines) <= 0) return 0;
  const result = rehearse(attempt.lines, () => resultOf(working, { ...attempt }));
  return result === null ? 0 : result.points * kindOf(working, result.kind).worth;
}

/** Effects that take money off have done so by now, and earn nothing. */
function resultOf(working: Working, attempt: Attempt): EarningResult | null {
  const { effect, id } = attempt.compiled.promotion;
  const { lines } = attempt;
  switch (effect.type) {
    case 'points':
      return grant(working, {
        kind: kindOf(working, effect.kind),
        source: id,
        lines,
        base: 0,
        rate: null,
        granted: effect.points,
      });
    case 'points-rate':
      return earnRate(working, {
        kind: kindOf(working, effect.kind),
        source: id,
        rate: effect.rate,
        lines,
        base: baseOf({ working, attempt }),
      });
    case 'points-multiplier':
      return earnMultiplied(effect, { working, attempt });
    case 'spend-and-get':
      return earnForSpending(effect, { working, attempt });
    default:
      return null;
  }
}

interface Rated {
  readonly kind: PointKind;
  readonly source: string;
  readonly rate: BasisPoints;
  readonly lines: readonly WorkingLine[];
  readonly base: number;
}

function earnRate(working: Working, earned: Rated): EarningResult | null {
  const granted = multiplyFloor(earned.base, earned.rate, safe(10_000 * earned.kind.worth));
  return grant(working, { ...earned, granted: points(granted) });
}

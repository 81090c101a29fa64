import { addDuration } from './calendar.ts';
import type { EarningResult } from './calculation.ts';
import type { CompiledEarning } from './compile.ts';
import { multiplyFloor } from './exact.ts';
import { minor, points, safe, type BasisPoints, type Points } from './number.ts';
import type { PointKind } from './programme.ts';
import { spread } from './spread.ts';
import { sumLeft, type Attempt, type Working, type WorkingLine } from './working.ts';

/** Points for what is paid in money, rounded down once for the whole receipt. Nobody, or nothing paid: no points. */
export function earnPoints(working: Working): EarningResult[] {
  const { receipt, compiled } = working;
  if (receipt.level === null || sumLeft(working.lines) <= 0) return [];
  const level = receipt.level.id;
  const byRules = compiled.earning
    .filter((earning) => earning.when(receipt))
    .map((earning) => earnByRule(working, earning, earning.rateAt(level)));
  const byPromotions = working.attempts
    .filter(({ outcome }) => outcome === 'tried')
    .map((attempt) => earnByPromotion(working, attempt));
  return [...byRules, ...byPromotions].filter((result) => result !== null);
}

function earnByRule(working: Working, earning: CompiledEarning, rate: BasisPoints): EarningResult | null {
  const lines = working.lines.filter(({ facts }) => earning.lines(working.receipt, facts));
  return earnRate(working, { kind: earning.kind, source: earning.rule.id, rate, lines });
}

function earnByPromotion(working: Working, attempt: Attempt): EarningResult | null {
  const { effect, id } = attempt.compiled.promotion;
  if (effect.type !== 'points' && effect.type !== 'points-rate') return null;
  const kind = working.compiled.kinds.get(effect.kind);
  if (kind === undefined) throw new RangeError(`promotion ${id}: no such kind of points: ${effect.kind}`);
  const { lines } = attempt;
  const result =
    effect.type === 'points'
      ? grant(working, { kind, source: id, lines, base: 0, rate: null, granted: effect.points })
      : earnRate(working, { kind, source: id, rate: effect.rate, lines });
  if (result !== null) {
    attempt.points = result.points;
    attempt.touched = lines.filter(({ left }) => left > 0);
  }
  return result;
}

interface Source {
  readonly kind: PointKind;
  readonly source: string;
  readonly lines: readonly WorkingLine[];
}

/** Goods brought back in the same receipt lessen the base. */
function earnRate(working: Working, earned: Source & { readonly rate: BasisPoints }): EarningResult | null {
  const base = Math.max(0, sumLeft(earned.lines));
  const granted = multiplyFloor(base, earned.rate, safe(10_000 * earned.kind.worth));
  return grant(working, { ...earned, base, granted: points(granted) });
}

interface Grant extends Source {
  readonly base: number;
  readonly rate: BasisPoints | null;
  readonly granted: Points;
}

function grant(working: Working, { kind, source, lines, base, rate, granted }: Grant): EarningResult | null {
  const paid = lines.filter(({ left }) => left > 0);
  if (granted === 0 || paid.length === 0) return null;
  const shares = paid.map(({ left, rank }) => ({ weight: left, cap: granted, rank }));
  spread(granted, shares).forEach((part, index) => {
    if (part > 0) paid[index]?.earned.push({ kind: kind.id, source, points: points(part) });
  });
  const { calendar } = working.compiled;
  const { at } = working.receipt;
  const activeFrom = kind.activation === undefined ? at : addDuration(at, kind.activation, calendar);
  const expiresAt = 'never' in kind.life ? null : addDuration(activeFrom, kind.life, calendar);
  return { kind: kind.id, source, points: granted, base: minor(base), rate, activeFrom, expiresAt };
}

import type { EarningResult } from '../calculation.ts';
import type { CompiledEarning } from '../compile.ts';
import { divide, multiplyFloor } from '../exact.ts';
import { grant, kindOf } from '../grant.ts';
import { points, safe, type BasisPoints } from '../number.ts';
import type { Effect } from '../programme.ts';
import { sumLeft, those, type Scene, type WorkingLine } from '../working.ts';

type Multiplier = Extract<Effect, { type: 'points-multiplier' }>;

interface Rated {
  readonly earning: CompiledEarning;
  readonly rate: BasisPoints;
}

/**
 * What the earning rules give for the lines, once more for each time above the first: so several multipliers add up. Only rules
 * are multiplied, never the points of promotions. Reckoned over all rules exactly, and rounded down once.
 */
export function earnMultiplied(effect: Multiplier, { working, attempt }: Scene): EarningResult | null {
  const { receipt, compiled } = working;
  const level = receipt.level?.id;
  if (level === undefined) return null;
  const kind = kindOf(working, effect.kind);
  const rules: Rated[] = [];
  for (const earning of compiled.earning) {
    const rate = earning.rateAt(level);
    if (earning.kind === kind && rate > 0 && earning.when(receipt)) rules.push({ earning, rate });
  }
  const extra = effect.times - 10_000;
  const divisor = safe(10_000 * 10_000 * kind.worth);
  let [granted, rest] = [0, 0];
  for (const { earning, rate } of rules) {
    // Goods brought back in the same receipt lessen what a rule gives, and so what there is to multiply.
    const concerned = ({ facts }: WorkingLine): boolean => earning.lines(receipt, facts);
    const meant = (line: WorkingLine): boolean =>
      concerned(line) && attempt.compiled.lines(receipt, line.facts);
    const base = Math.max(
      0,
      Math.min(
        sumLeft(working.lines, concerned),
        sumLeft(working.lines, meant),
        sumLeft(attempt.lines, concerned),
      ),
    );
    const { quotient, remainder } = divide(base, rate * extra, divisor);
    const carried = rest + remainder >= divisor ? 1 : 0;
    granted = safe(granted + quotient + carried);
    rest += remainder - carried * divisor;
  }
  const rateOf = (line: WorkingLine): number => {
    let sum = 0;
    for (let at = 0; at < rules.length; at++) {
      const rule = rules[at];
      if (rule?.earning.lines(receipt, line.facts) === true) sum += rule.rate;
    }
    return sum;
  };
  const lines = those(attempt.lines, (line) => rateOf(line) > 0);
  const base = sumLeft(lines);
  const rates = rules.reduce((sum, { rate }) => sum + rate, 0);
  const exact = Number.isSafeInteger(base * rates);
  return grant(working, {
    kind,
    source: attempt.compiled.promotion.id,
    lines,
    base,
    rate: null,
    multiplier: effect.times,
    granted: points(granted),
    // By one rule all lines earn alike.
    ...((rules.length > 1 || !exact) && {
      weight: (line) => multiplyFloor(line.left, rateOf(line), exact ? 1 : 10_000),
    }),
  });
}

import type { EarningResult } from '../calculation.ts';
import type { CompiledEarning } from '../compile.ts';
import { divide, multiplyFloor } from '../exact.ts';
import { grant, kindOf } from '../grant.ts';
import { points, safe } from '../number.ts';
import type { Effect } from '../programme.ts';
import { sumLeft, those, type Scene, type WorkingLine } from '../working.ts';

type Multiplier = Extract<Effect, { type: 'points-multiplier' }>;

/**
 * What the earning rules give for the lines, once more for each time above the first: so several multipliers add up. Only rules
 * are multiplied, never the points of promotions. Reckoned over all rules exactly, and rounded down once.
 */
export function earnMultiplied(effect: Multiplier, { working, attempt }: Scene): EarningResult | null {
  const { receipt, compiled } = working;
  const level = receipt.level?.id;
  if (level === undefined) return null;
  const kind = kindOf(working, effect.kind);
  const rules = compiled.earning
    .filter((earning) => earning.kind === kind && earning.rateAt(level) > 0 && earning.when(receipt))
    .map((earning) => ({ earning, rate: earning.rateAt(level) }));
  const concerns = (earning: CompiledEarning) => (line: WorkingLine) => earning.lines(receipt, line.facts);
  const extra = effect.times - 10_000;
  const divisor = safe(10_000 * 10_000 * kind.worth);
  let [granted, rest] = [0, 0];
  for (const { earning, rate } of rules) {
    // Goods brought back in the same receipt lessen what a rule gives, and so what there is to multiply.
    const given = those(working.lines, concerns(earning));
    const meant = those(given, ({ facts }) => attempt.compiled.lines(receipt, facts));
    const going = those(attempt.lines, concerns(earning));
    const base = Math.max(0, Math.min(sumLeft(given), sumLeft(meant), sumLeft(going)));
    const { quotient, remainder } = divide(base, rate * extra, divisor);
    const carried = rest + remainder >= divisor ? 1 : 0;
    granted = safe(granted + quotient + carried);
    rest += remainder - carried * divisor;
  }
  const rateOf = (line: WorkingLine): number =>
    rules.reduce((sum, { earning, rate }) => (earning.lines(receipt, line.facts) ? sum + rate : sum), 0);
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

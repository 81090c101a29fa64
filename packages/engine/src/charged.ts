import type { CalculatedLine, SpendingResult } from './calculation.ts';
import { minor, points, safe } from './number.ts';
import { countEveryUnit } from './effects/stamps.ts';
import type { Attempt, Working } from './working.ts';

/** What a till without network has charged for a line, whatever the rules say of it. */
export type ChargedLine = Pick<CalculatedLine, 'id' | 'discounts' | 'spent' | 'paid'>;

/**
 * Puts what was charged in the place of what the rules had come to: the customer has paid it. Points are then earned on that.
 * @returns what was spent, kind by kind
 * @throws RangeError when a line was not charged, or was with a promotion or kind of points that the programme does not have
 */
export function asCharged(
  working: Working,
  spending: readonly SpendingResult[],
  charged: readonly ChargedLine[],
): SpendingResult[] {
  const byId = new Map(charged.map((line) => [line.id, line]));
  for (const attempt of working.attempts) [attempt.discount, attempt.touched] = [0, []];
  for (const line of working.lines) {
    const { discounts, spent, paid } = found(byId, line.facts.id);
    line.left = paid;
    line.discounts.splice(0, line.discounts.length, ...discounts);
    line.spent.splice(0, line.spent.length, ...spent);
    for (const { promotion, amount } of discounts) {
      const attempt = attemptOf(working, promotion);
      attempt.discount = safe(attempt.discount + amount);
      attempt.touched = [...attempt.touched, line];
    }
  }
  for (const attempt of working.attempts) if (attempt.discount === 0) countEveryUnit(attempt);
  return spending.map((result) => ({ ...result, ...spentOf(result.kind, charged) }));
}

function spentOf(kind: string, charged: readonly ChargedLine[]): Pick<SpendingResult, 'points' | 'amount'> {
  let [count, amount] = [0, 0];
  for (const part of charged.flatMap(({ spent }) => spent)) {
    if (part.kind !== kind) continue;
    count = safe(count + part.points);
    amount = safe(amount + part.amount);
  }
  return { points: points(count), amount: minor(amount) };
}

/** The promotion as it was tried, or where the rules had not tried it, as the till says that it fired. */
function attemptOf(working: Working, promotion: string): Attempt {
  const tried = working.attempts.find(({ compiled }) => compiled.promotion.id === promotion);
  if (tried) return tried;
  const ordinal = working.compiled.index.byId.get(promotion) ?? -1;
  const compiled = working.compiled.promotions[ordinal];
  if (!compiled) throw new RangeError(`no such promotion: ${promotion}`);
  const attempt: Attempt = {
    compiled,
    unlocked: null,
    outcome: 'barred',
    lines: [],
    closed: [],
    touched: [],
    discount: 0,
    points: 0,
    stamps: [],
    times: 1,
    missed: null,
  };
  working.attempts.push(attempt);
  return attempt;
}

function found(lines: ReadonlyMap<string, ChargedLine>, id: string): ChargedLine {
  const line = lines.get(id);
  if (!line) throw new RangeError(`line ${id} was not charged`);
  return line;
}

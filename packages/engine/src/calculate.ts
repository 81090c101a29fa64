import type { Basket, MemberFacts, SpendWish } from './basket.ts';
import type { CalculatedLine, Calculation, LevelResult, Totals } from './calculation.ts';
import { asCharged, type ChargedLine } from './charged.ts';
import type { CompiledProgramme } from './compile.ts';
import { earnPoints, whyNothing } from './earning.ts';
import { hintsOf } from './hints.ts';
import { levelAfter } from './levels.ts';
import { limitUses } from './limits.ts';
import { minor, safe } from './number.ts';
import { applyPromotions, keysOf, promotionResults } from './promotions.ts';
import { spendPoints } from './spending.ts';
import { stampsTaken } from './effects/stamps.ts';
import { begin, type Working, type WorkingLine } from './working.ts';

export interface Question {
  readonly basket: Basket;
  /** null: nobody was recognised at the till. */
  readonly member: MemberFacts | null;
  readonly wish: SpendWish;
  /**
   * Promotions of which everybody has had all there is. Absent: nobody can say (a till without network), so that every
   * promotion that is limited for everybody counts as used up.
   */
  readonly exhausted?: readonly string[];
  /** The receipt is paid already, at these prices: they stand, and points are earned on them. */
  readonly charged?: readonly ChargedLine[];
}

/**
 * The whole answer for one basket: prices, then promotions, then points spent, then points earned on what is
 * still paid in money. The same question always has the same answer, byte for byte.
 *
 * @example
 * const compiled = compileProgramme(programme, calendar);
 * const { totals, earning } = calculate(compiled, { basket, member, wish: 'none' });
 */
export function calculate(
  compiled: CompiledProgramme,
  { basket, member, wish, exhausted, charged }: Question,
): Calculation {
  const working = begin(compiled, basket, member, exhausted);
  const keys = keysOf(compiled, basket, member);
  applyPromotions(working, keys);
  const wished = spendPoints(working, wish);
  const spending = charged === undefined ? wished : asCharged(working, wished, charged);
  const earning = earnPoints(working);
  const lines = working.lines.map(calculatedLine);
  const totals = totalsOf(lines);
  const level = levelOf(working, totals);
  return {
    lines,
    totals,
    spending,
    earning,
    nothingEarned: whyNothing(working, earning),
    stamps: stampsTaken(working),
    level,
    ...promotionResults(working, keys),
    uses: limitUses(working),
    printedCodes: printedCodes(compiled, totals),
    hints: hintsOf(working, spending, level),
  };
}

function calculatedLine(line: WorkingLine): CalculatedLine {
  return {
    id: line.facts.id,
    amount: line.facts.amount,
    discounts: line.discounts,
    spent: line.spent,
    paid: minor(line.left),
    earned: line.earned,
  };
}

function totalsOf(lines: readonly CalculatedLine[]): Totals {
  let [amount, discount, spent, paid] = [0, 0, 0, 0];
  for (const line of lines) {
    amount = safe(amount + line.amount);
    paid = safe(paid + line.paid);
    for (const part of line.discounts) discount = safe(discount + part.amount);
    for (const part of line.spent) spent = safe(spent + part.amount);
  }
  return { amount: minor(amount), discount: minor(discount), spent: minor(spent), paid: minor(paid) };
}

function printedCodes({ printing }: CompiledProgramme, { paid }: Totals): Calculation['printedCodes'] {
  return printing.flatMap(({ id, prints }) =>
    prints !== undefined && paid >= prints.from && paid > 0
      ? [{ promotion: id, after: prints.after, days: prints.days }]
      : [],
  );
}

function levelOf({ compiled, member, receipt }: Working, { paid }: Totals): LevelResult | null {
  if (member === null || receipt.level === null) return null;
  return levelAfter(compiled.programme, receipt.level, { spend: member.spend, paid });
}

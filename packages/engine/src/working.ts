import type { Basket, MemberFacts } from './basket.ts';
import type { CalculatedLine, Hint } from './calculation.ts';
import type { CompiledPromotion, CompiledProgramme } from './compile.ts';
import { multiplyCeilUpTo } from './exact.ts';
import { lineFactsOf, receiptFactsOf, type LineFacts, type ReceiptFacts } from './facts.ts';
import { levelHeld } from './levels.ts';
import { minor, safe } from './number.ts';
import type { Share } from './spread.ts';

/** A receipt while it is calculated. The one mutable thing of the engine; it never leaves `calculate`. */
export interface Working {
  readonly compiled: CompiledProgramme;
  readonly receipt: ReceiptFacts;
  readonly member: MemberFacts | null;
  readonly lines: readonly WorkingLine[];
  readonly attempts: Attempt[];
  readonly hints: Hint[];
}

export interface WorkingLine {
  readonly facts: LineFacts;
  /** What nothing may take the line below: its floor price times its quantity, or all of it where that is less. */
  readonly floor: number;
  /** Its place in an order that depends on what the lines are, not on how they were scanned. */
  rank: number;
  /** Still to be paid in money. */
  left: number;
  /** An exclusive promotion has discounted it. */
  closed: boolean;
  readonly discounts: CalculatedLine['discounts'][number][];
  readonly spent: CalculatedLine['spent'][number][];
  readonly earned: CalculatedLine['earned'][number][];
}

/** A promotion that was tried on the receipt. */
export interface Attempt {
  readonly compiled: CompiledPromotion;
  readonly unlocked: Unlocked | null;
  readonly outcome: 'conditions-not-met' | 'tried';
  /** The lines it may touch. */
  readonly lines: readonly WorkingLine[];
  /** The lines it did touch. */
  touched: readonly WorkingLine[];
  discount: number;
  points: number;
  times: number;
}

/** A promotion at work on a receipt. */
export interface Scene {
  readonly working: Working;
  readonly attempt: Attempt;
}

/** What opened a promotion that needs opening. */
export interface Unlocked {
  readonly code: string | null;
  readonly singleUse: boolean;
  readonly offer: string | null;
}

export function begin(compiled: CompiledProgramme, basket: Basket, member: MemberFacts | null): Working {
  const facts = basket.lines.map(lineFactsOf);
  const level = member === null ? null : levelHeld(compiled.programme, member);
  const lines = facts.map(workingLine);
  [...lines].sort(byContent).forEach((line, rank) => {
    line.rank = rank;
  });
  return {
    compiled,
    receipt: receiptFactsOf({ basket, lines: facts, member, level }),
    member,
    lines,
    attempts: [],
    hints: [],
  };
}

function workingLine(facts: LineFacts): WorkingLine {
  return {
    facts,
    floor: facts.live ? floorOf(facts) : 0,
    rank: 0,
    left: facts.amount,
    closed: false,
    discounts: [],
    spent: [],
    earned: [],
  };
}

const floorOf = ({ product, quantity, amount }: LineFacts): number =>
  multiplyCeilUpTo(amount, [Math.max(0, product.floor), quantity], 1000);

/** Lines of the same goods, quantity and amount are the same to every rule; their ids only make the order total. */
function byContent({ facts: a }: WorkingLine, { facts: b }: WorkingLine): number {
  return (
    compareText(a.product.id, b.product.id) ||
    a.amount - b.amount ||
    a.quantity - b.quantity ||
    compareText(a.id, b.id)
  );
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** How much may still be taken off a line. */
export const roomOf = (line: WorkingLine): number => Math.max(0, line.left - line.floor);

/** A line's claim on a discount over several lines: in proportion to what it still costs, down to its floor. */
export const shareOf = (line: WorkingLine): Share => ({
  weight: line.left,
  cap: roomOf(line),
  rank: line.rank,
});

export function takeOff(line: WorkingLine, promotion: string, amount: number): void {
  if (amount === 0) return;
  line.left = safe(line.left - amount);
  const last = line.discounts.at(-1);
  // A line can take part in many groups of one promotion; it shows one discount.
  if (last?.promotion === promotion) {
    line.discounts[line.discounts.length - 1] = { promotion, amount: minor(last.amount + amount) };
  } else {
    line.discounts.push({ promotion, amount: minor(amount) });
  }
}

export const sumLeft = (lines: readonly WorkingLine[]): number => {
  let sum = 0;
  for (const line of lines) sum = safe(sum + line.left);
  return sum;
};

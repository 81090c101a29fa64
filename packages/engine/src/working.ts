import type { Basket, MemberFacts } from './basket.ts';
import type { CalculatedLine, EarningResult } from './calculation.ts';
import type { CompiledPromotion, CompiledProgramme } from './compile.ts';
import { multiplyCeilUpTo } from './exact.ts';
import { lineFactsOf, receiptFactsOf, type LineFacts, type ReceiptFacts } from './facts.ts';
import { levelHeld } from './levels.ts';
import type { Miss } from './missed.ts';
import { minor, safe } from './number.ts';
import type { PointKind } from './programme.ts';
import { spread, type Claim } from './spread.ts';

/** A receipt while it is calculated. The one mutable thing of the engine; it never leaves `calculate`. */
export interface Working {
  readonly compiled: CompiledProgramme;
  readonly receipt: ReceiptFacts;
  readonly member: MemberFacts | null;
  /** Promotions of which nothing is left for anybody; null: nobody can say. */
  readonly exhausted: readonly string[] | null;
  readonly lines: readonly WorkingLine[];
  readonly attempts: Attempt[];
  /** Of each kind of points that was given, from when until when they count: the calendar is asked once. */
  readonly lives: Map<PointKind, Life>;
  /** The promotion that wanted to be alone and fired. */
  alone: string | null;
}

/** From when until when points count. */
export type Life = Pick<EarningResult, 'activeFrom' | 'expiresAt'>;

export interface WorkingLine {
  readonly facts: LineFacts;
  /** What nothing may take the line below: its floor price times its quantity, or all of it where that is less. */
  readonly floor: number;
  /** Its place in an order that depends on what the lines are, not on how they were scanned. */
  rank: number;
  /** Still to be paid in money. */
  left: number;
  /** The exclusive promotion that has discounted it. */
  closedBy: string | null;
  readonly discounts: CalculatedLine['discounts'][number][];
  readonly spent: CalculatedLine['spent'][number][];
  readonly earned: CalculatedLine['earned'][number][];
}

/** A promotion that was tried on the receipt, or nearly. */
export interface Attempt {
  readonly compiled: CompiledPromotion;
  readonly unlocked: Unlocked | null;
  outcome: 'tried' | 'barred';
  /** The lines it is meant for; when it is tried, those of them that it may touch. */
  lines: readonly WorkingLine[];
  /** The lines it is meant for as well, which exclusive promotions had closed before. */
  closed: readonly WorkingLine[];
  /** The lines it did touch. */
  touched: readonly WorkingLine[];
  discount: number;
  points: number;
  /** What the lines take and give of the points that count units. */
  stamps: readonly Stamps[];
  times: number;
  /** Why it did not fire (again), where that was near. */
  missed: Miss | null;
}

export const didSomething = ({ discount, points }: Attempt): boolean => discount > 0 || points > 0;

/** Stamps of one line: those that the member had and it takes, and those that it gives. */
export interface Stamps {
  readonly line: WorkingLine;
  readonly taken: number;
  readonly given: number;
  /** Its units that count. */
  readonly units: number;
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

export function begin(
  compiled: CompiledProgramme,
  basket: Basket,
  member: MemberFacts | null,
  exhausted: readonly string[] | null = null,
): Working {
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
    exhausted,
    lines,
    attempts: [],
    lives: new Map(),
    alone: null,
  };
}

function workingLine(facts: LineFacts): WorkingLine {
  return {
    facts,
    floor: facts.live ? floorOf(facts) : 0,
    rank: 0,
    left: facts.amount,
    closedBy: null,
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

export const rankOf = ({ rank }: WorkingLine): number => rank;
export const leftOf = ({ left }: WorkingLine): number => left;
/** In money. */
export const isPaid = ({ left }: WorkingLine): boolean => left > 0;

/** How much may still be taken off a line. */
export const roomOf = (line: WorkingLine): number => Math.max(0, line.left - line.floor);

/** A line's claim on a discount over several lines: in proportion to what it still costs, down to its floor. */
const downToFloor: Claim<WorkingLine> = {
  weight: leftOf,
  cap: roomOf,
  rank: rankOf,
};

export function takeOff(line: WorkingLine, promotion: string, amount: number): void {
  if (amount === 0) return;
  line.left = safe(line.left - amount);
  const last = line.discounts.at(-1);
  // A line can take part in many groups of one promotion; it shows one discount.
  const before = last?.promotion === promotion ? line.discounts.pop()?.amount : undefined;
  line.discounts.push({ promotion, amount: minor(amount + (before ?? 0)) });
}

/** Does something to these lines and no others, looks at what came of it, and undoes it. */
export function rehearse<T>(lines: readonly WorkingLine[], act: () => T): T {
  const before = lines.map(({ left, discounts, earned }) => ({
    left,
    discounts: discounts.length,
    earned: earned.length,
  }));
  const seen = act();
  for (let place = 0; place < lines.length; place++) {
    const line = lines[place];
    const was = before[place];
    if (line === undefined || was === undefined) continue;
    line.left = was.left;
    forgetFrom(was.discounts, line.discounts);
    forgetFrom(was.earned, line.earned);
  }
  return seen;
}

/** An act of one promotion changes no entry that was there before it. */
function forgetFrom(length: number, entries: unknown[]): void {
  while (entries.length > length) entries.pop();
}

/** Takes one amount off all the lines of an attempt, each in proportion to what it still costs. */
export function overLines(attempt: Attempt, wanted: number): void {
  const parts = spread(Math.max(0, wanted), attempt.lines, downToFloor);
  for (let place = 0; place < parts.length; place++) {
    const line = attempt.lines[place];
    if (line !== undefined) takeOff(line, attempt.compiled.promotion.id, parts[place] ?? 0);
  }
}

/**
 * Places and no `for … of` here, and in all else that runs for each line of each promotion: where something in the loop may throw, V8
 * makes an iterator, and these were a tenth of a large receipt's garbage.
 * @param meets only these are summed
 */
export const sumLeft = (
  lines: readonly WorkingLine[],
  meets: (line: WorkingLine) => boolean = everyLine,
): number => {
  let sum = 0;
  for (let place = 0; place < lines.length; place++) {
    const line = lines[place];
    if (line !== undefined && meets(line)) sum = safe(sum + line.left);
  }
  return sum;
};

const everyLine = (): boolean => true;

/** Those that meet it. Nearly always all of them do: then they are the list that was given, and none is made. */
export function those<T extends object>(items: readonly T[], meets: (item: T) => boolean): readonly T[] {
  let some: T[] | null = null;
  for (let place = 0; place < items.length; place++) {
    const item = items[place];
    if (item === undefined) continue;
    if (!meets(item)) some ??= items.slice(0, place);
    else if (some !== null) some.push(item);
  }
  return some ?? items;
}

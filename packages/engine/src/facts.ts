import type { Basket, BasketLine, MemberFacts, StoreFacts } from './basket.ts';
import { dayMs, minuteMs } from './calendar.ts';
import { floorDiv } from './exact.ts';
import { minor, safe, thousandths, type Instant, type Minor, type Thousandths } from './number.ts';
import type { Level } from './programme.ts';

/** What conditions may ask about the receipt. */
export interface ReceiptFacts {
  readonly at: Instant;
  /** Local day since 1970-01-01 and local minute of it, by the receipt's own offset. */
  readonly day: number;
  readonly minute: number;
  readonly store: StoreFacts;
  readonly amount: Minor;
  readonly units: Thousandths;
  readonly member: MemberFacts | null;
  /** Held before this receipt; null for nobody. */
  readonly level: Level | null;
}

/** What conditions may ask about one line. */
export interface LineFacts extends BasketLine {
  /** Something was bought: both quantity and amount are above zero. Other lines count in totals only. */
  readonly live: boolean;
}

/** A line without quantity is worth nothing, whatever its amount says. */
export function lineFactsOf(line: BasketLine): LineFacts {
  const amount = line.quantity === 0 ? minor(0) : minor(line.amount + 0);
  return { ...line, amount, live: line.quantity > 0 && amount > 0 };
}

export interface ReceiptInput {
  readonly basket: Basket;
  readonly lines: readonly LineFacts[];
  readonly member: MemberFacts | null;
  readonly level: Level | null;
}

export function receiptFactsOf({ basket, lines, member, level }: ReceiptInput): ReceiptFacts {
  let amount = 0;
  let units = 0;
  for (const line of lines) {
    amount = safe(amount + line.amount);
    if (line.live) units = safe(units + line.quantity);
  }
  const local = basket.at + basket.offsetMinutes * minuteMs;
  const day = floorDiv(local, dayMs);
  return {
    at: basket.at,
    day,
    minute: floorDiv(local - day * dayMs, minuteMs),
    store: basket.store,
    amount: minor(amount),
    units: thousandths(units),
    member,
    level,
  };
}

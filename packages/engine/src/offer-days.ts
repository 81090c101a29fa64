import type { MemberFacts, ProductFacts } from './basket.ts';
import { civilFromDays, dayMs, daysFromCivil } from './calendar.ts';
import { takingPart } from './compile.ts';
import type { Condition, Fact, Leaf } from './condition.ts';
import { requiredKeys, type LineKey } from './line-keys.ts';
import type { ReceiptFacts } from './facts.ts';
import { minor, thousandths, type Instant } from './number.ts';
import { compileLineCondition } from './predicate.ts';
import type { Level, Promotion } from './programme.ts';

/** The stretch of days in which a promotion may fire; `from` is today or later, `until` null where no end is in sight. */
export interface OfferDays {
  readonly from: string;
  readonly until: string | null;
}

/** Of a buyer who is not at the till yet; what is not said may be anything. */
export interface Prospect {
  /** With their level; without them it is for whom it may be for. */
  readonly member?: MemberFacts;
  readonly level?: Level;
  /** Today, where the chain is: `2026-11-22`. */
  readonly today: string;
  readonly store?: ReceiptFacts['store'];
  readonly product?: ProductFacts;
}

/** So many days ahead an offer is looked for, and so many its end. */
const AHEAD = 30;
const YEAR = 366;

/**
 * When a promotion may fire for a member, if not today then within a month; null: it is for others. What nobody knows before
 * the receipt (goods, amounts, the hour, the day of the week) is taken as possible.
 */
export function offerDays(promotion: Promotion, prospect: Prospect): OfferDays | null {
  const conditions = [promotion.when, takingPart(promotion)].flatMap((condition) => condition ?? []);
  const asked = compile({ all: conditions }, prospect);
  const today = dayOf(prospect.today);
  const may = (day: number): boolean => asked(receiptOn(day, prospect)) !== false;
  const from = nextDay(today, AHEAD, may);
  if (from === null) return null;
  const over = nextDay(from, YEAR, (day) => !may(day));
  return { from: dateOf(from), until: over === null ? null : dateOf(over - 1) };
}

/** What a product must have one of to take part; null: any may. Whether it does take part, `offerDays` says of it. */
export const offerKeys = (promotion: Promotion): readonly LineKey[] | null =>
  requiredKeys(takingPart(promotion));

/** The first of so many days that it holds for. */
function nextDay(first: number, most: number, holds: (day: number) => boolean): number | null {
  for (let day = first; day <= first + most; day++) if (holds(day)) return day;
  return null;
}

/** `undefined`: it may be so or not. */
type Possible = (receipt: ReceiptFacts) => boolean | undefined;

function compile(condition: Condition, prospect: Prospect): Possible {
  if ('all' in condition) {
    const parts = condition.all.map((part) => compile(part, prospect));
    return (receipt) => together(parts, receipt, false);
  }
  if ('any' in condition) {
    const parts = condition.any.map((part) => compile(part, prospect));
    return (receipt) => together(parts, receipt, true);
  }
  if ('not' in condition) {
    const part = compile(condition.not, prospect);
    return (receipt) => opposite(part(receipt));
  }
  return compileLeaf(condition, prospect);
}

function compileLeaf(leaf: Leaf, { member, store, product }: Prospect): Possible {
  const known = foreseen[leaf.fact];
  if (known === 'never') return () => undefined;
  if (known === 'with-member' && member === undefined) return () => undefined;
  if (known === 'with-store' && store === undefined) return () => undefined;
  if (known === 'with-product' && product === undefined) return () => undefined;
  const asked = compileLineCondition(leaf);
  const line = {
    id: '',
    product: product ?? anything,
    quantity: thousandths(1000),
    amount: minor(0),
    live: true,
  };
  return (receipt) => asked(receipt, line);
}

const anything: ProductFacts = { id: '', category: [], brand: null, onSale: false, floor: minor(0) };

const opposite = (answer: boolean | undefined): boolean | undefined =>
  answer === undefined ? answer : !answer;

/** Of an `any` one yes decides, of an `all` one no. */
function together(parts: readonly Possible[], receipt: ReceiptFacts, decides: boolean): boolean | undefined {
  let open = false;
  for (const part of parts) {
    const answer = part(receipt);
    if (answer === decides) return decides;
    open ||= answer === undefined;
  }
  return open ? undefined : !decides;
}

/** What is known of a member who is not at the till. */
const foreseen = {
  'line.product': 'with-product',
  'line.category': 'with-product',
  'line.brand': 'with-product',
  'line.onSale': 'with-product',
  'line.price': 'never',
  'line.amount': 'never',
  'line.quantity': 'never',
  'basket.amount': 'never',
  'basket.units': 'never',
  'member.known': 'with-member',
  'member.level': 'with-member',
  'member.spend': 'with-member',
  'member.receipts': 'with-member',
  'member.segment': 'with-member',
  'member.birthday': 'with-member',
  'store.id': 'with-store',
  'store.tag': 'with-store',
  'time.date': 'always',
  'time.ofDay': 'never',
  'time.weekday': 'never',
} as const satisfies Record<Fact, 'always' | 'with-member' | 'with-store' | 'with-product' | 'never'>;

const receiptOn = (day: number, { member, level, store }: Prospect): ReceiptFacts => ({
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a midnight is an instant
  at: (day * dayMs) as Instant,
  day,
  minute: 0,
  store: store ?? { id: '', tags: [] },
  amount: minor(0),
  units: thousandths(0),
  member: member ?? null,
  level: level ?? null,
});

const dayOf = (date: string): number =>
  daysFromCivil({
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8, 10)),
  });

function dateOf(days: number): string {
  const { year, month, day } = civilFromDays(days);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}`;
}

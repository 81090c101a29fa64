import type { Calculation } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import type { Insertable } from 'kysely';
import type { ReturnEvidence } from '../checkout/receipt-reasons.ts';
import type { ReportTables } from '../database/report-tables.ts';

/** Of a receipt, what is written out for reports. */
export interface Reported {
  readonly owner_id: string;
  readonly receipt_id: string;
  readonly type: 'sale' | 'return';
  readonly of_receipt_id: string | null;
  readonly store_id: string;
  readonly at: number;
  readonly offset_minutes: number;
  readonly recorded_at: number;
  readonly request: unknown;
  readonly calculation: unknown;
}

/** Rows of the tables, of one receipt or of many. */
export interface ReportRows {
  readonly lines: readonly Insertable<ReportTables['report_line']>[];
  readonly promotions: readonly Insertable<ReportTables['report_promotion']>[];
  readonly points: readonly Insertable<ReportTables['report_points']>[];
}

/** A line as it counts: what came back counts below nothing. */
interface Line {
  readonly id: string;
  readonly productId: string;
  readonly quantity: number;
  readonly paid: number;
  readonly paidByPoints: number;
  readonly discount: number;
  readonly promotions: readonly { readonly promotion: string; readonly discount: number }[];
  readonly points: readonly {
    readonly kind: string;
    readonly source: string | null;
    readonly earned: number;
    readonly spent: number;
  }[];
}

/** Discount of a sale's lines that returns before this one took back. */
export type TakenBack = ReadonlyMap<string, number>;

export const rowsOfSale = (sale: Reported): ReportRows => rowsOf(sale, soldLines(sale));

/** What a return takes back of its sale, line by line, so that sale and returns together are what was kept. */
export function rowsOfReturn(back: Reported, sale: Reported, before: TakenBack): ReportRows {
  const sold = new Map(soldLines(sale).map((line) => [line.id, line]));
  const { due } = back.calculation as ReturnEvidence;
  const lines = due.lines.map((line): Line => {
    const of = sold.get(line.id);
    if (!of) throw new Error(`return ${back.receipt_id} has a line that its sale has not: ${line.id}`);
    return {
      id: line.id,
      productId: of.productId,
      quantity: 0 - line.quantity,
      paid: 0 - line.refund,
      paidByPoints: 0 - sum(line.spent.map(({ amount }) => amount)),
      discount: 0 - line.discount,
      promotions: of.promotions.map(({ promotion }, index) => ({
        promotion,
        discount: 0 - shareOf(of.promotions, index, { before: before.get(line.id) ?? 0, now: line.discount }),
      })),
      points: [
        ...line.earned.map(({ kind, source, points }) => ({ kind, source, earned: 0 - points, spent: 0 })),
        ...line.spent.map(({ kind, points }) => ({ kind, source: null, earned: 0, spent: 0 - points })),
      ],
    };
  });
  return rowsOf(back, lines);
}

interface SaleRequest {
  readonly lines: readonly { readonly id: string; readonly productId: string; readonly quantity: number }[];
}

function soldLines({ request, calculation }: Reported): Line[] {
  const goods = new Map((request as SaleRequest).lines.map((line) => [line.id, line]));
  const { lines, fired } = calculation as Calculation;
  return lines.map(({ id, amount, paid, discounts, spent, earned }) => {
    const paidByPoints = sum(spent.map((part) => part.amount));
    // Also one that gave points on the line, or a gift of nothing: it has fired there.
    const here = fired.filter(
      ({ promotion, lines: on }) =>
        on.includes(id) ||
        discounts.some((part) => part.promotion === promotion) ||
        earned.some(({ source }) => source === promotion),
    );
    const promotions = new Set([...discounts, ...here].map(({ promotion }) => promotion));
    return {
      id,
      productId: goods.get(id)?.productId ?? '',
      quantity: goods.get(id)?.quantity ?? 0,
      paid,
      paidByPoints,
      discount: amount - paid - paidByPoints,
      promotions: [...promotions].map((promotion) => ({
        promotion,
        discount: sum(discounts.filter((part) => part.promotion === promotion).map((part) => part.amount)),
      })),
      points: [
        ...earned.map(({ kind, source, points }) => ({ kind, source, earned: points, spent: 0 })),
        ...spent.map(({ kind, points }) => ({ kind, source: null, earned: 0, spent: points })),
      ],
    };
  });
}

/**
 * A return knows its discount as one sum. Of it each promotion has what brings it to its share of all that came back by then, so
 * that in the end each has given back what it gave, in whichever steps.
 */
function shareOf(
  parts: Line['promotions'],
  index: number,
  { before, now }: { readonly before: number; readonly now: number },
): number {
  const whole = sum(parts.map(({ discount }) => discount));
  const upTo = (count: number): number => {
    const part = sum(parts.slice(0, count).map(({ discount }) => discount));
    return portion(part, before + now, whole) - portion(part, before, whole);
  };
  return upTo(index + 1) - upTo(index);
}

/** Exact: money times money is soon more than a double holds. */
const portion = (part: number, of: number, whole: number): number =>
  whole === 0 ? 0 : Number((BigInt(part) * BigInt(of)) / BigInt(whole));

function rowsOf(receipt: Reported, lines: readonly Line[]): ReportRows {
  const { owner_id, receipt_id } = receipt;
  const placed = lines.map((line, index) => ({ ...line, place: index + 1 }));
  const points = placed.flatMap((line) => line.points.map((part) => ({ ...part, place: line.place })));
  return {
    lines: placed.map((line) => lineRow(receipt, line)),
    promotions: placed.flatMap(({ place, promotions }) =>
      promotions.map((part) => ({ owner_id, receipt_id, place, ...part })),
    ),
    points: points.map((part, index) => ({ owner_id, receipt_id, number: index + 1, ...part })),
  };
}

function lineRow(receipt: Reported, line: Line & { readonly place: number }): ReportRows['lines'][number] {
  const { owner_id, receipt_id, of_receipt_id } = receipt;
  const { discount, paid, paidByPoints } = line;
  return {
    owner_id,
    receipt_id,
    place: line.place,
    line_id: line.id,
    type: receipt.type,
    of_receipt_id,
    // Of a receipt that is nobody's, and of what comes back of it, the owner is the sale itself.
    member_id: [receipt_id, of_receipt_id].includes(owner_id) ? null : owner_id,
    store_id: receipt.store_id,
    at: iso(receipt.at),
    offset_minutes: receipt.offset_minutes,
    product_id: line.productId,
    quantity: line.quantity,
    amount: discount + paidByPoints + paid,
    discount,
    paid_by_points: paidByPoints,
    paid,
    recorded_at: iso(receipt.recorded_at),
  };
}

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);

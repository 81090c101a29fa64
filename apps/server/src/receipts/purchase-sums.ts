import type { Calculation } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Content } from '../checkout/commit-receipt.ts';
import type { ReturnEvidence } from '../checkout/receipt-reasons.ts';
import { readStored, type StoredReceipt } from '../checkout/stored-receipt.ts';
import type { Database } from '../database/schema.ts';

/** Months of local time, both included: `2026-11`. */
export interface Period {
  readonly from: string;
  readonly to: string;
}
export interface MonthRow {
  readonly month: string;
  readonly purchases: number;
  readonly bought: number;
  readonly saved: number;
}
export interface PointsRow {
  readonly month: string;
  readonly what: 'earned' | 'spent';
  readonly kind: string;
  readonly points: number;
}
export interface CategoryRow {
  readonly month: string;
  readonly category: string | null;
  readonly bought: number;
  readonly saved: number;
}

/** Sales of an owner that may be of the period: which month it was is said by each one's own place. */
const salesAround = (ownerId: string, { from, to }: Period): RawBuilder<unknown> =>
  sql`owner_id = ${ownerId} and type = 'sale' and at >= ${`${from}-01`}::timestamptz - interval '2 days'
       and at < ${`${to}-01`}::timestamptz + interval '1 month 2 days'`;

/** The local month of a receipt, `2026-11`. */
const monthOf = ({ at, offset_minutes }: Pick<StoredReceipt, 'at' | 'offset_minutes'>): string =>
  iso(at + offset_minutes * 60_000).slice(0, 7);

/** What the sales of an owner come to, by month. */
export async function readMonths(
  db: Kysely<Database>,
  ownerId: string,
  period: Period,
): Promise<{ months: readonly MonthRow[]; points: readonly PointsRow[] }> {
  // Unpacked once for each receipt: `#> '{}'` behind `offset 0`, where each part would otherwise unpack all of it.
  const { rows } = await sql<{ months: MonthRow[] | null; points: PointsRow[] | null }>`
    with sale as materialized (
      select month, figures->'totals' as totals, figures->'earning' as earning, figures->'spending' as spending,
          coalesce(figures->'stamps', '[]') as stamps from (
        select to_char(at at time zone 'UTC' + offset_minutes * interval '1 minute', 'YYYY-MM') as month,
            calculation #> '{}' as figures
          from receipt where ${salesAround(ownerId, period)} offset 0) unpacked
       where month between ${period.from} and ${period.to})
    select
      (select json_agg(m) from (
        select month, count(*) as purchases, sum((totals->>'paid')::bigint) as bought,
            sum((totals->>'discount')::bigint) as saved
          from sale group by month) m) as months,
      (select json_agg(p) from (
        select month, what, p->>'kind' as kind, sum((p->>'points')::bigint) as points
          from sale
          cross join lateral (values ('earned', earning), ('spent', spending), ('spent', stamps)) l (what, list)
          cross join lateral jsonb_array_elements(list) p
         group by month, what, p->>'kind') p) as points`.execute(db);
  return { months: rows[0]?.months ?? [], points: rows[0]?.points ?? [] };
}

/** What they come to by the category that their goods have today. A calculation has the lines of its basket, in the same order. */
export async function readCategories(
  db: Kysely<Database>,
  ownerId: string,
  period: Period,
): Promise<readonly CategoryRow[]> {
  const sales = (await readStored(db, salesAround(ownerId, period))).filter((sale) => {
    const month = monthOf(sale);
    return period.from <= month && month <= period.to;
  });
  const categoryOf = await readCategoriesOf(db, sales);
  return sales.flatMap((sale) => {
    const month = monthOf(sale);
    const goods = goodsOf(sale);
    return (sale.calculation as Calculation).lines.map(({ amount, paid, spent }, index) => ({
      month,
      category: categoryOf(goods[index]?.productId),
      bought: paid,
      saved: amount - paid - spent.reduce((sum, part) => sum + part.amount, 0),
    }));
  });
}

const goodsOf = ({ request }: StoredReceipt): Content['lines'] => (request as Content).lines;

/** The category that goods of these receipts have today; null: they are none any more, or have none. */
async function readCategoriesOf(
  db: Kysely<Database>,
  receipts: readonly StoredReceipt[],
): Promise<(productId: string | undefined) => string | null> {
  const ids = new Set(receipts.flatMap(goodsOf).map(({ productId }) => productId));
  if (ids.size === 0) return () => null;
  const { rows } = await sql<{ product_id: string; category: string | null }>`
    select product_id, category[1] as category from product where product_id = any(${[...ids]})`.execute(db);
  const known = new Map(rows.map(({ product_id, category }) => [product_id, category]));
  return (productId) => known.get(productId ?? '') ?? null;
}

/** What came back, whenever it did. */
export interface ReturnRow {
  readonly of_receipt_id: string;
  readonly due: ReturnEvidence['due'];
  readonly whole: boolean;
}

export async function readBroughtBack(db: Kysely<Database>, ownerId: string): Promise<readonly ReturnRow[]> {
  const { rows } = await sql<ReturnRow>`
    select of_receipt_id, calculation->'due' as due, (calculation->>'whole')::boolean as whole
      from receipt where owner_id = ${ownerId} and of_receipt_id is not null`.execute(db);
  return rows;
}

/** Of sales of which something came back: their months, and the category of each line. */
export interface SoldRow {
  readonly receipt_id: string;
  readonly month: string;
  readonly categories: { readonly [line: string]: string | null };
}

export async function readSold(
  db: Kysely<Database>,
  ownerId: string,
  receiptIds: readonly string[],
): Promise<readonly SoldRow[]> {
  const sold = await readStored(db, sql`owner_id = ${ownerId} and receipt_id = any(${receiptIds}::uuid[])`);
  const categoryOf = await readCategoriesOf(db, sold);
  return sold.map((sale) => ({
    receipt_id: sale.receipt_id,
    month: monthOf(sale),
    categories: Object.fromEntries(goodsOf(sale).map(({ id, productId }) => [id, categoryOf(productId)])),
  }));
}

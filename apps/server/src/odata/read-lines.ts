import { sql, type Kysely } from 'kysely';
import type { Calculation } from '@bonum/engine';
import type { Content } from '../checkout/commit-receipt.ts';
import { readStored, type StoredReceipt } from '../checkout/stored-receipt.ts';
import type { Database } from '../database/schema.ts';
import { receiptLines } from './entity-sets.ts';
import { ODataError } from './odata-error.ts';
import { tokenFor, type PageRequest } from './page-request.ts';
import { asJson, orderOf, whereOf, type Entity, type Page } from './read-page.ts';

/** Receipts have four or five lines; so many are unpacked at a time. */
const RECEIPTS_AT_ONCE = 500;

interface Head {
  readonly receipt_id: string;
  readonly owner_id: string;
  readonly member_id: string | null;
  readonly at: string;
}

/** One page of lines: of sales in the order of their receipts, each with its lines as they were sold. */
export async function readLines(db: Kysely<Database>, asked: PageRequest): Promise<Page> {
  if (asked.skip > 0)
    throw new ODataError(501, 'Lines are not skipped by number; follow the next link.', '$skip');
  if (asked.count)
    throw new ODataError(501, 'Lines are counted by nobody: they lie packed in their receipts.', '$count');
  const limit = Math.min(asked.top ?? asked.pageSize, asked.pageSize);
  const rows: Entity[] = [];
  let place = asked.after;
  for (;;) {
    const heads = await readHeads(db, { ...asked, after: place === null ? null : place.slice(0, -1) }, place);
    const sales = new Map((await salesOf(db, heads)).map((sale) => [sale.receipt_id, sale]));
    for (const head of heads) {
      const sale = sales.get(head.receipt_id);
      const lines = sale ? linesOf(sale, head) : [];
      const first = place?.[1] === head.receipt_id ? Number(place.at(-1)) + 1 : 0;
      for (let index = first; index < lines.length; index++) {
        if (rows.length === limit) {
          const left = asked.top === null ? null : asked.top - rows.length;
          return {
            rows: rows.map((row) => shown(row, asked)),
            next: left === 0 ? null : { token: tokenFor(place ?? []), top: left },
          };
        }
        rows.push(lines[index] ?? {});
        place = [head.at, head.receipt_id, index];
      }
      place = [head.at, head.receipt_id, Math.max(lines.length - 1, first - 1)];
    }
    if (heads.length < RECEIPTS_AT_ONCE) return { rows: rows.map((row) => shown(row, asked)), next: null };
  }
}

/** Receipts behind the place, and the one at it: its next lines may still be wanted. */
async function readHeads(
  db: Kysely<Database>,
  asked: PageRequest,
  place: PageRequest['after'],
): Promise<readonly Head[]> {
  const at =
    place === null
      ? sql`false`
      : sql`(v.at = ${place[0] ?? null}::timestamptz and v.receipt_id = ${place[1] ?? null}::uuid)`;
  const { filter } = asked;
  const within = whereOf(receiptLines, { ...asked, after: null });
  const behind =
    asked.after === null ? sql`true` : sql`(${whereOf(receiptLines, { ...asked, filter: null })} or ${at})`;
  const { rows } = await sql<Head>`
    select v.receipt_id, v.owner_id, v.member_id,
           to_char(v.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
      from ${sql.raw(receiptLines.from)}
     where v.type = 'sale' and ${filter === null ? sql`true` : within} and ${behind}
     order by ${orderOf(asked.order)} limit ${RECEIPTS_AT_ONCE}`.execute(db);
  return rows;
}

const salesOf = (db: Kysely<Database>, heads: readonly Head[]): Promise<StoredReceipt[]> =>
  readStored(
    db,
    sql`(owner_id, receipt_id) in (select h.owner_id, h.receipt_id from jsonb_to_recordset(${JSON.stringify(
      heads.map(({ owner_id, receipt_id }) => ({ owner_id, receipt_id })),
    )}::jsonb) as h (owner_id uuid, receipt_id uuid))`,
  );

function linesOf(sale: StoredReceipt, head: Head): Entity[] {
  const goods = (sale.request as Content).lines;
  return (sale.calculation as Calculation).lines.map(({ id, amount, paid, spent }, index) => {
    const points = spent.reduce((sum, part) => sum + part.amount, 0);
    return {
      receiptId: sale.receipt_id,
      type: sale.type,
      memberId: head.member_id,
      storeId: sale.store_id,
      at: head.at,
      lineId: id,
      productId: goods[index]?.productId ?? '',
      quantity: goods[index]?.quantity ?? 0,
      amount,
      discount: amount - paid - points,
      paidByPoints: points,
      paid,
    };
  });
}

const shown = (row: Entity, { select }: PageRequest): Entity =>
  Object.fromEntries(select.map((property) => [property.name, asJson(property, row[property.name])]));

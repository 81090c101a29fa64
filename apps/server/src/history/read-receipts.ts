import type { Input } from '@bonum/contract';
import { instant, type Calendar } from '@bonum/engine';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../database/schema.ts';
import { readMember } from '../members/member-answer.ts';
import { refuse, type Call, type Outcome } from '../operation.ts';
import { withMerged } from '../owner/merged-owners.ts';

type Asked = Pick<Input<'list-receipts'>, 'memberId' | 'storeId' | 'type' | 'from' | 'until'>;

/** Which receipts are meant, as the tables know them. */
export interface ReceiptFilter {
  /** null: everybody's, and nobody's. */
  readonly ownerIds: readonly string[] | null;
  readonly storeId: string | null;
  readonly types: readonly ('sale' | 'return')[];
  readonly from: Date | null;
  /** Not included. */
  readonly before: Date | null;
  /** Points of these kinds are summed. */
  readonly paying: readonly string[];
}

export interface ReceiptLine {
  readonly owner_id: string;
  readonly receipt_id: string;
  readonly type: 'sale' | 'return';
  readonly at: number;
  readonly offset_minutes: number;
  readonly store_id: string;
  readonly till_id: string;
  readonly shift: string;
  readonly number: string;
  readonly discount: number;
  readonly paid: number;
  readonly plus: number;
  readonly minus: number;
}

/** The last one that was seen. */
export type Place = Pick<ReceiptLine, 'at' | 'receipt_id'>;

const DAY_MS = 86_400_000;

/** Days are those of the chain. */
export async function receiptFilter(call: Call, asked: Asked): Promise<Outcome<ReceiptFilter>> {
  const { programme, compiled } = await call.shell.programmes.current();
  const from = asked.from === undefined ? null : dayStart(asked.from, compiled.calendar);
  const before = asked.until === undefined ? null : dayStart(asked.until, compiled.calendar, DAY_MS);
  if (from && before && from >= before)
    return refuse('bad-period', 'It ends before it begins. Give `until` a later day.', { path: '/until' });
  const found = asked.memberId === undefined ? null : await readMember(call, asked.memberId);
  if (found?.ok === false) return found;
  return {
    ok: true,
    value: {
      ownerIds: found ? await withMerged(call.shell.db, found.value.owner.owner_id) : null,
      storeId: asked.storeId ?? null,
      types: asked.type === undefined ? ['sale', 'return'] : [asked.type],
      from,
      before,
      paying: programme.kinds.filter(({ spending }) => spending !== undefined).map(({ id }) => id),
    },
  };
}

function dayStart(day: string, calendar: Calendar, after = 0): Date {
  const utc = Date.parse(`${day}T00:00:00Z`) + after;
  return new Date(utc - calendar.offsetMinutesAt(instant(utc)) * 60_000);
}

const conditions = ({ ownerIds, storeId, types, from, before }: ReceiptFilter): RawBuilder<unknown> =>
  sql.join(
    [
      ofTypes(types),
      ...(ownerIds === null ? [] : [sql`r.owner_id = any(${[...ownerIds]}::uuid[])`]),
      ...(storeId === null ? [] : [sql`r.store_id = ${storeId}`]),
      ...(from === null ? [] : [sql`r.at >= ${from}`]),
      ...(before === null ? [] : [sql`r.at < ${before}`]),
    ],
    sql` and `,
  );

/** A single one stands in the statement itself: returns have an index of their own, which no plan for any type could use. */
const ofTypes = (types: ReceiptFilter['types']): RawBuilder<unknown> =>
  types.length === 1 ? sql`r.type = ${sql.lit(types[0])}` : sql`r.type = any(${[...types]}::text[])`;

/** Receipts that a replay made up for members of its own are nobody's business. Looked up a row, so that the order of the index is kept. */
const real = sql`(select o.apart from owner o where o.owner_id = r.owner_id) is not true`;

export async function countReceipts(db: Kysely<Database>, filter: ReceiptFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from receipt r where ${conditions(filter)} and ${real}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The newest after a place, with what they come to. Many machines give as many each, and the newest of those are taken. */
export async function readReceiptLines(
  db: Kysely<Database>,
  filter: ReceiptFilter,
  { after, limit }: { readonly after: Place | null; readonly limit: number },
): Promise<readonly ReceiptLine[]> {
  const { rows } = await sql<ReceiptLine>`
    select r.owner_id, r.receipt_id, r.type, r.at, r.offset_minutes, r.store_id, r.till_id, r.shift, r.number,
        case r.type when 'sale' then r.paid else -(r.answer->>'refund')::bigint end as paid,
        coalesce((r.calculation->'totals'->>'discount')::bigint, 0) as discount,
        ${points(filter, { ofSale: 'earning', ofReturn: 'pointsGivenBack' })} as plus,
        ${points(filter, { ofSale: 'spending', ofReturn: 'pointsTakenBack' })} as minus
      from receipt r
     where ${conditions(filter)} and ${real}
       and ${after === null ? sql`true` : sql`(r.at, r.receipt_id) < (${new Date(after.at)}, ${after.receipt_id}::uuid)`}
     order by r.at desc, r.receipt_id desc limit ${limit}`.execute(db);
  return rows;
}

const points = (
  { paying }: ReceiptFilter,
  { ofSale, ofReturn }: { readonly ofSale: string; readonly ofReturn: string },
): RawBuilder<unknown> => sql`
  case r.type when 'sale' then
    (select coalesce(sum((p->>'points')::bigint), 0)::bigint from jsonb_array_elements(r.calculation->${sql.lit(ofSale)}) p
      where p->>'kind' = any(${[...paying]}::text[]))
  else
    (select coalesce(sum(p.value::bigint), 0)::bigint from jsonb_each_text(r.answer->${sql.lit(ofReturn)}) p
      where p.key = any(${[...paying]}::text[])) end`;

import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { GrantFact, MergeFact, ReceiptFact, SignUpFact, StorePlace } from './facts.ts';

interface CopiedRow {
  readonly owner_id: string;
  readonly into: string | null;
  readonly receipt_id: string;
  readonly type: 'sale' | 'return';
  readonly of_receipt_id: string | null;
  readonly member: boolean;
  readonly store_id: string;
  readonly till_id: string;
  readonly cashier: string | null;
  readonly at: number;
  readonly offset_minutes: number;
  readonly paid: number;
  readonly earned: number;
  readonly spent: number;
  readonly owed: number;
}

/** So many receipts are looked at together, however large the chain is: some second of reading. */
const A_PART = 100_000;

/** All receipts of the window, a few stores at a time. */
export async function* receiptsByStores(db: Kysely<Database>, since: number): AsyncGenerator<ReceiptFact[]> {
  const stores = await db
    .selectFrom('abuse_receipt')
    .select((eb) => ['store_id', eb.fn.countAll<number>().as('receipts')])
    .groupBy('store_id')
    .orderBy('store_id')
    .execute();
  let part: string[] = [];
  let size = 0;
  for (const { store_id, receipts } of stores) {
    if (part.length > 0 && size + receipts > A_PART) {
      yield await readReceipts(db, since, sql`c.store_id = any(${part})`);
      [part, size] = [[], 0];
    }
    part.push(store_id);
    size += receipts;
  }
  if (part.length > 0) yield await readReceipts(db, since, sql`c.store_id = any(${part})`);
}

/** All receipts of the window that have a member, some members at a time, each with all of theirs. */
export async function* receiptsByMembers(db: Kysely<Database>, since: number): AsyncGenerator<ReceiptFact[]> {
  const { receipts } = await db
    .selectFrom('abuse_receipt')
    .select((eb) => eb.fn.countAll<number>().as('receipts'))
    .where('member', '=', true)
    .executeTakeFirstOrThrow();
  const parts = Math.ceil(receipts / A_PART);
  for (let part = 0; part < parts; part++) {
    const theirs = sql`c.member and abs(uuid_hash(coalesce(o.merged_into, c.owner_id)) % ${parts}) = ${part}`;
    yield await readReceipts(db, since, theirs);
  }
}

/** A member who was merged is whoever they were merged into; a receipt that a new member claimed is theirs and nobody else's. */
async function readReceipts(
  db: Kysely<Database>,
  since: number,
  which: ReturnType<typeof sql>,
): Promise<ReceiptFact[]> {
  const { rows } = await sql<CopiedRow>`
    select c.*, o.merged_into as "into" from abuse_receipt c join owner o on o.owner_id = c.owner_id
     where c.at >= ${new Date(since)} and ${which}
     order by c.at, c.receipt_id, c.member`.execute(db);
  // Of a receipt that was claimed there are two, the member's after the other.
  const byId = new Map(rows.map((row) => [row.receipt_id, row]));
  return [...byId.values()].map((row) => ({
    receiptId: row.receipt_id,
    type: row.type,
    ofReceiptId: row.of_receipt_id,
    memberId: row.member ? (row.into ?? row.owner_id) : null,
    storeId: row.store_id,
    tillId: row.till_id,
    cashier: row.cashier,
    at: row.at,
    offsetMinutes: row.offset_minutes,
    paid: row.paid,
    earned: row.earned,
    spent: row.spent,
    owed: row.owed,
  }));
}

export async function readPlaces(db: Kysely<Database>): Promise<StorePlace[]> {
  const rows = await db
    .selectFrom('store')
    .select(['store_id', 'latitude', 'longitude'])
    .where('latitude', 'is not', null)
    .execute();
  return rows.map(({ store_id, latitude, longitude }) => ({
    storeId: store_id,
    latitude: latitude ?? 0,
    longitude: longitude ?? 0,
  }));
}

/** Who granted by hand: an operator or, by its id, a key. */
export async function readGrants(db: Kysely<Database>, since: number): Promise<GrantFact[]> {
  const { rows } = await sql<GrantFact>`
    select e.event_id as "grantId", coalesce(e.payload->>'operatorId', e.payload->>'keyId') as "operatorId",
           e.owner_id as "memberId", e.at, (e.payload->>'points')::bigint as points, (e.payload->>'limit')::bigint as "limit"
      from event e
     where e.type = 'points-granted' and e.at >= ${new Date(since)}
       and coalesce(e.payload->>'operatorId', e.payload->>'keyId') is not null`.execute(db);
  return rows;
}

export async function readSignUps(db: Kysely<Database>, since: number): Promise<SignUpFact[]> {
  const { rows } = await sql<SignUpFact>`
    select e.owner_id as "memberId", e.at, e.payload->>'device' as device, e.payload->>'network' as network,
           e.payload->>'store' as "storeId"
      from event e
     where e.type = 'member-joined' and e.at >= ${new Date(since)}`.execute(db);
  return rows;
}

/** Merges that were not undone, and what points came along. */
export async function readMerges(db: Kysely<Database>, since: number): Promise<MergeFact[]> {
  const { rows } = await sql<MergeFact>`
    select m.merge_id as "mergeId", m.owner_id as "memberId", m.from_owner_id as "fromMemberId",
           e.payload->>'operatorId' as "operatorId", e.at,
           (select coalesce(sum(t.amount), 0)::bigint from transfer t
             where t.owner_id = m.owner_id and t.debit = 'merged'
               and t.number > (m.evidence #>> '{points,into,before}')::bigint
               and t.number <= (m.evidence #>> '{points,into,after}')::bigint) as points
      from event e join merge m on m.owner_id = e.owner_id and m.merge_id = (e.payload->>'mergeId')::uuid
     where e.type = 'members-merged' and e.at >= ${new Date(since)} and m.undone_at is null`.execute(db);
  return rows;
}

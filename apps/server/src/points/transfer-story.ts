import type { EarningResult, Evidence } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import { sql, type Kysely, type Selectable } from 'kysely';
import { readReceipts, type StoredReceipt } from '../checkout/stored-receipt.ts';
import type { Database } from '../database/schema.ts';
import type { Call } from '../operation.ts';
import { transferColumns } from './transfer-answer.ts';

export type StoredTransfer = Omit<Selectable<Database['transfer']>, 'hash'>;

/** A transfer with what is stored around it. */
export interface ToldTransfer {
  readonly row: StoredTransfer;
  readonly receipt: StoredReceipt | null;
  /** What whoever gave or reversed points by hand wrote. */
  readonly note: string | null;
  readonly earning: { readonly evidence: Evidence; readonly result: EarningResult } | null;
}

export interface StoredStory {
  readonly told: ToldTransfer;
  readonly reversedBy: number | null;
  /** The transfer that made the points; null: this one, or no points moved. */
  readonly origin: ToldTransfer | null;
}

const columns = [...transferColumns, 'owner_id', 'hold_id', 'active_from', 'expires_at'] as const;

/** A transfer and where its points come from, over returns and merges; null: the owner has none of this number. */
export async function readStory(call: Call, ownerId: string, number: number): Promise<StoredStory | null> {
  const { db } = call.shell;
  const row = await db
    .selectFrom('transfer')
    .select(columns)
    .where('owner_id', '=', ownerId)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!row) return null;
  const reversal = await db
    .selectFrom('transfer')
    .select('number')
    .where('owner_id', '=', ownerId)
    .where('number', '>', number)
    .where('reverses', '=', number)
    .executeTakeFirst();
  const made = row.lot_id === null ? null : await makingOf(db, ownerId, row.lot_id);
  const isItself = made?.owner_id === ownerId && made.number === number;
  return {
    told: await around(call, row),
    reversedBy: reversal?.number ?? null,
    origin: made === null || isItself ? null : await around(call, made),
  };
}

/** The transfer that made a lot, or the first of those it continues. */
async function makingOf(
  db: Kysely<Database>,
  ownerId: string,
  lotId: string,
): Promise<StoredTransfer | null> {
  let [owner, lot] = [ownerId, lotId];
  for (;;) {
    const from = await db
      .selectFrom('lot')
      .select(['from_owner_id', 'from_lot_id'])
      .where('owner_id', '=', owner)
      .where('lot_id', '=', lot)
      .executeTakeFirst();
    if (from?.from_lot_id == null) break;
    [owner, lot] = [from.from_owner_id ?? owner, from.from_lot_id];
  }
  const made = await db
    .selectFrom('transfer')
    .select(columns)
    .where('owner_id', '=', owner)
    .where('lot_id', '=', lot)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
  return made ?? null;
}

async function around(call: Call, row: StoredTransfer): Promise<ToldTransfer> {
  const { owner_id, receipt_id } = row;
  // None of points that are held for a receipt that is still to come, or that came by a merge.
  const [receipt] = receipt_id === null ? [] : await readReceipts(call, owner_id, [receipt_id]);
  return {
    row,
    receipt: receipt ?? null,
    note: await noteOf(call.shell.db, row),
    earning: receipt === undefined ? null : await earningOf(call.shell.db, row, receipt),
  };
}

/** What a rule earned: a sale's accruals are booked in the order in which its calculation has them. */
async function earningOf(
  db: Kysely<Database>,
  row: StoredTransfer,
  { calculation }: StoredReceipt,
): Promise<ToldTransfer['earning']> {
  if (row.reason !== 'earned') return null;
  const { count } = await db
    .selectFrom('transfer')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('owner_id', '=', row.owner_id)
    .where('receipt_id', '=', row.receipt_id)
    .where('reason', '=', 'earned')
    .where('number', '<', row.number)
    .executeTakeFirstOrThrow();
  const evidence = calculation as Evidence;
  const result = evidence.earning[count];
  // Whatever does not fit is not told, rather than told of another.
  return result?.kind === row.kind && result.points === row.amount ? { evidence, result } : null;
}

/** Told where one event fits; two at one instant of which we cannot tell which it was say nothing. */
async function noteOf(db: Kysely<Database>, row: StoredTransfer): Promise<string | null> {
  const fits =
    row.reverses === null
      ? sql<boolean>`type = 'points-granted' and payload->>'kind' = ${row.kind} and (payload->>'points')::bigint = ${row.amount}`
      : sql<boolean>`type = 'transfer-reversed' and (payload->>'number')::bigint = ${row.reverses}`;
  if (row.reason !== 'granted-by-hand' && row.reason !== 'reversed-by-hand') return null;
  const events = await db
    .selectFrom('event')
    .select(sql<string>`payload->>'reason'`.as('reason'))
    .where('owner_id', '=', row.owner_id)
    .where(sql<boolean>`at = ${iso(row.at)}`)
    .where(fits)
    .execute();
  const told = new Set(events.map(({ reason }) => reason));
  return told.size === 1 ? ([...told][0] ?? null) : null;
}

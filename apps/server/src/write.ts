import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import type { Database, IdentifierKind } from './database/schema.ts';
import type { OwnerRow } from './owner/read-owner.ts';
import { sealExpression } from './verify/seal.ts';

/** A row as JSON: instants as ISO text, bytes as `\x…`, everything else as it is. Whole rows, every column. */
export type Row = object;

export interface Identifier {
  readonly kind: IdentifierKind;
  readonly value: string;
  readonly owner_id: string;
}

/** Tables whose rows belong to an owner, in the order their foreign keys want. */
const ownerTables = {
  member: { key: ['owner_id'], mutable: true },
  card: { key: ['owner_id', 'number'], mutable: true },
  lot: { key: ['owner_id', 'lot_id'], mutable: true },
  wallet: { key: ['owner_id', 'kind'], mutable: true },
  hold: { key: ['owner_id', 'hold_id'], mutable: true },
  offer: { key: ['owner_id', 'offer_id'], mutable: true },
  merge: { key: ['owner_id', 'merge_id'], mutable: true },
  // Tries are charged and uses are marked in place: an upsert would give a code that is being guessed its tries back.
  confirmation: { key: ['owner_id', 'confirmation_id'], mutable: false },
  transfer: { key: ['owner_id', 'number'], mutable: false },
  receipt: { key: ['owner_id', 'receipt_id'], mutable: false },
  message: { key: ['owner_id', 'message_id'], mutable: false },
  event: { key: ['owner_id', 'event_id'], mutable: false },
} as const satisfies Record<string, { key: readonly string[]; mutable: boolean }>;
export type OwnerTable = keyof typeof ownerTables;

/** Everything one operation changes of one owner. */
export interface OwnerWrites {
  /**
   * The owner's row as it becomes; `version` is the one that was read plus one, or 1 for a new owner. null: nothing of the
   * owner itself changes (a code is sent), and nothing is guarded.
   */
  readonly owner: OwnerRow | null;
  readonly rows: { readonly [T in OwnerTable]?: readonly Row[] };
  /** The one-time code that allowed this; whoever uses it second is told that it has moved. */
  readonly uses?: UsedConfirmation;
  /** Rows that a merge had brought and its undoing takes away, by key. */
  readonly remove?: { readonly card: readonly string[]; readonly offer: readonly string[] };
}

export interface UsedConfirmation {
  readonly owner_id: string;
  readonly confirmation_id: string;
  readonly used_at: string;
}

/** Everything one operation changes. */
export interface Writes {
  readonly owners: readonly OwnerWrites[];
  readonly identifiers?: {
    readonly add?: readonly Identifier[];
    /** Added, or re-pointed when already there. */
    readonly put?: readonly Identifier[];
  };
  /** Single-use codes this receipt takes. */
  readonly takeCodes?: { readonly codes: readonly string[]; readonly receiptId: string };
  /** Single-use codes this receipt prints. */
  readonly addCodes?: readonly Row[];
  /** Codes that a receipt had printed and that a return of its goods takes back, as far as nobody used them. */
  readonly voidCodes?: { readonly codes: readonly string[]; readonly receiptId: string };
  /** Codes and personal offers that a sale had used, of which nothing is left. */
  readonly unused?: {
    readonly receiptId: string;
    readonly ownerId: string;
    readonly codes: readonly string[];
    readonly offers: readonly string[];
  };
  /** An anonymous receipt that a new member claims. */
  readonly claim?: { readonly ownerId: string; readonly memberId: string };
}

/** What was read has changed meanwhile: read and think again. */
export class Conflict extends Error {
  override name = 'Conflict';
}

/**
 * Writes it all or nothing. One owner is one statement, and so one round trip and one commit; the guard on the owner's
 * version makes it safe without a lock held while we think. More than one owner, or a single-use code, is a transaction.
 * @throws Conflict when an owner moved since it was read or a code was taken
 */
export async function write(db: Kysely<Database>, writes: Writes): Promise<void> {
  const { owners, takeCodes, addCodes, voidCodes, unused, claim } = writes;
  const [only] = owners;
  if (only && owners.length === 1 && !takeCodes && !addCodes && !voidCodes && !unused && !claim)
    return writeOwner(db, only, writes.identifiers);
  await db.transaction().execute(async (transaction) => {
    // One order for all, so that two merges of the same members cannot deadlock.
    const ordered = owners.toSorted((a, b) =>
      (a.owner?.owner_id ?? '') < (b.owner?.owner_id ?? '') ? -1 : 1,
    );
    for (const [index, owner] of ordered.entries()) {
      await writeOwner(transaction, owner, index === 0 ? writes.identifiers : undefined);
    }
    if (takeCodes) await takeSingleUse(transaction, takeCodes);
    if (addCodes) await addSingleUse(transaction, addCodes);
    if (voidCodes) await voidSingleUse(transaction, voidCodes);
    if (unused) await freeUsed(transaction, unused);
    if (claim) await claimReceipt(transaction, claim);
  });
}

async function writeOwner(
  db: Kysely<Database>,
  writes: OwnerWrites,
  identifiers: Writes['identifiers'],
): Promise<void> {
  const parts: RawBuilder<unknown>[] = [...guards(writes)];
  for (const table of Object.keys(ownerTables) as OwnerTable[]) {
    const rows = writes.rows[table];
    if (rows && rows.length > 0) parts.push(upsert(table, rows));
  }
  if (writes.remove) parts.push(...removals(writes.remove));
  if (identifiers?.add?.length) parts.push(addIdentifiers(identifiers.add));
  if (identifiers?.put?.length) parts.push(putIdentifiers(identifiers.put));
  const statement = sql<{
    guarded: number;
  }>`with ${sql.join(parts)} select count(*)::int as guarded from guard`;
  const { rows } = await statement.execute(db);
  if (rows[0]?.guarded !== 1) throw new Conflict(`owner ${writes.owner?.owner_id} has moved`);
}

const json = (value: unknown): RawBuilder<unknown> => sql`${JSON.stringify(value)}::jsonb`;

/** The owner moves from the version that was read to the next, or everything that follows writes nothing. */
function guards({ owner, uses }: OwnerWrites): RawBuilder<unknown>[] {
  if (!uses) return [sql`guard as (${ownerMoves(owner)})`];
  const use = sql`update confirmation c set used_at = ${uses.used_at}::timestamptz`;
  const unused = sql`c.owner_id = ${uses.owner_id} and c.confirmation_id = ${uses.confirmation_id} and c.used_at is null`;
  // Where no owner moves it is the code itself that lets one through.
  if (owner === null) return [sql`guard as (${use} where ${unused} returning c.owner_id)`];
  return [sql`guard as (${ownerMoves(owner)})`, sql`code_used as (${use} from guard where ${unused})`];
}

function ownerMoves(owner: OwnerWrites['owner']): RawBuilder<unknown> {
  if (owner === null) return sql`select 1`;
  const row = sql`jsonb_populate_record(null::owner, ${json(owner)}) r`;
  if (owner.version === 1) {
    return sql`insert into owner select r.* from ${row} on conflict do nothing returning owner_id`;
  }
  return sql`
    update owner o set version = r.version, transfers = r.transfers, head = r.head, spend = r.spend, receipts = r.receipts,
           level = r.level, merged_into = r.merged_into, due_at = r.due_at
      from ${row} where o.owner_id = ${owner.owner_id} and o.version = r.version - 1 returning o.owner_id`;
}

function upsert(table: OwnerTable, rows: readonly Row[]): RawBuilder<unknown> {
  const { key, mutable } = ownerTables[table];
  const name = sql.table(table);
  const insert = sql`insert into ${name} select ${columnsOf(table)} from jsonb_populate_recordset(null::${name}, ${json(rows)}) r, guard`;
  const cte = sql.ref(`${table}_rows`);
  // A row that must be new fails on its key; the operation then reads again and finds it.
  if (!mutable) return sql`${cte} as (${insert})`;
  const columns = Object.keys(rows[0] ?? {}).filter((column) => !(key as readonly string[]).includes(column));
  const set = sql.join(columns.map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`));
  return sql`${cte} as (${insert} on conflict (${sql.join(key.map((column) => sql.ref(column)))}) do update set ${set})`;
}

function removals({ card, offer }: NonNullable<OwnerWrites['remove']>): RawBuilder<unknown>[] {
  return [
    sql`cards_removed as (delete from card c using guard g where c.owner_id = g.owner_id and c.number = any(${card}))`,
    sql`offers_removed as (delete from offer o using guard g where o.owner_id = g.owner_id and o.offer_id = any(${offer}::uuid[]))`,
  ];
}

/** A receipt is sealed by the database from what it stores; every other row comes whole. */
function columnsOf(table: OwnerTable): RawBuilder<unknown> {
  if (table !== 'receipt') return sql`r.*`;
  return sql`(jsonb_populate_record(r, jsonb_build_object('seal', ${sealExpression('r')}))).*`;
}

function addIdentifiers(rows: readonly Row[]): RawBuilder<unknown> {
  return sql`identifiers_added as (
    insert into identifier select r.* from jsonb_populate_recordset(null::identifier, ${json(rows)}) r, guard)`;
}

function putIdentifiers(rows: readonly Row[]): RawBuilder<unknown> {
  return sql`identifiers_put as (
    insert into identifier select r.* from jsonb_populate_recordset(null::identifier, ${json(rows)}) r, guard
    on conflict (kind, value) do update set owner_id = excluded.owner_id)`;
}

async function takeSingleUse(
  db: Transaction<Database>,
  { codes, receiptId }: { codes: readonly string[]; receiptId: string },
) {
  const taken = await db
    .updateTable('promo_code')
    .set({ taken_by: receiptId })
    .where('code', 'in', [...codes].sort())
    .where('taken_by', 'is', null)
    .executeTakeFirst();
  if (Number(taken.numUpdatedRows) !== codes.length) throw new Conflict('a code was taken');
}

async function addSingleUse(db: Transaction<Database>, codes: readonly Row[]): Promise<void> {
  await sql`insert into promo_code select r.* from jsonb_populate_recordset(null::promo_code, ${json(codes)}) r`.execute(
    db,
  );
}

async function voidSingleUse(
  db: Transaction<Database>,
  { codes, receiptId }: { codes: readonly string[]; receiptId: string },
): Promise<void> {
  await db
    .updateTable('promo_code')
    // One that was used already is ended, too: the sale that used it may come back and set it free.
    .set({ taken_by: sql`coalesce(taken_by, ${receiptId}::uuid)`, valid_until: sql`valid_from` })
    .where('code', 'in', codes.toSorted())
    .execute();
}

async function freeUsed(
  db: Transaction<Database>,
  { receiptId, ownerId, codes, offers }: NonNullable<Writes['unused']>,
): Promise<void> {
  if (codes.length > 0) {
    await db
      .updateTable('promo_code')
      .set({ taken_by: null })
      .where('code', 'in', codes.toSorted())
      .where('taken_by', '=', receiptId)
      .execute();
  }
  if (offers.length === 0) return;
  await db
    .updateTable('offer')
    .set({ used_by: null })
    .where('owner_id', '=', ownerId)
    .where('offer_id', 'in', [...offers])
    .where('used_by', '=', receiptId)
    .execute();
}

async function claimReceipt(
  db: Transaction<Database>,
  { ownerId, memberId }: { ownerId: string; memberId: string },
) {
  const claimed = await db
    .updateTable('receipt')
    .set({ claimed_by: memberId })
    .where('owner_id', '=', ownerId)
    .where('claimed_by', 'is', null)
    .executeTakeFirst();
  if (Number(claimed.numUpdatedRows) === 0) throw new Conflict('the receipt was claimed');
}

import { bytea, genesis } from '@bonum/ledger';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { Conflict } from '../conflict.ts';
import type { Identifier } from '../write.ts';

/** A receipt's identifier: whoever has it may write the receipt, and nobody else. */
export interface ReceiptClaim {
  readonly value: string;
  readonly owner_id: string;
  /** How often it has changed; null: it was written together with its receipt. */
  readonly claim: number | null;
  /** Who had it before and has not been asked yet whether the receipt is there. */
  readonly from_owner_id: string | null;
}

/** Each round settles what another left; so many in a row mean that others keep at it. */
const MOST_ROUNDS = 8;

/**
 * Makes sure that this owner, and no other, may write the receipt: docs/decisions/0011 says why this holds. Every statement is on
 * one shard. The version that guards the owner's write must have been read before.
 * @throws Conflict when the receipt is another owner's by now
 */
export async function claimReceipt(
  db: Kysely<Database>,
  { value, owner_id }: Pick<Identifier, 'value' | 'owner_id'>,
): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (await begin(db, value, owner_id)) return;
    const claim = await settledClaim(db, value);
    // Claims are never deleted.
    if (claim === null) throw new Error(`the claim of receipt ${value} has gone`);
    if (claim.owner_id === owner_id) return;
    if (claim.claim === null || (await hasReceipt(db, claim.owner_id, value)))
      throw new Conflict(`receipt ${value} is another owner's`);
    else await change(db, claim, { owner_id, from_owner_id: claim.owner_id });
  }
  throw new Conflict(`others keep claiming receipt ${value}`);
}

/** The owner who has the receipt that a claim is about; null: it was never written. */
export async function receiptOwner(db: Kysely<Database>, claim: ReceiptClaim): Promise<string | null> {
  if (claim.claim === null) return claim.owner_id;
  for (const ownerId of [claim.owner_id, claim.from_owner_id]) {
    if (ownerId !== null && (await hasReceipt(db, ownerId, claim.value))) return ownerId;
  }
  return null;
}

export async function readClaims(db: Kysely<Database>, values: readonly string[]): Promise<ReceiptClaim[]> {
  return db
    .selectFrom('identifier')
    .select(['value', 'owner_id', 'claim', 'from_owner_id'])
    .where('kind', '=', 'receipt')
    .where(sql<boolean>`value = any(${values})`)
    .execute();
}

async function begin(db: Kysely<Database>, value: string, ownerId: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('identifier')
    .values({ kind: 'receipt', value, owner_id: ownerId, claim: 1, from_owner_id: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** The claim once it is clear who has it: nobody before them has the receipt, or could still write it. null: there is none. */
export async function settledClaim(db: Kysely<Database>, value: string): Promise<ReceiptClaim | null> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const [claim] = await readClaims(db, [value]);
    if (!claim || claim.from_owner_id === null) return claim ?? null;
    await settleClaim(db, claim, claim.from_owner_id);
  }
  throw new Conflict(`others keep claiming receipt ${value}`);
}

/**
 * Asks the former owner. Fenced off first: what it has under way either shows now or fails on its version. That the claim has
 * moved already keeps it from beginning anew.
 */
async function settleClaim(db: Kysely<Database>, claim: ReceiptClaim, from: string): Promise<void> {
  await fence(db, from);
  const owner_id = (await hasReceipt(db, from, claim.value)) ? from : claim.owner_id;
  await change(db, claim, { owner_id, from_owner_id: null });
}

/**
 * Before points are held for a receipt, once its hold can be found: whoever is writing the receipt at this moment fails and
 * finds the hold, or the receipt is there by now.
 * @throws Conflict when it is
 */
export async function meetReceipt(
  db: Kysely<Database>,
  { value, owner_id }: Pick<Identifier, 'value' | 'owner_id'>,
): Promise<void> {
  const claim = await settledClaim(db, value);
  if (claim === null) return;
  if (claim.owner_id !== owner_id) await fence(db, claim.owner_id);
  if (await hasReceipt(db, claim.owner_id, value)) throw new Conflict(`receipt ${value} has been written`);
}

/** Only from the very state that was read; who comes second reads again. */
async function change(
  db: Kysely<Database>,
  claim: ReceiptClaim,
  to: Pick<ReceiptClaim, 'owner_id' | 'from_owner_id'>,
): Promise<void> {
  await db
    .updateTable('identifier')
    .set({ ...to, claim: (claim.claim ?? 0) + 1 })
    .where('kind', '=', 'receipt')
    .where('value', '=', claim.value)
    .where('claim', '=', claim.claim)
    .execute();
}

/** From here on nothing can be written of this owner that was thought before. One that is not there yet is made, and so can't be either. */
export async function fence(db: Kysely<Database>, ownerId: string): Promise<void> {
  await sql`
    insert into owner (owner_id, type, version, transfers, head, spend, receipts)
    values (${ownerId}, 'receipt', 1, 0, ${bytea(genesis)}, 0, 0)
    on conflict (owner_id) do update set version = owner.version + 1`.execute(db);
}

async function hasReceipt(db: Kysely<Database>, ownerId: string, receiptId: string): Promise<boolean> {
  const found = await db
    .selectFrom('receipt')
    .select('receipt_id')
    .where('owner_id', '=', ownerId)
    .where('receipt_id', '=', receiptId)
    .executeTakeFirst();
  return found !== undefined;
}

import { Conflict } from './conflict.ts';
import { sql, type Transaction } from 'kysely';
import type { Database } from './database/schema.ts';
import type { Row, Writes } from './write.ts';

// Single-use codes that a receipt prints or no longer needs, in the transaction of their receipt.

export async function addSingleUse(db: Transaction<Database>, codes: readonly Row[]): Promise<void> {
  await sql`insert into promo_code select r.* from jsonb_populate_recordset(null::promo_code, ${JSON.stringify(codes)}::jsonb) r`.execute(
    db,
  );
}

export async function voidSingleUse(
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

export async function freeUsed(
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

/** @throws Conflict when somebody else took one */
export async function takeSingleUse(
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

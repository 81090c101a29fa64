import { sql, type Kysely } from 'kysely';
import type { Instant } from '@bonum/engine';
import type { Database } from '../database/schema.ts';
import type { Shell } from '../operation.ts';
import { Conflict } from '../conflict.ts';
import { fence, readClaims, receiptOwner, settledClaim } from './receipt-claim.ts';

/**
 * Takes single-use codes for a receipt that is about to be written; asked again, it finds them taken for this one.
 * @throws Conflict when one was taken for another
 */
export async function takeCodes(
  db: Kysely<Database>,
  { codes, receiptId, at }: { codes: readonly string[]; receiptId: string; at: Instant },
): Promise<void> {
  for (const code of codes.toSorted()) {
    const { numUpdatedRows } = await db
      .updateTable('promo_code')
      .set({ taken_by: receiptId, taken_at: new Date(at) })
      .where('code', '=', code)
      .where('taken_from', 'is', null)
      .where((eb) => eb.or([eb('taken_by', 'is', null), eb('taken_by', '=', receiptId)]))
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new Conflict(`code ${code} was taken`);
  }
}

/** Long after any till has given up or asked again. */
const PATIENCE_MS = 10 * 60_000;
export const CODES_A_BATCH = 100;

interface Taken {
  readonly code: string;
  readonly taken_by: string | null;
  /** The receipt it was taken for and is being taken back from. */
  readonly taken_from: string | null;
  readonly taken_at: number | null;
}

/**
 * Looks after codes that were taken a while ago: those a receipt has used are so for good, those of a receipt that was never
 * written, or was without them, can be used again.
 * @returns how many were looked at
 */
export async function settleCodes({ db, wallClock }: Pick<Shell, 'db' | 'wallClock'>): Promise<number> {
  const taken: Taken[] = await db
    .selectFrom('promo_code')
    .select(['code', 'taken_by', 'taken_from', 'taken_at'])
    .where(sql<boolean>`taken_at < ${new Date(wallClock() - PATIENCE_MS)}`)
    .orderBy('taken_at')
    .limit(CODES_A_BATCH)
    .execute();
  for (const code of taken) await settleCode(db, code);
  return taken.length;
}

/** Taken away first, then asked whether it was used: in that order nobody can use it in between. */
async function settleCode(db: Kysely<Database>, taken: Taken): Promise<void> {
  const receiptId = taken.taken_from ?? taken.taken_by;
  if (receiptId === null) return change(db, taken, { taken_by: null, taken_from: null, taken_at: null });
  const used = await usesCode(db, receiptId, taken.code);
  if (used) return change(db, taken, { taken_by: receiptId, taken_from: null, taken_at: null });
  if (taken.taken_from === null) {
    await change(db, taken, {
      taken_by: null,
      taken_from: receiptId,
      taken_at: new Date(taken.taken_at ?? 0),
    });
  }
  const claim = await settledClaim(db, receiptId);
  if (claim) await fence(db, claim.owner_id);
  const freed = { ...taken, taken_by: null, taken_from: receiptId };
  const after = (await usesCode(db, receiptId, taken.code)) ? receiptId : null;
  await change(db, freed, { taken_by: after, taken_from: null, taken_at: null });
}

/** Only from the very state that was read. */
async function change(
  db: Kysely<Database>,
  { code, taken_by, taken_from, taken_at }: Taken,
  to: { taken_by: string | null; taken_from: string | null; taken_at: Date | null },
): Promise<void> {
  await db
    .updateTable('promo_code')
    .set(to)
    .where('code', '=', code)
    .where('taken_by', taken_by === null ? 'is' : '=', taken_by)
    .where('taken_from', taken_from === null ? 'is' : '=', taken_from)
    .where(sql<boolean>`taken_at = ${new Date(taken_at ?? 0)}`)
    .execute();
}

async function usesCode(db: Kysely<Database>, receiptId: string, code: string): Promise<boolean> {
  const [claim] = await readClaims(db, [receiptId]);
  const ownerId = claim ? await receiptOwner(db, claim) : null;
  if (ownerId === null) return false;
  const { rows } = await sql`
    select from receipt where owner_id = ${ownerId} and receipt_id = ${receiptId}
       and calculation->'usedCodes' @> ${JSON.stringify([code])}::jsonb`.execute(db);
  return rows.length > 0;
}

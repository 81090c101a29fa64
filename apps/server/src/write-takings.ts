import { sql, type Transaction } from 'kysely';
import { Conflict } from './conflict.ts';
import type { Database } from './database/schema.ts';
import type { Writes } from './write.ts';

// What may be taken once: an allowance, a receipt of nobody. Who comes second is told that it has moved.

export async function useAllowance(
  db: Transaction<Database>,
  { ownerId, allowanceId, receiptId }: NonNullable<Writes['takeAllowance']>,
): Promise<void> {
  const used = await db
    .updateTable('allowance')
    .set({
      used_by: receiptId,
      used_version: sql`(select o.version from owner o where o.owner_id = ${ownerId})`,
    })
    .where('owner_id', '=', ownerId)
    .where('allowance_id', '=', allowanceId)
    .where('used_by', 'is', null)
    .executeTakeFirst();
  if (Number(used.numUpdatedRows) === 0) throw new Conflict('an allowance was used');
}

export async function claimReceipt(
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

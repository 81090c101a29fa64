import { iso } from '@bonum/ledger';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

/** The receipt that gave the points of a lot. */
export interface Origin {
  readonly receiptId: string;
  readonly at: string;
  readonly offsetMinutes: number;
}

/** By lot; of those that no receipt gave there is none. A lot that came by a merge names the receipt, which lies where it was. */
export async function originsOf(
  db: Kysely<Database>,
  ownerIds: readonly string[],
  lotIds: readonly string[],
): Promise<ReadonlyMap<string, Origin>> {
  const origins = new Map<string, Origin>();
  if (lotIds.length === 0) return origins;
  const [standing] = ownerIds;
  const lots = await db
    .selectFrom('lot')
    .select(['lot_id', 'receipt_id'])
    .where('owner_id', '=', standing ?? '')
    .where(sql<boolean>`lot_id = any(${lotIds}::uuid[])`)
    .where('receipt_id', 'is not', null)
    .execute();
  for (const ownerId of lots.length === 0 ? [] : ownerIds) {
    const receipts = await db
      .selectFrom('receipt')
      .select(['receipt_id', 'at', 'offset_minutes'])
      .where('owner_id', '=', ownerId)
      .where(sql<boolean>`receipt_id = any(${lots.map(({ receipt_id }) => receipt_id)}::uuid[])`)
      .execute();
    for (const { receipt_id, at, offset_minutes } of receipts) {
      for (const lot of lots) {
        if (lot.receipt_id !== receipt_id) continue;
        origins.set(lot.lot_id, { receiptId: receipt_id, at: iso(at), offsetMinutes: offset_minutes });
      }
    }
  }
  return origins;
}

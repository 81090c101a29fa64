import { sql } from 'kysely';
import type { Call, ScopedCaller, Outcome } from '../operation.ts';
import { readClaims, receiptOwner } from '../shards/receipt-claim.ts';
import { callersOwnTill, missingTill } from './read-checkout.ts';
import type { ReceiptKey } from './receipt-id.ts';

/** The owners of receipts, by receipt id, for a till that must exist; those that are not there are absent. */
export async function findReceipts(
  call: Call<ScopedCaller>,
  key: ReceiptKey,
  receiptIds: readonly string[],
): Promise<Outcome<Map<string, string>>> {
  const elsewhere = callersOwnTill(call, key);
  if (elsewhere) return elsewhere;
  const { storeId, tillId } = key;
  const { db } = call.shell;
  const { rows } = await sql<{ store: object | null; till: boolean }>`
    select (select row_to_json(s) from store s where s.store_id = ${storeId}) as store,
           exists (select from till where store_id = ${storeId} and till_id = ${tillId}) as till`.execute(db);
  const [found] = rows;
  if (!found) throw new Error('a select without a from gave no row');
  const missing = missingTill(key, found);
  if (missing) return missing;
  const owners = new Map<string, string>();
  for (const claim of await readClaims(db, receiptIds)) {
    const ownerId = await receiptOwner(db, claim);
    if (ownerId !== null) owners.set(claim.value, ownerId);
  }
  return { ok: true, value: owners };
}

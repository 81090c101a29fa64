import { sql } from 'kysely';
import type { Call, Outcome } from '../operation.ts';
import { callersOwnTill, missingTill } from './read-checkout.ts';
import type { ReceiptKey } from './receipt-id.ts';

/** The owners of receipts, by receipt id, for a till that must exist; those that are not there are absent. */
export async function findReceipts(
  call: Call,
  key: ReceiptKey,
  receiptIds: readonly string[],
): Promise<Outcome<Map<string, string>>> {
  const elsewhere = callersOwnTill(call, key);
  if (elsewhere) return elsewhere;
  const { storeId, tillId } = key;
  const { rows } = await sql<{
    store: object | null;
    till: boolean;
    receipts: { value: string; owner_id: string }[] | null;
  }>`
    select (select row_to_json(s) from store s where s.store_id = ${storeId}) as store,
           exists (select from till where store_id = ${storeId} and till_id = ${tillId}) as till,
           (select json_agg(i) from identifier i where i.kind = 'receipt' and i.value = any(${receiptIds})) as receipts
  `.execute(call.shell.db);
  const [found] = rows;
  if (!found) throw new Error('a select without a from gave no row');
  const missing = missingTill(key, found);
  if (missing) return missing;
  return { ok: true, value: new Map((found.receipts ?? []).map(({ value, owner_id }) => [value, owner_id])) };
}

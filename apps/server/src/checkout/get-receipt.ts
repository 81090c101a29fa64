import { sql } from 'kysely';
import { iso } from '../events.ts';
import { operation, refuse } from '../operation.ts';
import { readReceipts, readReturns } from './stored-receipt.ts';

/** A receipt with its evidence and its returns. */
export const getReceipt = operation('get-receipt', async (call, { receiptId }) => {
  const id = receiptId.toLowerCase();
  const { rows } = await sql<{ owner_id: string; type: string; merged_into: string | null }>`
    select o.owner_id, o.type, o.merged_into from identifier i join owner o on o.owner_id = i.owner_id
     where i.kind = 'receipt' and i.value = ${id}`.execute(call.shell.db);
  const [owner] = rows;
  const [receipt] = owner ? await readReceipts(call, owner.owner_id, [id]) : [];
  if (!owner || !receipt) return refuse('unknown-receipt', 'No receipt has this id.', { path: '/receiptId' });
  const memberId = owner.merged_into ?? owner.owner_id;
  const returns = await readReturns(call, [...new Set([owner.owner_id, memberId])], id);
  const version = receipt.programme_version;
  const programme = version === null ? null : (await call.shell.programmes.byVersion(version)).programme;
  return {
    ok: true,
    value: {
      receiptId: id,
      type: receipt.type,
      key: {
        storeId: receipt.store_id,
        tillId: receipt.till_id,
        shift: receipt.shift,
        number: receipt.number,
      },
      at: iso(receipt.at),
      memberId: owner.type === 'member' ? memberId : null,
      paid: receipt.paid,
      programme: programme === null || version === null ? null : { id: programme.id, version },
      ofReceiptId: receipt.of_receipt_id,
      request: receipt.request,
      calculation: receipt.calculation,
      returns: returns.map((row) => row.receipt_id),
    },
  };
});

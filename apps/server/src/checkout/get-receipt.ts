import { sql } from 'kysely';
import { iso } from '../events.ts';
import { operation, refuse } from '../operation.ts';
import { ownerChain } from '../owner/owner-chain.ts';
import { readReceipts, readReturns } from './stored-receipt.ts';

/** A receipt with its evidence and its returns. */
export const getReceipt = operation('get-receipt', async (call, { receiptId }) => {
  const id = receiptId;
  const { rows } = await sql<{ owner_id: string; type: string }>`
    select o.owner_id, o.type from identifier i join owner o on o.owner_id = i.owner_id
     where i.kind = 'receipt' and i.value = ${id}`.execute(call.shell.db);
  const [owner] = rows;
  const [receipt] = owner ? await readReceipts(call, owner.owner_id, [id]) : [];
  if (!owner || !receipt) return refuse('unknown-receipt', 'No receipt has this id.', { path: '/receiptId' });
  const ownerIds = (await ownerChain(call.shell.db, owner.owner_id)).map(({ ownerId }) => ownerId);
  const returns = await readReturns(call, ownerIds, id);
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
      memberId: owner.type === 'member' ? (ownerIds.at(-1) ?? owner.owner_id) : null,
      paid: receipt.paid,
      programme: programme === null || version === null ? null : { id: programme.id, version },
      ofReceiptId: receipt.of_receipt_id,
      request: receipt.request,
      calculation: receipt.calculation,
      returns: returns.map((row) => row.receipt_id),
    },
  };
});

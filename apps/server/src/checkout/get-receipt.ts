import type { Explanation } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import { operation, refuse } from '../operation.ts';
import { ownerChain } from '../owner/owner-chain.ts';
import { readClaims, receiptOwner } from '../shards/receipt-claim.ts';
import { reasonsOf, voiceOf } from './receipt-reasons.ts';
import { readReceipts, readReturns } from './stored-receipt.ts';

/** A receipt with its evidence and its returns. */
export const getReceipt = operation('get-receipt', async (call, { receiptId, language, audience }) => {
  const id = receiptId;
  const { db } = call.shell;
  const [claim] = await readClaims(db, [id]);
  const ownerId = claim ? await receiptOwner(db, claim) : null;
  const chain = ownerId === null ? [] : await ownerChain(db, ownerId);
  const [owner] = chain;
  const [receipt] = owner ? await readReceipts(call, owner.ownerId, [id]) : [];
  if (!owner || !receipt) return refuse('unknown-receipt', 'No receipt has this id.', { path: '/receiptId' });
  const ownerIds = chain.map((one) => one.ownerId);
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
      memberId: owner.type === 'member' ? (ownerIds.at(-1) ?? owner.ownerId) : null,
      paid: receipt.paid,
      programme: programme === null || version === null ? null : { id: programme.id, version },
      ofReceiptId: receipt.of_receipt_id,
      request: receipt.request,
      calculation: receipt.calculation,
      reasons: shownReasons(reasonsOf(receipt, programme, voiceOf({ language, audience }, receipt))),
      returns: returns.map((row) => row.receipt_id),
    },
  };
});

const shownReasons = ({ lines, whole }: Explanation) => ({
  lines: lines.map(({ id, sentences }) => ({ id, sentences: [...sentences] })),
  whole: [...whole],
});

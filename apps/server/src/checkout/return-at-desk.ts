import { iso } from '@bonum/ledger';
import { staffAction } from '../actions/staff-action.ts';
import { readMember } from '../members/member-answer.ts';
import { refuse } from '../operation.ts';
import { withMerged } from '../owner/merged-owners.ts';
import { readReceipts, type StoredReceipt } from './stored-receipt.ts';
import { decideReturn } from './return-receipt.ts';
import { returnedBefore } from './returned-before.ts';
import { readClaims, receiptOwner } from '../shards/receipt-claim.ts';
import type { Row } from '../write.ts';

/**
 * Goods of a receipt came back at the service desk, line by line, without the till that sold them: points are put right as a return
 * at the till does it. Once for each `returnId`.
 */
export const returnAtDesk = staffAction('return-at-desk', async (call, request) => {
  const { memberId, receiptId, returnId, lines, reason } = request;
  const found = await readMember(call, memberId);
  if (!found.ok) return found;
  const { owner } = found.value;
  const sale = await ownSale(await withMerged(call.shell.db, owner.owner_id));
  if (sale === null)
    return refuse('unknown-receipt', 'This member has no such receipt.', { path: '/receiptId' });
  const content: Row = { of: receiptId, lines: lines ?? null, desk: { reason } };
  const [claim] = await readClaims(call.shell.db, [returnId]);
  const before = claim ? await receiptOwner(call.shell.db, claim) : null;
  if (before !== null) return returnedBefore(call, { ownerId: before, returnId }, content);
  const returned = await decideReturn(call, {
    // What no till gives: the desk's own shift, and the return's id for its number.
    key: { storeId: sale.store_id, tillId: sale.till_id, shift: 'desk', number: returnId },
    at: call.now,
    offsetMinutes: sale.offset_minutes,
    returnId,
    sale: { ownerId: sale.owner_id, receiptId },
    lines: lines ?? null,
    content,
    language: 'ru',
  });
  if (returned.ok && returned.value.lines.length === 0)
    return refuse('quantity-exceeded', 'Everything of this receipt came back already.', {
      path: '/receiptId',
      extra: { left: 0 },
    });
  return returned.ok
    ? {
        ...returned,
        audit: { detail: { receiptId, returnId, refund: returned.value.refund, at: iso(call.now) } },
      }
    : returned;

  async function ownSale(ownerIds: readonly string[]): Promise<StoredReceipt | null> {
    for (const ownerId of ownerIds) {
      const [receipt] = await readReceipts(call, ownerId, [receiptId]);
      if (receipt?.type === 'sale') return receipt;
    }
    return null;
  }
});

import { operation, refuse } from '../operation.ts';
import { findMemberReceipt, type MyReceiptFound } from '../receipts/find-my-receipt.ts';
import { printed } from './printed.ts';
import { readReceiptLines, receiptFilter } from './read-receipts.ts';

/** A book is printed by the day, and not by the year. */
const MOST = 200;

/** A member's receipts as pages, each figure with its reason. */
export const printReceipts = operation('print-receipts', async (call, asked) => {
  const filter = await receiptFilter(call, asked);
  if (!filter.ok) return filter;
  const lines = await readReceiptLines(call.shell.db, filter.value, { after: null, limit: MOST + 1 });
  if (lines.length > MOST)
    return refuse('bad-period', `There are more than ${MOST} receipts. Print fewer days, or export them.`, {
      path: '/from',
    });
  const found: MyReceiptFound[] = [];
  for (const { receipt_id } of lines) {
    const one = await findMemberReceipt(call, { memberId: asked.memberId, receiptId: receipt_id });
    if (one.ok) found.push(one.value);
  }
  return printed(call, found, { ...asked, language: asked.language ?? 'ru' });
});

import { operation } from '../operation.ts';
import { findMyReceipt } from './find-my-receipt.ts';
import { receiptAnswer } from './receipt-answer.ts';

/** A receipt of the member's own. */
export const getMyReceipt = operation('get-my-receipt', async (call, { receiptId, language }) => {
  const found = await findMyReceipt(call, receiptId);
  return found.ok ? { ok: true, value: await receiptAnswer(call, found.value, language) } : found;
});

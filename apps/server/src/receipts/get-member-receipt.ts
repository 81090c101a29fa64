import { operation } from '../operation.ts';
import { findMemberReceipt } from './find-my-receipt.ts';
import { receiptAnswer } from './receipt-answer.ts';

/** A receipt of a member, in the words that the member is told it in. */
export const getMemberReceipt = operation('get-member-receipt', async (call, { language, ...of }) => {
  const found = await findMemberReceipt(call, of);
  return found.ok ? { ok: true, value: await receiptAnswer(call, found.value, language) } : found;
});

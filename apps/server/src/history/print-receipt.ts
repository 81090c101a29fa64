import { operation } from '../operation.ts';
import { findMemberReceipt } from '../receipts/find-my-receipt.ts';
import { printed } from './printed.ts';

/** One receipt as a page. */
export const printReceipt = operation('print-receipt', async (call, asked) => {
  const found = await findMemberReceipt(call, asked);
  return found.ok ? printed(call, [found.value], { ...asked, language: asked.language ?? 'ru' }) : found;
});

import { operation, refuse } from '../operation.ts';
import { findMyReceipt } from '../receipts/find-my-receipt.ts';
import { readPhoto } from './stored-feedback.ts';

/** The photo a member sent, for themselves. */
export const getMyFeedbackPhoto = operation('get-my-feedback-photo', async (call, { receiptId }) => {
  const found = await findMyReceipt(call, receiptId);
  if (!found.ok) return found;
  const photo = await readPhoto(call.shell.db, found.value.receipt);
  return photo
    ? { ok: true, value: photo }
    : refuse('no-feedback', 'No photo was sent.', { path: '/receiptId' });
});

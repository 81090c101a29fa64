import { operation, refuse } from '../operation.ts';
import { readPhoto } from './stored-feedback.ts';

/** The photo a member sent, for staff. */
export const getFeedbackPhoto = operation('get-feedback-photo', async (call, { memberId, receiptId }) => {
  const photo = await readPhoto(call.shell.db, { owner_id: memberId, receipt_id: receiptId });
  return photo
    ? { ok: true, value: photo }
    : refuse('no-feedback', 'No photo was sent.', { path: '/receiptId' });
});

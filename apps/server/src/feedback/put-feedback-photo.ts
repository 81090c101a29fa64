import { operation, refuse } from '../operation.ts';
import { findMyReceipt } from '../receipts/find-my-receipt.ts';
import { closed } from './give-feedback.ts';
import { whyNoPhoto } from './photo.ts';
import { feedbackAnswer, mayGiveFeedback, readFeedback } from './stored-feedback.ts';

/** The photo to what a member said. */
export const putFeedbackPhoto = operation('put-feedback-photo', async (call, { receiptId, file }) => {
  const found = await findMyReceipt(call, receiptId);
  if (!found.ok) return found;
  const { receipt } = found.value;
  const feedback = await readFeedback(call.shell.db, receipt);
  if (!feedback)
    return refuse('no-feedback', 'Give stars first, then add the photo.', { path: '/receiptId' });
  if (!mayGiveFeedback(receipt, feedback, call.now)) return closed;
  const wrong = whyNoPhoto(file);
  if (wrong !== null) return refuse('bad-photo', wrong);
  const { owner_id, receipt_id } = receipt;
  const bytes = `\\x${Buffer.from(file.bytes).toString('hex')}`;
  return {
    ok: true,
    value: feedbackAnswer({ ...feedback, photo: true }),
    writes: {
      owners: [{ owner: null, rows: { feedback_photo: [{ owner_id, receipt_id, type: file.type, bytes }] } }],
    },
  };
});

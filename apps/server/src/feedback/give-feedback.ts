import { iso } from '@bonum/ledger';
import { eventRow } from '../events.ts';
import { operation, refuse } from '../operation.ts';
import { findMyReceipt } from '../receipts/find-my-receipt.ts';
import { feedbackAnswer, mayGiveFeedback, readFeedback } from './stored-feedback.ts';

export const closed = refuse('feedback-closed', 'It could be changed for a day.', { path: '/receiptId' });

/** What a member says of a purchase, once; for a day it can be put otherwise. */
export const giveFeedback = operation(
  'give-feedback',
  async (call, { receiptId, stars, text, withoutPhoto }) => {
    const found = await findMyReceipt(call, receiptId);
    if (!found.ok) return found;
    const { receipt } = found.value;
    if (receipt.type !== 'sale')
      return refuse('not-a-sale', 'Say it of the purchase itself.', { path: '/receiptId' });
    const before = await readFeedback(call.shell.db, receipt);
    if (!mayGiveFeedback(receipt, before, call.now)) return closed;
    const { owner_id, receipt_id } = receipt;
    // A day from the first word on: who changes it does not gain another.
    const feedback = {
      owner_id,
      receipt_id,
      stars,
      text: text ?? null,
      given_at: before?.given_at ?? call.now,
    };
    const photo = before?.photo === true && withoutPhoto !== true;
    const row = { ...feedback, given_at: iso(feedback.given_at) };
    const event = eventRow(owner_id, 'feedback-given', call.now, {
      receiptId,
      stars,
      again: before !== null,
    });
    return {
      ok: true,
      value: feedbackAnswer({ ...feedback, photo }),
      writes: {
        owners: [
          {
            owner: null,
            rows: {
              feedback: [row],
              ...(before?.photo === true &&
                !photo && { feedback_photo: [noPhoto({ owner_id, receipt_id })] }),
              event: [event],
            },
          },
        ],
      },
    };
  },
);

const noPhoto = (key: { owner_id: string; receipt_id: string }) => ({ ...key, type: null, bytes: null });

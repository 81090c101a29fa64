import type { Hold, HoldState, Instant } from './account.ts';
import { arrive } from './arrive.ts';
import { post, putHold, type Book } from './book.ts';

/** Gives back what a hold still holds and closes it. */
export function endHold(
  book: Book,
  holdId: string,
  end: { state: Exclude<HoldState, 'open'>; at: Instant },
): void {
  const hold = book.holds.get(holdId);
  if (hold === undefined) return;
  for (const { lotId, kind, points } of hold.parts) {
    const { receiptId } = hold;
    const reason = `hold-${end.state}`;
    const link = { kind, lotId, holdId, receiptId, reason, at: end.at };
    post(book, { ...link, debit: 'held', credit: 'available', amount: points });
    arrive(book, lotId, { at: end.at, receiptId });
  }
  putHold(book, closed(hold, end));
}

const closed = (hold: Hold, end: { state: HoldState; at: Instant }): Hold => ({
  ...hold,
  state: end.state,
  closedAt: end.at,
  parts: [],
});

import type { Instant, Points } from './account.ts';
import { post, postNewLot, walletOf, type Book } from './book.ts';
import { isAmount, refuse, type Outcome } from './outcome.ts';

/**
 * Lends as many points as are missing for what is about to be spent, and books at once that they are owed: somebody was
 * allowed to spend them where nobody could look. Spend them all in the same breath, since nobody has points and a debt
 * together. They are a lot like any other, so that a return gives them back as it gives back others.
 */
export function advance(
  book: Book,
  request: { readonly kind: string; readonly points: Points; readonly expiresAt: Instant | null },
): Outcome<{ readonly lent: Points }> {
  const { kind, points, expiresAt } = request;
  if (!isAmount(points)) return refuse('bad-amount');
  const lent = Math.max(0, points - walletOf(book, kind).available);
  if (lent === 0) return { ok: true, lent };
  const cause = { kind, amount: lent, reason: 'advance' };
  post(book, { ...cause, debit: 'debt', credit: 'issued', lotId: null });
  postNewLot(
    book,
    {
      kind,
      activeFrom: book.now,
      expiresAt,
      source: 'grant',
      receiptId: null,
      fromOwnerId: null,
      fromLotId: null,
      createdAt: book.now,
    },
    { ...cause, debit: 'issued' },
  );
  return { ok: true, lent };
}

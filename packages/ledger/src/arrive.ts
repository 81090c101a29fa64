import type { Instant, Points } from './account.ts';
import { lotOf, post, walletOf, type Book } from './book.ts';
import { spendableLots } from './order.ts';

/**
 * What happens whenever points become available, whatever the way: of a lot past its time they expire at once,
 * otherwise they first pay what is owed. So an owner never has available points and a debt of one kind together:
 * a debt is a negative balance. Returns what went to the debt.
 */
export function arrive(book: Book, lotId: string, cause: { at: Instant; receiptId?: string | null }): Points {
  const lot = lotOf(book, lotId);
  // As of the arrival: a lot that ends between then and now lived, pays debts, and settling ends it in its turn.
  if (lot.expiresAt !== null && lot.expiresAt <= cause.at) {
    expire(book, lotId, cause.at);
    return 0;
  }
  return payDebt(book, lot.kind, cause);
}

export function expire(book: Book, lotId: string, at: Instant): void {
  const lot = lotOf(book, lotId);
  if (lot.available === 0) return;
  post(book, {
    kind: lot.kind,
    debit: 'available',
    credit: 'expired',
    amount: lot.available,
    lotId,
    reason: 'expired',
    at,
  });
}

/** Pays what is owed of a kind from what is available, in spending order. */
export function payDebt(book: Book, kind: string, cause: { at: Instant; receiptId?: string | null }): Points {
  const owed = walletOf(book, kind).debt;
  if (owed === 0) return 0;
  for (const lot of spendableLots(book, kind)) {
    const amount = Math.min(lot.available, walletOf(book, kind).debt);
    if (amount === 0) break;
    const { lotId } = lot;
    post(book, { kind, debit: 'available', credit: 'debt', amount, lotId, reason: 'debt-paid', ...cause });
  }
  return owed - walletOf(book, kind).debt;
}

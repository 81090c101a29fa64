import { post, type Book } from './book.ts';
import { inSpendingOrder } from './order.ts';
import { refuse, type Outcome } from './outcome.ts';

/**
 * Takes everything an owner has, and forgives what they owe: the account is closed. All of it, or nothing while points are
 * held for a receipt that is being paid.
 */
export function writeOff(book: Book, { reason }: { readonly reason: string }): Outcome<object> {
  if ([...book.holds.values()].some(({ state }) => state === 'open')) return refuse('hold-open');
  for (const { kind, lotId, available, pending } of [...book.lots.values()].sort(inSpendingOrder)) {
    const from = { kind, lotId, reason, credit: 'breakage' } as const;
    if (available > 0) post(book, { ...from, debit: 'available', amount: available });
    if (pending > 0) post(book, { ...from, debit: 'pending', amount: pending });
  }
  for (const { kind, debt } of book.wallets.values()) {
    if (debt === 0) continue;
    post(book, { kind, debit: 'breakage', credit: 'debt', amount: debt, lotId: null, reason });
  }
  return { ok: true };
}

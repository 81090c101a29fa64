import type { Points, Transfer } from './account.ts';
import { arrive, payDebt } from './arrive.ts';
import { historyOf, isBucket, lotOf, post, type Book } from './book.ts';
import { refuse, type Outcome } from './outcome.ts';

/**
 * Reverses one transfer that was made by hand: a grant or a withdrawal. What receipts, holds, merges and time did
 * has its own way back. Refused when what a grant gave isn't all there any more; what of it only became active or
 * paid a debt is undone first. The account must be read with this number.
 */
export function reverse(
  book: Book,
  request: { readonly number: number; readonly reason: string },
): Outcome<{ readonly reversal: Transfer }> {
  const history = historyOf(book);
  const transfer = history.find(({ number }) => number === request.number);
  if (transfer === undefined) return refuse('transfer-unknown');
  if (history.some(({ reverses }) => reverses === request.number)) return refuse('already-reversed');
  if (!isManual(transfer) || transfer.lotId === null) return refuse('not-reversible');
  const { kind, lotId } = transfer;
  if (isBucket(transfer.credit)) {
    const internal = internalSteps(history, transfer);
    if (available(book, lotId, internal) < transfer.amount) return refuse('points-gone');
    for (const step of internal) mirror(book, step, request.reason);
  }
  const reversal = mirror(book, transfer, request.reason);
  if (isBucket(transfer.debit)) arrive(book, lotId, { at: book.now });
  else payDebt(book, kind, { at: book.now });
  return { ok: true, reversal };
}

/** Posts the same transfer the other way round. */
export function mirror(book: Book, transfer: Transfer, reason: string): Transfer {
  const { kind, amount, lotId, receiptId, holdId } = transfer;
  const same = { kind, amount, lotId, receiptId, holdId, reason };
  return post(book, { ...same, debit: transfer.credit, credit: transfer.debit, reverses: transfer.number });
}

const byHand: ReadonlySet<string> = new Set(['issued', 'migrated', 'adjusted']);

const isManual = (transfer: Transfer): boolean =>
  (byHand.has(transfer.debit) || byHand.has(transfer.credit)) &&
  transfer.receiptId === null &&
  transfer.holdId === null &&
  transfer.reverses === null;

/** Activation and debt payments of a granted lot that still stand, latest first. */
function internalSteps(history: readonly Transfer[], grant: Transfer): Transfer[] {
  const reversed = new Set(history.map(({ reverses }) => reverses));
  return history
    .filter(({ lotId, number }) => lotId === grant.lotId && !reversed.has(number))
    .filter(({ debit, credit, reverses }) => reverses === null && (debit === 'pending' || credit === 'debt'))
    .reverse();
}

function available(book: Book, lotId: string, internal: readonly Transfer[]): Points {
  const lot = lotOf(book, lotId);
  const paid = internal.filter(({ credit }) => credit === 'debt');
  return lot.available + lot.pending + paid.reduce((sum, { amount }) => sum + amount, 0);
}

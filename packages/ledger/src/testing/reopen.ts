import type { Account, Instant } from '../account.ts';
import { headOf, lastNumber, type Book } from '../book.ts';
import { openBook } from '../open-book.ts';

/** The account as it is read after the book was written, with its whole history. */
export const written = (book: Book): Account => ({
  ownerId: book.ownerId,
  transfers: lastNumber(book),
  head: headOf(book),
  lots: [...book.lots.values()],
  holds: [...book.holds.values()],
  wallets: [...book.wallets.values()],
  history: [...book.account.history, ...book.transfers],
});

export const openAt = (account: Account, now: Instant): Book => openBook(account, { now, recordedAt: now });

/** Writes, reads and opens again, at `now`. */
export const reopen = (book: Book, now: Instant = book.now): Book => openAt(written(book), now);

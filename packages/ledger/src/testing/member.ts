import { emptyAccount, type Instant, type Points } from '../account.ts';
import type { Book } from '../book.ts';
import { grant } from '../grant.ts';
import { openAt } from './reopen.ts';

export const ownerId = '0190a000-0000-7000-8000-000000000001';
export const kind = 'cashback';
export const DAY = 86_400_000;

/** A member who never had points, at `now`. */
export const newcomer = (now: Instant = 1000): Book => openAt(emptyAccount(ownerId), now);

/** Gives points of the one kind and returns their lot's id. */
export function give(
  book: Book,
  points: Points,
  terms: { expiresAt?: Instant; activeFrom?: Instant; receiptId?: string } = {},
): string {
  const { expiresAt = null, ...rest } = terms;
  const granted = grant(book, { kind, points, from: 'issued', reason: 'gift', expiresAt, ...rest });
  if (!granted.ok) throw new Error(granted.code);
  return granted.lotId;
}

/** The kinds of moves posted since some transfer, short: `available>redeemed 30`. */
export const moves = (book: Book, since = 0): string[] =>
  book.transfers.slice(since).map(({ debit, credit, amount }) => `${debit}>${credit} ${amount}`);

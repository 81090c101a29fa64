import type { Account, Instant, Lot, Points, Wallet } from './account.ts';
import type { Book } from './book.ts';
import { openBook } from './open-book.ts';

/** What an owner has of one kind. */
export interface Balance {
  readonly kind: string;
  readonly available: Points;
  readonly pending: Points;
  readonly held: Points;
  readonly debt: Points;
  /** Available points that will expire, by instant, earliest first. */
  readonly expiring: readonly Dated[];
  /** Pending points by the instant they become active, earliest first. */
  readonly activating: readonly Dated[];
}
export interface Dated {
  readonly at: Instant;
  readonly points: Points;
}

/** What an owner has of each kind, without what becomes of it when: so as of the book's `now` and with what its acts did. Sorted by kind. */
export const totals = (book: Book): readonly Wallet[] =>
  [...book.wallets.values()].sort((one, other) => (one.kind < other.kind ? -1 : 1));

/** The same, with it. */
export function balances(book: Book): readonly Balance[] {
  const lots = [...book.lots.values()];
  return totals(book).map((wallet) => balance(wallet, lots));
}

/** What an account is really worth at `now`, whatever of it is booked. Writes nothing. */
export const balancesAt = (account: Account, now: Instant): readonly Balance[] =>
  balances(openBook(account, { now, recordedAt: now }));

function balance(wallet: Wallet, all: readonly Lot[]): Balance {
  const lots = all.filter((lot) => lot.kind === wallet.kind);
  return {
    ...wallet,
    expiring: byInstant(lots.map((lot) => ({ at: lot.expiresAt, points: lot.available }))),
    activating: byInstant(lots.map((lot) => ({ at: lot.activeFrom, points: lot.pending }))),
  };
}

function byInstant(parts: readonly { at: Instant | null; points: Points }[]): Dated[] {
  const sums = new Map<Instant, Points>();
  for (const { at, points } of parts) {
    if (at !== null && points > 0) sums.set(at, (sums.get(at) ?? 0) + points);
  }
  return [...sums].map(([at, points]) => ({ at, points })).sort((one, other) => one.at - other.at);
}

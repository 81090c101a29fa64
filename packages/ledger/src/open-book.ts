import type { Account, Instant } from './account.ts';
import type { Book } from './book.ts';
import { settle } from './settle.ts';

/**
 * Opens an account for writing and books everything that is due by `now`, so that no act ever sees points that are
 * expired, or misses points that are active.
 * @throws Error when the wallets don't equal their lots: somebody edited the database, and writing on would hide it.
 */
export function openBook(account: Account, time: { now: Instant; recordedAt: Instant }): Book {
  requireWalletsEqualLots(account);
  const book: Book = {
    ownerId: account.ownerId,
    now: time.now,
    recordedAt: time.recordedAt,
    account,
    lots: new Map(account.lots.map((lot) => [lot.lotId, lot])),
    wallets: new Map(account.wallets.map((wallet) => [wallet.kind, wallet])),
    holds: new Map(account.holds.map((hold) => [hold.holdId, hold])),
    transfers: [],
    touched: { lots: new Set(), wallets: new Set(), holds: new Set() },
  };
  settle(book);
  return book;
}

function requireWalletsEqualLots(account: Account): void {
  for (const bucket of ['available', 'pending', 'held'] as const) {
    const sums = new Map(account.wallets.map((wallet) => [wallet.kind, wallet[bucket]]));
    for (const lot of account.lots) sums.set(lot.kind, (sums.get(lot.kind) ?? 0) - lot[bucket]);
    for (const [kind, rest] of sums) {
      if (rest !== 0)
        throw new Error(`wallet ${kind} of owner ${account.ownerId}: ${bucket} is not its lots' sum`);
    }
  }
}

import {
  clawBack,
  emptyAccount,
  grant,
  hold,
  mergeInto,
  openBook,
  redeemHold,
  releaseHold,
  restore,
  reverse,
  spend,
  type Account,
  type Book,
} from '@bonum/ledger';

/** Ids with something to recognise them by at the end. */
export const id = (name: number): string => `0190a000-0000-7000-8000-${String(name).padStart(12, '0')}`;

export const anna = id(1);
export const boris = id(2);
export const dina = id(3);
/** An anonymous receipt, its own owner. */
export const anonymous = id(50);
export const receipt = {
  earns: id(11),
  spends: id(12),
  returns: id(13),
  isBeingPaid: id(14),
  wasCancelled: id(15),
  earnsForDina: id(21),
  spendsForDina: id(22),
  returnsForDina: id(23),
};
export const lease = { out: id(61), settled: id(62) };
export const holdId = { committed: id(31), open: id(32), cancelled: id(33) };

const DAY = 86_400_000;
export const start: number = Date.UTC(2026, 0, 1);

const open = (account: Account, now: number): Book => openBook(account, { now, recordedAt: now });

/** Two members' lives with a bit of everything, the second of them merged into the first, and a third who owes. */
export function lives(): { anna: Book; boris: Book; dina: Book } {
  const one = open(emptyAccount(anna), start);
  must(grant(one, { kind: 'cashback', points: 500, from: 'adjusted', reason: 'welcome', expiresAt: null }));
  must(grant(one, { kind: 'promo', points: 40, from: 'issued', reason: 'gift', expiresAt: start + DAY }));
  const mistake = must(
    grant(one, { kind: 'promo', points: 25, from: 'issued', reason: 'gift', expiresAt: null }),
  );
  sell(one);
  must(reverse(one, { number: numberOf(one, mistake.lotId), reason: 'mistake' }));
  const later = open(read(one), start + 2 * DAY);
  const held = { receiptId: receipt.isBeingPaid, points: { cashback: 60 }, expiresAt: later.now + 900_000 };
  must(hold(later, { holdId: holdId.open, ...held }));
  const cancelled = { ...held, receiptId: receipt.wasCancelled };
  must(hold(later, { holdId: holdId.cancelled, ...cancelled }));
  must(releaseHold(later, { holdId: holdId.cancelled, state: 'cancelled' }));
  const other = open(emptyAccount(boris), later.now);
  const brought = { kind: 'cashback', points: 70, from: 'migrated', reason: 'migration' } as const;
  must(grant(other, { ...brought, expiresAt: later.now + 90 * DAY }));
  must(mergeInto(other, later));
  return { anna: later, boris: other, dina: lifeOfDina() };
}

function sell(book: Book): void {
  const soon = book.now + 14 * DAY;
  const earned = { from: 'issued', reason: 'earned', expiresAt: book.now + 365 * DAY } as const;
  must(grant(book, { kind: 'cashback', points: 100, ...earned, receiptId: receipt.earns, activeFrom: soon }));
  const points = { cashback: 120 };
  const { spends: receiptId, returns: returnId } = receipt;
  must(hold(book, { holdId: holdId.committed, receiptId, points, expiresAt: book.now + 900_000 }));
  must(redeemHold(book, { holdId: holdId.committed, points: { cashback: 90 } }));
  must(grant(book, { kind: 'promo', points: 10, ...earned, receiptId }));
  const of = { receiptId, returnId, earlierReturnIds: [] };
  must(restore(book, of, { kind: 'cashback', points: 45, graceDays: 14 }));
  must(clawBack(book, of, { kind: 'promo', points: 5, policy: 'debt' }));
}

function lifeOfDina(): Book {
  const book = open(emptyAccount(dina), start);
  const { earnsForDina, spendsForDina, returnsForDina } = receipt;
  const earned = { from: 'issued', reason: 'earned', receiptId: earnsForDina, expiresAt: null } as const;
  must(grant(book, { kind: 'cashback', points: 50, ...earned }));
  must(spend(book, { points: { cashback: 50 }, receiptId: spendsForDina }));
  const of = { receiptId: earnsForDina, returnId: returnsForDina, earlierReturnIds: [] };
  must(clawBack(book, of, { kind: 'cashback', points: 50, policy: 'debt' }));
  return book;
}

const read = (book: Book): Account => ({
  ownerId: book.ownerId,
  transfers: book.account.transfers + book.transfers.length,
  head: book.transfers.at(-1)?.hash ?? book.account.head,
  lots: [...book.lots.values()],
  holds: [...book.holds.values()],
  wallets: [...book.wallets.values()],
  history: [...book.account.history, ...book.transfers],
});

const numberOf = (book: Book, lotId: string): number =>
  book.transfers.find((transfer) => transfer.lotId === lotId)?.number ?? 0;

function must<Tried extends { ok: true } | { ok: false; code: string }>(
  tried: Tried,
): Extract<Tried, { ok: true }> {
  if (!tried.ok) throw new Error(tried.code);
  // Only what is ok is left, which the compiler doesn't see in a generic.
  return tried as Extract<Tried, { ok: true }>;
}

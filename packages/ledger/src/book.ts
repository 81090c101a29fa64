import { hash } from 'node:crypto';
import type {
  Account,
  AccountName,
  Bucket,
  Hold,
  Instant,
  Lot,
  OwnerAccount,
  Points,
  Transfer,
  Wallet,
} from './account.ts';
import { hashTransfer } from './chain.ts';

/**
 * One owner's account while an operation thinks about it. Acts (`grant`, `spend`, …) take a book, post transfers
 * and return what they did; nothing is written until the operation writes what `closeBook` gives. A book is mutable
 * inside and belongs to one run of one operation: on a version conflict, throw it away and open a new one.
 */
export interface Book {
  readonly ownerId: string;
  /** The operation's instant: what is due by then is booked, what is expired by then is gone. */
  readonly now: Instant;
  /** The wall clock, on every transfer. */
  readonly recordedAt: Instant;
  /** As it was read. */
  readonly account: Account;
  readonly lots: Map<string, Lot>;
  readonly wallets: Map<string, Wallet>;
  readonly holds: Map<string, Hold>;
  /** The transfers posted so far. */
  readonly transfers: Transfer[];
  readonly touched: { lots: Set<string>; wallets: Set<string>; holds: Set<string> };
}

/** A transfer about to be posted. Absent links are null; `at` is the book's `now` when absent. */
export interface Posting {
  readonly kind: string;
  readonly debit: AccountName;
  readonly credit: AccountName;
  readonly amount: Points;
  readonly lotId: string | null;
  readonly reason: string;
  readonly receiptId?: string | null;
  readonly holdId?: string | null;
  readonly reverses?: number | null;
  readonly at?: Instant;
  readonly terms?: { readonly activeFrom: Instant; readonly expiresAt: Instant | null };
}

/** Everything of a new lot but what posting its first transfer decides. */
export type NewLot = Pick<
  Lot,
  'kind' | 'activeFrom' | 'expiresAt' | 'source' | 'receiptId' | 'fromOwnerId' | 'fromLotId' | 'createdAt'
>;

/** The number of the last transfer, posted or read. */
export const lastNumber = (book: Book): number => book.account.transfers + book.transfers.length;

/** The hash of the last transfer, posted or read. */
export const headOf = (book: Book): string => book.transfers.at(-1)?.hash ?? book.account.head;

export const walletOf = (book: Book, kind: string): Wallet =>
  book.wallets.get(kind) ?? { kind, available: 0, pending: 0, held: 0, debt: 0 };

/** @throws Error when the lot wasn't read: the account was asked for too narrowly, a bug. */
export function lotOf(book: Book, lotId: string): Lot {
  const lot = book.lots.get(lotId);
  if (lot === undefined) throw new Error(`lot ${lotId} of owner ${book.ownerId} was not read`);
  return lot;
}

/** Transfers asked for when reading, then those posted since; ascending. */
export const historyOf = (book: Book): readonly Transfer[] => [...book.account.history, ...book.transfers];

/**
 * Posts one transfer and keeps lot and wallet in step.
 * @throws RangeError when it would take what is not there: acts check first, so this is a bug.
 */
export function post(book: Book, posting: Posting): Transfer {
  requireAmount(posting.amount);
  move(book, posting, { account: posting.debit, by: -posting.amount });
  move(book, posting, { account: posting.credit, by: posting.amount });
  const row = {
    number: lastNumber(book) + 1,
    kind: posting.kind,
    debit: posting.debit,
    credit: posting.credit,
    amount: posting.amount,
    lotId: posting.lotId,
    reason: posting.reason,
    receiptId: posting.receiptId ?? null,
    holdId: posting.holdId ?? null,
    reverses: posting.reverses ?? null,
    at: posting.at ?? book.now,
    recordedAt: book.recordedAt,
    activeFrom: posting.terms?.activeFrom ?? null,
    expiresAt: posting.terms?.expiresAt ?? null,
  };
  const transfer: Transfer = { ...row, hash: hashTransfer(headOf(book), book.ownerId, row) };
  book.transfers.push(transfer);
  return transfer;
}

/** Makes a lot and posts the transfer that fills it, into `pending` until the lot is active. */
export function postNewLot(
  book: Book,
  lot: NewLot,
  posting: Omit<Posting, 'lotId' | 'credit' | 'terms'>,
): Lot {
  const lotId = lotIdOf(book.ownerId, lastNumber(book) + 1);
  book.lots.set(lotId, { ...lot, lotId, granted: posting.amount, available: 0, pending: 0, held: 0 });
  const credit: Bucket = lot.activeFrom > book.now ? 'pending' : 'available';
  const terms = { activeFrom: lot.activeFrom, expiresAt: lot.expiresAt };
  post(book, { ...posting, credit, lotId, receiptId: lot.receiptId, at: lot.createdAt, terms });
  return lotOf(book, lotId);
}

export function putHold(book: Book, hold: Hold): void {
  book.holds.set(hold.holdId, hold);
  book.touched.holds.add(hold.holdId);
}

/**
 * The id of the lot that transfer `number` of an owner makes, as UUIDv8. Derived, not random: thinking twice about
 * the same state gives the same rows, and a lot's id can be checked against its transfer.
 */
export function lotIdOf(ownerId: string, number: number): string {
  const hex = hash('sha256', `lot|${ownerId}|${number}`, 'hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const buckets: ReadonlySet<string> = new Set<OwnerAccount>(['available', 'pending', 'held']);
export const isBucket = (account: AccountName): account is Bucket => buckets.has(account);

function move(book: Book, posting: Posting, leg: { account: AccountName; by: Points }): void {
  const { account, by } = leg;
  const wallet = walletOf(book, posting.kind);
  if (account === 'debt') putWallet(book, { ...wallet, debt: notNegative(wallet.debt - by) });
  if (!isBucket(account)) return;
  if (posting.lotId === null) throw new RangeError(`a transfer on ${account} needs a lot`);
  const lot = lotOf(book, posting.lotId);
  if (lot.kind !== posting.kind) throw new RangeError(`lot ${lot.lotId} is of kind ${lot.kind}`);
  book.lots.set(lot.lotId, { ...lot, [account]: notNegative(lot[account] + by) });
  book.touched.lots.add(lot.lotId);
  putWallet(book, { ...wallet, [account]: notNegative(wallet[account] + by) });
}

function putWallet(book: Book, wallet: Wallet): void {
  book.wallets.set(wallet.kind, wallet);
  book.touched.wallets.add(wallet.kind);
}

function notNegative(points: Points): Points {
  if (!Number.isSafeInteger(points) || points < 0) throw new RangeError(`points out of range: ${points}`);
  return points;
}

function requireAmount(amount: Points): void {
  if (!Number.isSafeInteger(amount) || amount <= 0)
    throw new RangeError(`not an amount of points: ${amount}`);
}

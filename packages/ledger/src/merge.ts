import type { Account, Lot, Transfer } from './account.ts';
import { payDebt } from './arrive.ts';
import { headOf, lastNumber, post, postNewLot, type Book, type NewLot } from './book.ts';
import { inSpendingOrder } from './order.ts';
import { refuse, type Outcome } from './outcome.ts';
import { mirror } from './reverse.ts';

/** How a merge found and left both chains: plain JSON, kept with the merge for its undoing. */
export interface MergeEvidence {
  readonly from: ChainSpan;
  readonly into: ChainSpan;
}
export interface ChainSpan {
  readonly ownerId: string;
  /** Transfers before the merge; the merge's own follow up to `after`. */
  readonly before: number;
  readonly after: number;
  /** Hash of transfer `after`, hex. */
  readonly head: string;
  /** Where the chain stands since a later merge was undone, which left it as it had been; absent: at `after`. */
  readonly now?: { readonly last: number; readonly head: string };
}

/**
 * Moves everything `from` has into `into`: lots with their dates and receipts, pending ones as pending, and debts.
 * Both books must be open at one instant, and both must be written together.
 */
export function mergeInto(from: Book, into: Book): Outcome<{ readonly evidence: MergeEvidence }> {
  if (from.now !== into.now) throw new RangeError('both sides of a merge are thought of at one instant');
  if (from.ownerId === into.ownerId) return refuse('same-owner');
  if ([...from.holds.values()].some(({ state }) => state === 'open')) return refuse('hold-open');
  const before = { from: lastNumber(from), into: lastNumber(into) };
  for (const lot of [...from.lots.values()].sort(inSpendingOrder)) moveLot(from, into, lot);
  for (const { kind, debt } of from.wallets.values()) {
    if (debt === 0) continue;
    const link = { kind, amount: debt, lotId: null, reason: 'merge' };
    post(from, { ...link, debit: 'merged', credit: 'debt' });
    post(into, { ...link, debit: 'debt', credit: 'merged' });
  }
  for (const kind of into.wallets.keys()) payDebt(into, kind, { at: into.now });
  return { ok: true, evidence: { from: span(from, before.from), into: span(into, before.into) } };
}

/**
 * Takes a merge back while neither side has moved since, not even by time: points that became active or expired
 * count as moved. Both accounts must be read with the numbers of the evidence (`numbersOf`). What was merged later is undone
 * first; the evidence of earlier ones then goes on from where the undoing left the chains (`standingAt`).
 */
export function undoMerge(
  sides: { readonly from: Book; readonly into: Book },
  evidence: MergeEvidence,
): Outcome<{ readonly evidence: MergeEvidence }> {
  if (!stands(sides.from, evidence.from) || !stands(sides.into, evidence.into)) return refuse('moved-since');
  const into = madeBy(sides.into.account, evidence.into);
  const from = madeBy(sides.from.account, evidence.from);
  if (into === null || from === null) return refuse('transfer-unknown');
  for (const transfer of into.reverse()) mirror(sides.into, transfer, 'merge-undone');
  for (const transfer of from.reverse()) mirror(sides.from, transfer, 'merge-undone');
  const { from: one, into: other } = evidence;
  return { ok: true, evidence: { from: span(sides.from, one.after), into: span(sides.into, other.after) } };
}

/** The transfers that a merge made on one side. */
export const numbersOf = ({ before, after }: ChainSpan): number[] =>
  Array.from({ length: after - before }, (_, index) => before + index + 1);

function moveLot(from: Book, into: Book, lot: Lot): void {
  const { kind, lotId, receiptId } = lot;
  for (const bucket of ['available', 'pending'] as const) {
    const amount = lot[bucket];
    if (amount === 0) continue;
    const link = { kind, amount, receiptId, reason: 'merge' };
    post(from, { ...link, lotId, debit: bucket, credit: 'merged' });
    const moved: NewLot = {
      kind,
      receiptId,
      activeFrom: lot.activeFrom,
      expiresAt: lot.expiresAt,
      source: 'merge',
      fromOwnerId: from.ownerId,
      fromLotId: lotId,
      createdAt: into.now,
    };
    postNewLot(into, moved, { ...link, debit: 'merged' });
  }
}

const span = (book: Book, before: number): ChainSpan => ({
  ownerId: book.ownerId,
  before,
  after: lastNumber(book),
  head: headOf(book),
});

function stands(book: Book, { ownerId, after, head, now }: ChainSpan): boolean {
  const place = now ?? { last: after, head };
  return book.ownerId === ownerId && lastNumber(book) === place.last && headOf(book) === place.head;
}

/** The evidence of an earlier merge, once a later one that began where it ends was undone in this book. */
export const standingAt = (earlier: ChainSpan, book: Book): ChainSpan => ({
  ...earlier,
  now: { last: lastNumber(book), head: headOf(book) },
});

/** The number of the last transfer that a merge on this chain has nothing to do with. */
export const lastOf = ({ after, now }: ChainSpan): number => now?.last ?? after;

function madeBy(account: Account, { before, after }: ChainSpan): Transfer[] | null {
  const made = account.history.filter(({ number }) => number > before && number <= after);
  return made.length === after - before ? made : null;
}

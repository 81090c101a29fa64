import type { Instant, Lot } from './account.ts';
import { arrive, expire } from './arrive.ts';
import { post, type Book } from './book.ts';
import { endHold } from './end-hold.ts';

type Due =
  | { readonly type: 'hold-ends'; readonly at: Instant; readonly id: string }
  | { readonly type: 'activates'; readonly at: Instant; readonly id: string }
  | { readonly type: 'expires'; readonly at: Instant; readonly id: string };

/**
 * Books everything due at or before the book's `now`, in time order, each with the instant it was due. Held points
 * don't expire: they do when their hold ends, if their time is over by then. `openBook` calls it, so acts see a
 * settled book; calling it again does nothing.
 */
export function settle(book: Book): void {
  // Points released by a hold's end expire then, not before: time never runs backwards here.
  let reached = Number.NEGATIVE_INFINITY;
  for (let due = nextDue(book); due !== null && due.at <= book.now; due = nextDue(book)) {
    reached = Math.max(reached, due.at);
    bookDue(book, { ...due, at: reached });
  }
}

/** The earliest thing that is not booked yet: what the worker waits for. */
export const dueAt = (book: Book): Instant | null => nextDue(book)?.at ?? null;

function bookDue(book: Book, due: Due): void {
  if (due.type === 'hold-ends') endHold(book, due.id, { state: 'expired', at: due.at });
  else if (due.type === 'activates') activate(book, due.id, due.at);
  else expire(book, due.id, due.at);
}

function activate(book: Book, lotId: string, at: Instant): void {
  const lot = book.lots.get(lotId);
  if (lot === undefined) return;
  const { kind, pending } = lot;
  post(book, {
    kind,
    debit: 'pending',
    credit: 'available',
    amount: pending,
    lotId,
    reason: 'activated',
    at,
  });
  arrive(book, lotId, { at });
}

function nextDue(book: Book): Due | null {
  let first: Due | null = null;
  for (const due of dues(book)) if (first === null || isBefore(due, first)) first = due;
  return first;
}

// Of one instant: holds end, then lots activate, then they expire; then by id, so that the order is total.
const rank = { 'hold-ends': 0, activates: 1, expires: 2 } as const;
function isBefore(one: Due, other: Due): boolean {
  if (one.at !== other.at) return one.at < other.at;
  if (one.type !== other.type) return rank[one.type] < rank[other.type];
  return one.id < other.id;
}

function* dues(book: Book): Generator<Due> {
  for (const hold of book.holds.values()) {
    if (hold.state === 'open') yield { type: 'hold-ends', at: hold.expiresAt, id: hold.holdId };
  }
  for (const lot of book.lots.values()) yield* duesOfLot(lot);
}

function* duesOfLot(lot: Lot): Generator<Due> {
  if (lot.pending > 0) yield { type: 'activates', at: lot.activeFrom, id: lot.lotId };
  if (lot.available > 0 && lot.expiresAt !== null) {
    // A lot loaded after its time can't have ended before it came.
    yield { type: 'expires', at: Math.max(lot.expiresAt, lot.createdAt), id: lot.lotId };
  }
}

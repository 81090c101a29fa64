import type { Lot } from './account.ts';
import type { Book } from './book.ts';

const last = Number.POSITIVE_INFINITY;

/** Oldest expiry first, never-expiring last; ties by activation, then creation, then id, so that it is total. */
export function inSpendingOrder(one: Lot, other: Lot): number {
  const byExpiry = compare(one.expiresAt ?? last, other.expiresAt ?? last);
  const byActivation = compare(one.activeFrom, other.activeFrom);
  const byCreation = compare(one.createdAt, other.createdAt);
  return byExpiry || byActivation || byCreation || compare(one.lotId, other.lotId);
}

/** The lots of a kind that have something available, in spending order. */
export function spendableLots(book: Book, kind: string): Lot[] {
  const lots = [...book.lots.values()];
  return lots.filter((lot) => lot.kind === kind && lot.available > 0).sort(inSpendingOrder);
}

function compare<Value extends number | string>(one: Value, other: Value): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

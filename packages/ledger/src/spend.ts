import type { AccountName, Points } from './account.ts';
import { post, walletOf, type Book } from './book.ts';
import { spendableLots } from './order.ts';
import { areAmounts, isAmount, refuse, type Outcome, type PointsByKind } from './outcome.ts';

/** Points taken from, or given back to, one lot: one transfer. */
export interface LotPart {
  readonly kind: string;
  readonly lotId: string;
  readonly points: Points;
}

/** Spends points on a receipt: all that is asked for, or nothing. */
export function spend(
  book: Book,
  request: { readonly points: PointsByKind; readonly receiptId: string; readonly reason?: string },
): Outcome<{ readonly parts: readonly LotPart[] }> {
  if (!areAmounts(request.points)) return refuse('bad-amount');
  if (!hasEnough(book, request.points)) return refuse('not-enough-points');
  const cause = { reason: request.reason ?? 'spent', receiptId: request.receiptId };
  const parts = Object.entries(request.points).flatMap(([kind, points]) =>
    take(book, { kind, points }, { credit: 'redeemed', ...cause }),
  );
  return { ok: true, parts };
}

/**
 * Takes points off by hand, as far as there are any: nobody is brought into debt by it. Those that expire first, unless a lot is
 * named.
 */
export function withdraw(
  book: Book,
  request: {
    readonly kind: string;
    readonly points: Points;
    readonly reason: string;
    readonly lotId?: string;
  },
): Outcome<{ readonly parts: readonly LotPart[] }> {
  const { kind, points, reason, lotId } = request;
  if (!isAmount(points)) return refuse('bad-amount');
  const to = { credit: 'adjusted', reason, receiptId: null } as const;
  if (lotId === undefined) {
    if (!hasEnough(book, { [kind]: points })) return refuse('not-enough-points');
    return { ok: true, parts: take(book, { kind, points }, to) };
  }
  const lot = spendableLots(book, kind).find((candidate) => candidate.lotId === lotId);
  if (lot === undefined || lot.available < points) return refuse('not-enough-points');
  post(book, { kind, debit: 'available', amount: points, lotId, ...to });
  return { ok: true, parts: [{ kind, lotId, points }] };
}

export function hasEnough(book: Book, points: PointsByKind): boolean {
  return Object.entries(points).every(([kind, amount]) => amount <= walletOf(book, kind).available);
}

/** Takes available points in spending order, one transfer a lot, as far as there are any. */
function take(
  book: Book,
  wanted: { readonly kind: string; readonly points: Points },
  to: { readonly credit: AccountName; readonly reason: string; readonly receiptId: string | null },
): LotPart[] {
  const { kind } = wanted;
  const parts: LotPart[] = [];
  let rest = wanted.points;
  for (const { lotId, available } of spendableLots(book, kind)) {
    const points = Math.min(available, rest);
    if (points === 0) break;
    post(book, { kind, debit: 'available', amount: points, lotId, ...to });
    parts.push({ kind, lotId, points });
    rest -= points;
  }
  return parts;
}

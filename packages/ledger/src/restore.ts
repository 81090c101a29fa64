import type { Lot, Points } from './account.ts';
import { arrive } from './arrive.ts';
import { post, postNewLot, type Book, type NewLot } from './book.ts';
import { isAmount, refuse, type Outcome } from './outcome.ts';
import { netSpent, type ReturnOf } from './return.ts';
import type { LotPart } from './spend.ts';

const DAY_MILLISECONDS = 86_400_000;

export interface RestoreRequest {
  readonly kind: string;
  readonly points: Points;
  /** How long points live on whose lot has expired meanwhile. */
  readonly graceDays: number;
}

/**
 * Gives spent points back to the lots they came from, the last consumed first. Of a lot that has expired meanwhile
 * they live on in a new one for the grace days. Like any points that arrive, they first pay what is owed.
 */
export function restore(
  book: Book,
  of: ReturnOf,
  request: RestoreRequest,
): Outcome<{ readonly parts: readonly LotPart[]; readonly toDebt: Points }> {
  if (!isAmount(request.points)) return refuse('bad-amount');
  const spent = netSpent(book, of, request.kind);
  const most = spent.reduce((sum, { points }) => sum + points, 0);
  if (request.points > most) return refuse('more-than-spent');
  const parts: LotPart[] = [];
  let toDebt = 0;
  let rest = request.points;
  for (const from of spent) {
    const points = Math.min(from.points, rest);
    if (points <= 0) continue;
    const lotId = giveBack(book, of, { ...request, lotId: from.lotId, points });
    parts.push({ kind: request.kind, lotId, points });
    toDebt += arrive(book, lotId, { at: book.now, receiptId: of.returnId });
    rest -= points;
  }
  return { ok: true, parts, toDebt };
}

/** Returns the lot that the points are in now. */
function giveBack(
  book: Book,
  of: ReturnOf,
  back: { lotId: string; points: Points; kind: string; graceDays: number },
): string {
  const { kind, points } = back;
  const lot = book.lots.get(back.lotId);
  const from = { kind, debit: 'redeemed', amount: points, reason: 'return' } as const;
  if (lot !== undefined && !isExpired(book, lot)) {
    post(book, { ...from, credit: 'available', lotId: lot.lotId, receiptId: of.returnId });
    return lot.lotId;
  }
  // Expired, or of an owner who was merged into this one: a lot there can't hold points any more.
  const old = lot ?? of.past?.lots.find(({ lotId }) => lotId === back.lotId);
  const grace = book.now + back.graceDays * DAY_MILLISECONDS;
  const made: NewLot = {
    kind,
    activeFrom: book.now,
    expiresAt: old === undefined || isExpired(book, old) ? grace : old.expiresAt,
    source: 'return',
    receiptId: of.returnId,
    fromOwnerId: lot === undefined ? (of.past?.ownerId ?? null) : book.ownerId,
    fromLotId: back.lotId,
    createdAt: book.now,
  };
  return postNewLot(book, made, from).lotId;
}

const isExpired = (book: Book, lot: Lot): boolean => lot.expiresAt !== null && lot.expiresAt <= book.now;

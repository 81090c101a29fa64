import type { Hold, HoldPart, Instant, Points } from './account.ts';
import { post, putHold, walletOf, type Book } from './book.ts';
import { endHold } from './end-hold.ts';
import { spendableLots } from './order.ts';
import { areAmounts, refuse, type Outcome, type PointsByKind, type Refusal } from './outcome.ts';
import { hasEnough, type LotPart } from './spend.ts';

export interface HoldRequest {
  readonly holdId: string;
  /** The receipt to be: it needn't exist yet. */
  readonly receiptId: string;
  readonly points: PointsByKind;
  readonly expiresAt: Instant;
  readonly confirmationId?: string | null;
}

/** Reserves points for a receipt that is being paid: all that is asked for, or nothing. */
export function hold(book: Book, request: HoldRequest): Outcome<{ readonly hold: Hold }> {
  if (!areAmounts(request.points)) return refuse('bad-amount');
  if (book.holds.has(request.holdId)) return refuse('hold-exists');
  if (!hasEnough(book, request.points)) return refuse('not-enough-points');
  const parts = Object.entries(request.points).flatMap(([kind, points]) =>
    holdKind(book, request, { kind, points }),
  );
  const made: Hold = {
    holdId: request.holdId,
    receiptId: request.receiptId,
    state: 'open',
    points: request.points,
    confirmationId: request.confirmationId ?? null,
    createdAt: book.now,
    expiresAt: request.expiresAt,
    closedAt: null,
    parts,
  };
  putHold(book, made);
  return { ok: true, hold: made };
}

/** Spends what is asked for of a hold, gives the rest back, and closes the hold as committed. */
export function redeemHold(
  book: Book,
  request: { readonly holdId: string; readonly points: PointsByKind },
): Outcome<{ readonly parts: readonly LotPart[] }> {
  if (!areAmounts(request.points)) return refuse('bad-amount');
  const open = openHold(book, request.holdId);
  if ('ok' in open) return open;
  const wanted = Object.entries(request.points);
  if (wanted.some(([kind, points]) => points > heldBy(open, kind))) return refuse('not-enough-points');
  const parts = wanted.flatMap(([kind, points]) => redeemKind(book, open.holdId, { kind, points }));
  endHold(book, open.holdId, { state: 'committed', at: book.now });
  return { ok: true, parts };
}

/** A hold that was made before its receipt had a name is for that receipt from now on. */
export function assignHold(
  book: Book,
  request: { readonly holdId: string; readonly receiptId: string },
): Outcome<{ readonly hold: Hold }> {
  const open = openHold(book, request.holdId);
  if ('ok' in open) return open;
  const assigned = { ...open, receiptId: request.receiptId };
  putHold(book, assigned);
  return { ok: true, hold: assigned };
}

/** Gives everything back, as when the till cancels. */
export function releaseHold(
  book: Book,
  request: { readonly holdId: string; readonly state: 'cancelled' | 'expired' },
): Outcome<{ readonly released: PointsByKind }> {
  const open = openHold(book, request.holdId);
  if ('ok' in open) return open;
  endHold(book, open.holdId, { state: request.state, at: book.now });
  return { ok: true, released: open.points };
}

/** Points of a kind that an open hold still holds. */
export function heldBy(open: Hold, kind: string): Points {
  return open.parts.reduce((sum, part) => (part.kind === kind ? sum + part.points : sum), 0);
}

const refusalOf = {
  committed: 'hold-committed',
  cancelled: 'hold-cancelled',
  expired: 'hold-expired',
} as const;

function openHold(book: Book, holdId: string): Hold | Refusal {
  const found = book.holds.get(holdId);
  if (found === undefined) return refuse('hold-unknown');
  return found.state === 'open' ? found : refuse(refusalOf[found.state]);
}

function holdKind(book: Book, request: HoldRequest, wanted: { kind: string; points: Points }): HoldPart[] {
  const { holdId, receiptId } = request;
  const { kind } = wanted;
  const parts: HoldPart[] = [];
  let rest = wanted.points;
  for (const { lotId, available } of spendableLots(book, kind)) {
    const points = Math.min(available, rest);
    if (points === 0) break;
    const link = { kind, lotId, holdId, receiptId, reason: 'held' };
    post(book, { ...link, debit: 'available', credit: 'held', amount: points });
    parts.push({ lotId, kind, points });
    rest -= points;
  }
  return parts;
}

/** Takes from the hold's parts in the order they were held, and leaves the hold with what remains. */
function redeemKind(book: Book, holdId: string, wanted: { kind: string; points: Points }): LotPart[] {
  const open = book.holds.get(holdId);
  if (open === undefined) return [];
  const redeemed: LotPart[] = [];
  const left: HoldPart[] = [];
  let rest = wanted.points;
  for (const part of open.parts) {
    const points = part.kind === wanted.kind ? Math.min(part.points, rest) : 0;
    rest -= points;
    if (points < part.points) left.push({ ...part, points: part.points - points });
    if (points === 0) continue;
    const link = { kind: part.kind, lotId: part.lotId, holdId, receiptId: open.receiptId, reason: 'spent' };
    post(book, { ...link, debit: 'held', credit: 'redeemed', amount: points });
    redeemed.push({ kind: part.kind, lotId: part.lotId, points });
  }
  putHold(book, { ...open, parts: left });
  return redeemed;
}

/** What may be held or spent of a kind right now. */
export const spendable = (book: Book, kind: string): Points => walletOf(book, kind).available;

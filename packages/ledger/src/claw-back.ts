import type { Bucket, Lot, Points } from './account.ts';
import { lotOf, post, type Book } from './book.ts';
import { inSpendingOrder, spendableLots } from './order.ts';
import { isAmount, refuse, type Outcome } from './outcome.ts';
import { isReturn, pastAndPresent, restoredParts, TAKES_RESTORED, type ReturnOf } from './return.ts';

export interface ClawBackRequest {
  readonly kind: string;
  readonly points: Points;
  /** Earned points that were spent already: owed by the member, or taken off the money given back. */
  readonly policy: 'debt' | 'reduce-refund';
  /** With 'reduce-refund': what the money given back can pay for at most; the rest is owed. */
  readonly mostInMoney?: Points;
}

/** Where the points came from; the parts add up to what was asked for. */
export interface ClawedBack {
  readonly fromOwn: Points;
  /** Expired unused, so not owed again. */
  readonly fromExpired: Points;
  readonly fromOthers: Points;
  readonly fromRestored: Points;
  readonly toDebt: Points;
  /** What the caller must take off the money given back. */
  readonly shortfall: Points;
}

/**
 * Takes back points that a sale earned, as far as one of its returns asks. First what is left of the very lots it
 * earned, pending before available; what of them expired unused counts as given back; then other available points
 * in spending order, but not those that returns of this sale gave back; then, where the rest becomes a debt, those
 * too. Held points are not touched.
 *
 * Everything is booked as going to `issued`, also what expired (put right against `expired`) and what is paid in
 * money (against `adjusted`), so the chain alone tells how far the returns of a sale have come. Each step goes on
 * where the last return stopped, and restored points are used only after all others and in the order they are given
 * back, in which they would have paid the debt: so every split of a return, in any order, ends in the same lots.
 */
export function clawBack(book: Book, of: ReturnOf, request: ClawBackRequest): Outcome<ClawedBack> {
  if (!isAmount(request.points)) return refuse('bad-amount');
  const { kind } = request;
  let rest = request.points;
  const step = (taken: Points): Points => {
    rest -= taken;
    return taken;
  };
  const fromOwn = step(takeOwn(book, of, { kind, points: rest }));
  const fromExpired = step(coverExpired(book, of, { kind, points: rest }));
  const fromOthers = step(takeOthers(book, of, { kind, points: rest }));
  const shortfall = step(payInMoney(book, of, { kind, points: inMoney(request, rest) }));
  const fromRestored = step(takeRestored(book, of, { kind, points: rest }));
  const toDebt = step(owe(book, of, { kind, points: rest }));
  return { ok: true, fromOwn, fromExpired, fromOthers, fromRestored, toDebt, shortfall };
}

function inMoney({ policy, mostInMoney }: ClawBackRequest, rest: Points): Points {
  return policy === 'debt' ? 0 : Math.min(rest, mostInMoney ?? rest);
}

interface Wanted {
  readonly kind: string;
  readonly points: Points;
}

function takeOwn(book: Book, of: ReturnOf, wanted: Wanted): Points {
  const own = ownLots([...book.lots.values()], of, wanted.kind).sort(inSpendingOrder);
  const pending = own.map((lot) => ({ lotId: lot.lotId, points: lot.pending, bucket: 'pending' as const }));
  const available = own.map((lot) => ({ lotId: lot.lotId, points: lot.available }));
  return takeParts(book, of, { ...wanted, parts: [...pending, ...available], reason: 'return' });
}

function coverExpired(book: Book, of: ReturnOf, wanted: Wanted): Points {
  const lots = [...book.lots.values(), ...(of.past?.lots ?? [])];
  const own = new Set(ownLots(lots, of, wanted.kind).map(({ lotId }) => lotId));
  let expired = 0;
  for (const transfer of pastAndPresent(book, of)) {
    const { kind, debit, credit, amount, lotId, receiptId } = transfer;
    if (credit === 'expired' && lotId !== null && own.has(lotId)) expired += amount;
    if (debit === 'expired' && kind === wanted.kind && isReturn(of, receiptId)) expired -= amount;
  }
  const points = Math.min(wanted.points, expired);
  if (points > 0) settleOwed(book, of, { ...wanted, points, by: 'expired' });
  return Math.max(points, 0);
}

function takeOthers(book: Book, of: ReturnOf, wanted: Wanted): Points {
  const spared = new Map(restoredParts(book, of, wanted.kind).map(({ lotId, points }) => [lotId, points]));
  const parts = spendableLots(book, wanted.kind).map(({ lotId, available }) => ({
    lotId,
    points: available - (spared.get(lotId) ?? 0),
  }));
  return takeParts(book, of, { ...wanted, parts, reason: 'return' });
}

const takeRestored = (book: Book, of: ReturnOf, wanted: Wanted): Points =>
  takeParts(book, of, { ...wanted, parts: restoredParts(book, of, wanted.kind), reason: TAKES_RESTORED });

function takeParts(
  book: Book,
  of: ReturnOf,
  wanted: Wanted & {
    readonly parts: readonly { lotId: string; points: Points; bucket?: Bucket }[];
    readonly reason: string;
  },
): Points {
  const { kind, reason } = wanted;
  let rest = wanted.points;
  for (const { lotId, points, bucket } of wanted.parts) {
    const amount = Math.min(points, rest, lotOf(book, lotId)[bucket ?? 'available']);
    if (amount <= 0) continue;
    const debit = bucket ?? 'available';
    post(book, { kind, debit, credit: 'issued', amount, lotId, reason, receiptId: of.returnId });
    rest -= amount;
  }
  return wanted.points - rest;
}

function owe(book: Book, of: ReturnOf, wanted: Wanted): Points {
  const { kind, points } = wanted;
  if (points === 0) return 0;
  const link = { kind, lotId: null, receiptId: of.returnId, reason: 'return' };
  post(book, { ...link, debit: 'debt', credit: 'issued', amount: points });
  return points;
}

/** Owed to `issued` and paid at once by another account of the programme, as both can't be one transfer. */
function settleOwed(book: Book, of: ReturnOf, wanted: Wanted & { by: 'expired' | 'adjusted' }): Points {
  const { kind, points, by } = wanted;
  owe(book, of, { kind, points });
  const reason = by === 'expired' ? 'expired-unused' : 'paid-in-money';
  post(book, {
    kind,
    debit: by,
    credit: 'debt',
    amount: points,
    lotId: null,
    reason,
    receiptId: of.returnId,
  });
  return points;
}

const payInMoney = (book: Book, of: ReturnOf, wanted: Wanted): Points =>
  wanted.points > 0 ? settleOwed(book, of, { ...wanted, by: 'adjusted' }) : 0;

const ownLots = (lots: readonly Lot[], of: ReturnOf, kind: string): Lot[] =>
  lots.filter((lot) => lot.kind === kind && lot.receiptId === of.receiptId);

import type { Account, Points, Transfer } from './account.ts';
import { historyOf, type Book } from './book.ts';

/**
 * What a return belongs to. The account must be read with `receiptIds` of the sale and its earlier returns: what
 * they moved is how a return knows where it stands, so that any split of a return ends where the whole one does.
 */
export interface ReturnOf {
  /** The sale. */
  readonly receiptId: string;
  readonly returnId: string;
  readonly earlierReturnIds: readonly string[];
  /** When the sale was made by an owner since merged into this one: that owner's account, read the same way. */
  readonly past?: Account;
}

/** Everything known of the sale and its returns, oldest first. */
export const pastAndPresent = (book: Book, of: ReturnOf): readonly Transfer[] => [
  ...(of.past?.history ?? []),
  ...historyOf(book),
];

/** A lot that the sale spent from, and how many of its points are not given back yet. */
export interface SpentLot {
  readonly lotId: string;
  readonly points: Points;
}

/** What the sale spent of a kind and its returns have not given back, last consumed lot first. */
export function netSpent(book: Book, of: ReturnOf, kind: string): SpentLot[] {
  const net = new Map<string, Points>();
  for (const transfer of pastAndPresent(book, of)) {
    if (transfer.kind !== kind || transfer.lotId === null) continue;
    if (transfer.receiptId === of.receiptId && transfer.credit === 'redeemed') {
      const before = net.get(transfer.lotId) ?? 0;
      // Taken out and put in again, so that the map ends with the lot consumed last.
      net.delete(transfer.lotId);
      net.set(transfer.lotId, before + transfer.amount);
    }
    if (isReturn(of, transfer.receiptId) && transfer.debit === 'redeemed') {
      const origin = originOf(book, of, transfer);
      net.set(origin, (net.get(origin) ?? 0) - transfer.amount);
    }
  }
  return [...net].map(([lotId, points]) => ({ lotId, points })).reverse();
}

/** Of what this sale's returns gave back of a kind: what is still there, in the order in which it was given. */
export function restoredParts(book: Book, of: ReturnOf, kind: string): SpentLot[] {
  const rank = new Map(netSpent(book, of, kind).map(({ lotId }, index) => [lotId, index]));
  const left = new Map<string, { points: Points; rank: number }>();
  for (const transfer of historyOf(book)) {
    if (transfer.kind !== kind || transfer.lotId === null || !isReturn(of, transfer.receiptId)) continue;
    const part = left.get(transfer.lotId) ?? { points: 0, rank: rank.get(originOf(book, of, transfer)) ?? 0 };
    left.set(transfer.lotId, { ...part, points: part.points + restoredBy(transfer) });
  }
  return [...left]
    .sort(([, one], [, other]) => one.rank - other.rank)
    .map(([lotId, { points }]) => ({
      lotId,
      points: Math.max(0, Math.min(points, book.lots.get(lotId)?.available ?? 0)),
    }));
}

/** Why a return takes restored points back: it tells them from others of the same lot. */
export const TAKES_RESTORED = 'return-restored';

function restoredBy(transfer: Transfer): Points {
  if (transfer.debit === 'redeemed') return transfer.amount;
  const gone = transfer.credit === 'debt' || transfer.reason === TAKES_RESTORED;
  return gone ? -transfer.amount : 0;
}

/** Whether a receipt is this return or an earlier one of the same sale. */
export const isReturn = (of: ReturnOf, receiptId: string | null): boolean =>
  receiptId !== null && (receiptId === of.returnId || of.earlierReturnIds.includes(receiptId));

// A restore that made a lot of its own stands for the lot that one continues.
function originOf(book: Book, { past }: ReturnOf, transfer: Transfer): string {
  const lotId = transfer.lotId ?? '';
  if (transfer.activeFrom === null) return lotId;
  const made = book.lots.get(lotId) ?? past?.lots.find((lot) => lot.lotId === lotId);
  return made?.fromLotId ?? lotId;
}

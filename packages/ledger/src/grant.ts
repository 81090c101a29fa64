import type { Instant, LotSource, Points } from './account.ts';
import { arrive } from './arrive.ts';
import { postNewLot, type Book } from './book.ts';
import { isAmount, refuse, type Outcome } from './outcome.ts';
import { settle } from './settle.ts';

export interface GrantRequest {
  readonly kind: string;
  readonly points: Points;
  /** Earned or given by the programme, brought from another system, or put right by hand. */
  readonly from: 'issued' | 'migrated' | 'adjusted';
  readonly reason: string;
  /** The sale that earned it. */
  readonly receiptId?: string | null;
  /** When it counts: the book's `now` when absent; earlier for history that is loaded late. */
  readonly at?: Instant;
  /** `at` when absent. */
  readonly activeFrom?: Instant;
  /** null: never. */
  readonly expiresAt: Instant | null;
}

/**
 * Gives points as one new lot: pending until active, and active ones first pay what is owed. A lot that is already
 * past its time is granted and expires in the same breath, so that the history is whole and nothing can spend it.
 */
export function grant(
  book: Book,
  request: GrantRequest,
): Outcome<{ readonly lotId: string; readonly toDebt: Points }> {
  if (!isAmount(request.points)) return refuse('bad-amount');
  const at = request.at ?? book.now;
  const receiptId = request.receiptId ?? null;
  const lot = postNewLot(
    book,
    {
      kind: request.kind,
      activeFrom: request.activeFrom ?? at,
      expiresAt: request.expiresAt,
      source: sourceOf(request.from, receiptId),
      receiptId,
      fromOwnerId: null,
      fromLotId: null,
      createdAt: at,
    },
    { kind: request.kind, debit: request.from, amount: request.points, reason: request.reason },
  );
  if (lot.pending > 0) return { ok: true, lotId: lot.lotId, toDebt: 0 };
  const expired = lot.expiresAt !== null && lot.expiresAt <= book.now;
  const toDebt = expired ? 0 : arrive(book, lot.lotId, { at, receiptId });
  settle(book);
  return { ok: true, lotId: lot.lotId, toDebt };
}

/** Derived from what the chain seals, so that `verify` can tell when the lot's source was edited. */
function sourceOf(from: GrantRequest['from'], receiptId: string | null): LotSource {
  if (from === 'migrated') return 'migration';
  return from === 'issued' && receiptId !== null ? 'receipt' : 'grant';
}

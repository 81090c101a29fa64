import type { Points } from './account.ts';

/** An act did something, or refuses: a refusal is a value, an exception is a bug. */
export type Outcome<Done> = (Done & { readonly ok: true }) | Refusal;
export interface Refusal {
  readonly ok: false;
  readonly code: LedgerRefusal;
}
export type LedgerRefusal =
  /** Not a whole, positive number of points. */
  | 'bad-amount'
  | 'not-enough-points'
  | 'hold-exists'
  | 'hold-unknown'
  | 'hold-committed'
  | 'hold-cancelled'
  | 'hold-expired'
  /** A hold is open, so owners can't be merged and no account closed. */
  | 'hold-open'
  /** More is asked back than the receipt spent. */
  | 'more-than-spent'
  | 'transfer-unknown'
  | 'not-reversible'
  | 'already-reversed'
  /** What the transfer gave was used since. */
  | 'points-gone'
  | 'same-owner'
  /** Either side moved since the merge. */
  | 'moved-since';

export const refuse = (code: LedgerRefusal): Refusal => ({ ok: false, code });

export const isAmount = (points: Points): boolean => Number.isSafeInteger(points) && points > 0;

/** Points by kind; kinds with none may be there and are skipped. */
export type PointsByKind = Readonly<Record<string, Points>>;

export const areAmounts = (points: PointsByKind): boolean =>
  Object.values(points).every((amount) => amount === 0 || isAmount(amount));

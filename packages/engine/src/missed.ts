import type { ChangeableLeaf } from './condition.ts';
import type { Minor } from './number.ts';
import type { Period } from './programme.ts';

/** A promotion that nearly fired, or nearly fired once more. */
export interface Missed {
  readonly promotion: string;
  /** The code that was given for it; null where it needs none or an offer opened it. */
  readonly code: string | null;
  readonly because: Miss;
}

export type Miss =
  /** All else holds; one of these would be enough. */
  | { readonly type: 'condition'; readonly anyOf: readonly Unmet[] }
  /** So many more units of its goods. */
  | { readonly type: 'add-units'; readonly units: number }
  /** So much more of its goods. */
  | { readonly type: 'spend-more'; readonly missing: Minor }
  /** The conditions hold, and what it gives has not been put into the basket. */
  | { readonly type: 'gift-not-in-basket'; readonly units: number }
  /** The member has had it as often as may be. */
  | { readonly type: 'limit-reached'; readonly times: number; readonly per: Period }
  /** All members together have had it as often as may be. */
  | { readonly type: 'budget-used-up' }
  /** Another of its group, of which only the best fires, is worth more. */
  | { readonly type: 'beaten'; readonly by: string }
  /**
   * It and this other one, which fired before it, do not combine: on these of its lines, which the other has closed. Absent:
   * on none of the receipt, and in older evidence on none of its lines.
   */
  | { readonly type: 'taken'; readonly by: string; readonly lines?: readonly string[] }
  /** Its goods cost no more than their floor already. */
  | { readonly type: 'at-floor' }
  /** It needs a connection, and the receipt was made without. */
  | { readonly type: 'offline' };

export interface Unmet {
  readonly condition: ChangeableLeaf;
  /** For a number that is too low: how much. */
  readonly missing: number | null;
}

import type { BasisPoints, Instant, Minor, Points } from './number.ts';

/** The engine's whole answer for one basket. Plain JSON: it is stored with the receipt as evidence. */
export interface Calculation {
  readonly lines: readonly CalculatedLine[];
  readonly totals: Totals;
  /** One entry per point kind that the programme lets pay, in spending order. */
  readonly spending: readonly SpendingResult[];
  /** Each becomes one lot. Absent members earn nothing. */
  readonly earning: readonly EarningResult[];
  readonly level: LevelResult | null;
  /** Promotions that fired, in the order they were calculated. */
  readonly fired: readonly Fired[];
  /** Codes given that did nothing, and why. */
  readonly refusedCodes: readonly { readonly code: string; readonly because: CodeRefusal }[];
  /** Single-use codes and personal offers that this receipt uses up. */
  readonly usedCodes: readonly string[];
  readonly usedOffers: readonly string[];
  /** Promotions of which this receipt prints a code for next time, in the order of calculation. */
  readonly printedCodes: readonly {
    readonly promotion: string;
    readonly after: number;
    readonly days: number;
  }[];
  /** What the cashier can tell the customer, as data; `say` turns it into sentences. */
  readonly hints: readonly Hint[];
}

export type CodeRefusal = 'unknown' | 'conditions-not-met' | 'no-effect';

export interface CalculatedLine {
  readonly id: string;
  /** Before discounts. */
  readonly amount: Minor;
  readonly discounts: readonly { readonly promotion: string; readonly amount: Minor }[];
  /** Paid by points, by kind. `points` is this line's share of the receipt's whole points. */
  readonly spent: readonly { readonly kind: string; readonly points: Points; readonly amount: Minor }[];
  /** In money: amount - discounts - spent. */
  readonly paid: Minor;
  /** This line's share of what the receipt earns; `source` is an earning rule or a promotion. */
  readonly earned: readonly { readonly kind: string; readonly source: string; readonly points: Points }[];
}

export interface Totals {
  readonly amount: Minor;
  readonly discount: Minor;
  readonly spent: Minor;
  readonly paid: Minor;
}

export interface SpendingResult {
  readonly kind: string;
  readonly available: Points;
  /** The most that may be spent on this basket. */
  readonly most: Points;
  /** What `most` is limited by. */
  readonly because: SpendingLimit;
  /** What was asked for and is spent here. */
  readonly points: Points;
  readonly amount: Minor;
}

export type SpendingLimit =
  | 'balance'
  | 'share-of-receipt'
  | 'lines-that-may-be-paid'
  | 'level-does-not-spend'
  | 'questionnaire-incomplete'
  | 'conditions-not-met'
  | 'no-member';

export interface EarningResult {
  readonly kind: string;
  /** The earning rule or promotion. */
  readonly source: string;
  readonly points: Points;
  /** The money the points were reckoned on; for a fixed number of points 0. */
  readonly base: Minor;
  /** The rate that was applied to it; for a fixed number of points null. */
  readonly rate: BasisPoints | null;
  readonly activeFrom: Instant;
  /** null: never. */
  readonly expiresAt: Instant | null;
}

export interface LevelResult {
  readonly before: string;
  readonly after: string;
  readonly spendBefore: Minor;
  readonly spendAfter: Minor;
  /** The next level up and how much more to spend; null on the top level. */
  readonly next: { readonly level: string; readonly missing: Minor } | null;
}

export interface Fired {
  readonly promotion: string;
  /** Sum over the lines; 0 for a promotion that gives points. */
  readonly discount: Minor;
  readonly points: Points;
  readonly lines: readonly string[];
  readonly code: string | null;
  readonly offer: string | null;
  /** For `buy-get-free`: how many groups were complete. Else 1. */
  readonly times: number;
}

export type Hint =
  /** `units` more of the goods of `promotion` make it fire (again). */
  | { readonly type: 'add-units'; readonly promotion: string; readonly units: number }
  | { readonly type: 'next-level'; readonly level: string; readonly missing: Minor }
  | { readonly type: 'may-spend'; readonly kind: string; readonly points: Points; readonly amount: Minor }
  | { readonly type: 'complete-questionnaire' }
  | { readonly type: 'birthday' }
  | { readonly type: 'invite' };

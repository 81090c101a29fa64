import type { Missed } from './missed.ts';
import type { BasisPoints, Instant, Minor, Points } from './number.ts';
import type { Limits } from './programme.ts';

/** The engine's whole answer for one basket. Plain JSON: it is stored with the receipt as evidence. */
export interface Calculation {
  readonly lines: readonly CalculatedLine[];
  readonly totals: Totals;
  /** One entry per point kind that the programme lets pay, in spending order. */
  readonly spending: readonly SpendingResult[];
  /** Each becomes one lot. Absent members earn nothing. */
  readonly earning: readonly EarningResult[];
  /** Why a member earned nothing; null: they earned, or nobody was there to. Older evidence has none. */
  readonly nothingEarned?: NothingEarned | null;
  /** Points that only count units, and that promotions took: they paid for nothing, and are in no `spending`. Older evidence has none. */
  readonly stamps?: readonly StampsTaken[];
  readonly level: LevelResult | null;
  /** Promotions that fired, in the order they were calculated. */
  readonly fired: readonly Fired[];
  /** Promotions that nearly fired, and why they did not, in the order of calculation. */
  readonly missed: readonly Missed[];
  /** Codes given that did nothing, and why. */
  readonly refusedCodes: readonly { readonly code: string; readonly because: CodeRefusal }[];
  /** Single-use codes and personal offers that this receipt uses up. */
  readonly usedCodes: readonly string[];
  readonly usedOffers: readonly string[];
  /** What the promotions that fired take of their limits. */
  readonly uses: readonly LimitUse[];
  /** Promotions of which this receipt prints a code for next time, in the order of calculation. */
  readonly printedCodes: readonly {
    readonly promotion: string;
    readonly after: number;
    readonly days: number;
  }[];
  /** What the cashier can tell the customer, as data; `say` turns it into sentences. */
  readonly hints: readonly Hint[];
}

export type CodeRefusal =
  | 'unknown'
  | 'conditions-not-met'
  | 'limit-reached'
  | 'budget-used-up'
  | 'offline'
  | 'not-combined'
  | 'no-effect';

/** What a promotion that fired takes of one of its limits. */
export interface LimitUse {
  readonly promotion: string;
  readonly limit: keyof Limits;
  /** Which day, week, month or year: `2026-11-22`, `2026-W47`, `2026-11`, `2026`; or `ever`. */
  readonly period: string;
  /** What the limit allows in the whole period. */
  readonly most: number;
  readonly amount: number;
}

export interface CalculatedLine {
  readonly id: string;
  /** Before discounts. */
  readonly amount: Minor;
  readonly discounts: readonly { readonly promotion: string; readonly amount: Minor }[];
  /** Paid by points, by kind; stamps that were taken have an `amount` of 0. `points` is this line's share of the receipt's whole points. */
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
  /** The rate that was applied to it; null for a fixed number of points, once or for every full amount, and for a multiplier. */
  readonly rate: BasisPoints | null;
  /** What the points of the earning rules were multiplied by. */
  readonly multiplier?: BasisPoints;
  readonly activeFrom: Instant;
  /** null: never. */
  readonly expiresAt: Instant | null;
}

export type NothingEarned =
  | 'paid-with-points'
  /** It cost nothing, or less than nothing. */
  | 'nothing-paid'
  | 'level'
  | 'goods'
  /** No rule is for such a receipt. */
  | 'conditions'
  | 'too-little';

export interface StampsTaken {
  readonly promotion: string;
  readonly kind: string;
  readonly points: Points;
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
  /** How many groups or sets were complete, or how many full amounts were spent. Else 1. */
  readonly times: number;
}

export type Hint =
  | { readonly type: 'next-level'; readonly level: string; readonly missing: Minor }
  | { readonly type: 'may-spend'; readonly kind: string; readonly points: Points; readonly amount: Minor }
  | { readonly type: 'complete-questionnaire' }
  | { readonly type: 'birthday' }
  | { readonly type: 'invite' };

import type { BasisPoints, Minor, Points } from './number.ts';
import type { Condition } from './condition.ts';

/** A sentence or name in every language Bonum speaks. */
export interface Text {
  readonly ru: string;
  readonly en: string;
}

export type Language = keyof Text;

/** A chain's loyalty rules: one JSON document, validated on save, immutable once published. */
export interface Programme {
  readonly format: 'bonum/1';
  readonly id: string;
  readonly name: Text;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA time zone of the chain: "end of the day" of an expiry is meant here. */
  readonly zone: string;
  /** Kinds of points, in the order in which they are spent. */
  readonly kinds: readonly PointKind[];
  /** Ascending by `from`; the first begins at 0. */
  readonly levels: readonly Level[];
  readonly earning: readonly EarningRule[];
  readonly promotions: readonly Promotion[];
  readonly returns: ReturnPolicy;
  readonly holds: { readonly minutes: number };
  readonly cards: CardPolicy;
  /** While a member has not filled these in, points are earned but cannot be spent (D6). */
  readonly questionnaire?: { readonly required: readonly MemberField[] };
  /** An anonymous receipt prints an invitation to join; for `days` it counts for who joins with it (S9). */
  readonly invitation?: { readonly days: number };
}

export const memberFields = ['name', 'surname', 'birthDate', 'email', 'gender', 'city'] as const;
export type MemberField = (typeof memberFields)[number];

export interface PointKind {
  readonly id: string;
  readonly name: Text;
  /** What one point pays for, in minor units: 1 point = 1 ₽ is 100. */
  readonly worth: Minor;
  /** Counted from the moment the points can be spent, so that an activation delay takes nothing from it. */
  readonly life: Life;
  /** Points become spendable this long after they were earned. Absent: at once. */
  readonly activation?: Duration;
  /** Absent: points of this kind never pay (they are only counted). */
  readonly spending?: SpendingRule;
}

export type Life = { readonly never: true } | Duration;

/** A length of time; with `until: 'end-of-day'` it runs on to the end of that day in the chain's zone. */
export interface Duration {
  readonly seconds?: number;
  readonly days?: number;
  readonly months?: number;
  readonly until?: 'end-of-day';
}

export interface SpendingRule {
  /** The most that points of this kind may pay, of the whole receipt after discounts. */
  readonly maxShare: BasisPoints;
  /** Only lines that meet this may be paid for. Absent: every line. */
  readonly lines?: Condition;
  readonly when?: Condition;
}

export interface Level {
  readonly id: string;
  readonly name: Text;
  /** Cumulative spend in minor units from which a member stands on this level. */
  readonly from: Minor;
  /** Whether members of this level may pay with points. */
  readonly spends: boolean;
}

export interface EarningRule {
  readonly id: string;
  readonly name: Text;
  readonly kind: string;
  /** A share of what is paid in money: one rate, or one per level (a level not named earns nothing). */
  readonly rate: BasisPoints | { readonly [level: string]: BasisPoints };
  readonly lines?: Condition;
  readonly when?: Condition;
}

export interface Promotion {
  readonly id: string;
  readonly name: Text;
  /** Higher is calculated first and sees the higher price; equal ones go in document order. */
  readonly priority: number;
  /** What must hold of the basket, the member, the store and the time. */
  readonly when?: Condition;
  /** The lines that take part. Absent: every line. */
  readonly lines?: Condition;
  /** Fires only when one of these codes is given ... */
  readonly codes?: readonly string[];
  /** ... or when a single-use code issued for it is given ... */
  readonly singleUseCodes?: boolean;
  /** ... or only for members who hold a personal offer of it, once per offer. */
  readonly personal?: boolean;
  /** `exclusive`: a line that this promotion discounted is left alone by those after it, those that give points too. Default `combines`. */
  readonly stacking?: 'combines' | 'exclusive';
  readonly effect: Effect;
  /**
   * A receipt that paid at least `from` prints a single-use code of this promotion. It begins to count `after` days, so that
   * who spends it can no longer bring the goods back that earned it, and then counts for `days`.
   */
  readonly prints?: { readonly from: Minor; readonly after: number; readonly days: number };
}

export type Effect =
  /** Percent off each line. */
  | { readonly type: 'line-percent'; readonly rate: BasisPoints }
  /** An amount off each unit of each line. */
  | { readonly type: 'line-amount'; readonly amount: Minor }
  /** Each unit at this price, where that is lower. */
  | { readonly type: 'line-price'; readonly price: Minor }
  /** Percent off the sum of the lines. */
  | { readonly type: 'basket-percent'; readonly rate: BasisPoints }
  /** One amount off the sum of the lines, spread over them. */
  | { readonly type: 'basket-amount'; readonly amount: Minor }
  /** All the lines together at this price, where that is lower. */
  | { readonly type: 'basket-price'; readonly price: Minor }
  /** Of every `buy + free` whole units the cheapest `free` cost nothing (1+1=3 is buy 2, free 1). */
  | { readonly type: 'buy-get-free'; readonly buy: number; readonly free: number; readonly times?: number }
  /** A fixed number of points for the receipt. */
  | { readonly type: 'points'; readonly kind: string; readonly points: Points }
  /** A further share of what is paid in money for the lines, in points. */
  | { readonly type: 'points-rate'; readonly kind: string; readonly rate: BasisPoints };

export interface ReturnPolicy {
  /** Earned points that were spent already: owed by the member, or taken off the money given back. */
  readonly shortfall: 'debt' | 'reduce-refund';
  /** Days that points given back live on when their lot has expired meanwhile. */
  readonly graceDays: number;
}

export interface CardPolicy {
  /** EAN-13 number ranges: the digits a card number begins with, 2 to 9 of them. The first is used for virtual cards. */
  readonly prefixes: readonly string[];
}

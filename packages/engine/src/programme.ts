import type { BasisPoints, Minor, Points } from './number.ts';
import type { Condition } from './condition.ts';
import type { Questionnaire } from './questionnaire.ts';

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
  /** Promotions that stand together in the order of calculation. */
  readonly groups?: readonly PromotionGroup[];
  readonly returns: ReturnPolicy;
  readonly holds: {
    readonly minutes: number;
    /** Where a till takes points off before its receipt is sent (1C): how long they wait for it. */
    readonly receiptHours?: number;
  };
  readonly cards: CardPolicy;
  readonly questionnaire?: Questionnaire;
  /** What becomes of the points of a member who asks to be forgotten: gone at once, unless they stay in the books until they expire. */
  readonly erasure?: { readonly points: 'burn' | 'stay' };
  /** An anonymous receipt prints an invitation to join; for `days` it counts for who joins with it (S9). */
  readonly invitation?: { readonly days: number };
  readonly offline?: OfflinePolicy;
}

/** What tills may do while they have no network. */
export interface OfflinePolicy {
  /** How many days after it was made a receipt may still be sent. */
  readonly days: number;
  /** Absent: no points are spent without network. */
  readonly points?: {
    /** Of each kind, the most that all tills together may let one member spend: so much can be overspent, and no more. */
    readonly most: Points;
    /** How long a till may spend what it was allowed. */
    readonly hours: number;
  };
}

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

export interface PromotionGroup {
  readonly id: string;
  readonly name: Text;
  /** Where the whole group stands among the other groups and the promotions without one. */
  readonly priority: number;
  /** `best`: of those that would fire only the one that is worth most to the member does. */
  readonly choose: 'all' | 'best';
}

export interface Promotion {
  readonly id: string;
  readonly name: Text;
  /** Higher is calculated first and sees the higher price; equal ones go in document order. */
  readonly priority: number;
  /** The group it belongs to: then `priority` is its place inside the group. */
  readonly group?: string;
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
  /**
   * Fires only for members who have turned it on, from the receipt after that and for `days`. With `personal` it is the offer that
   * is turned on, and both ends hold.
   */
  readonly activation?: { readonly days: number };
  /** Members are shown it; absent, it is between the till and those whom somebody tells. */
  readonly shown?: {
    /** A few friendly sentences; the terms are told by themselves. */
    readonly text?: Text;
    /** An asset of the chain, by its id. */
    readonly picture?: string;
  };
  /**
   * `exclusive`: a line that this promotion discounted is left alone by those after it, those that give points too.
   * `alone`: it fires only where nothing fired before it, and when it fires, nothing after it does. Default `combines`.
   */
  readonly stacking?: 'combines' | 'exclusive' | 'alone';
  readonly effect: Effect;
  readonly limits?: Limits;
  /**
   * A receipt that paid at least `from` prints a single-use code of this promotion. It begins to count `after` days, so that
   * who spends it can no longer bring the goods back that earned it, and then counts for `days`.
   */
  readonly prints?: { readonly from: Minor; readonly after: number; readonly days: number };
}

/** How often a promotion fires, and how much it gives away. It has fired where it took something off a receipt or gave points. */
export interface Limits {
  /** On so many receipts of one member. Nobody in particular gets it never. */
  readonly member?: { readonly times: number; readonly per: Period };
  /** On so many receipts of everybody. */
  readonly total?: { readonly times: number; readonly per: Period };
  /** So much off the receipts of everybody. Where it would be more than is left, the promotion does not fire. */
  readonly discount?: { readonly amount: Minor; readonly per: Period };
  /** So many points to everybody. */
  readonly points?: { readonly points: Points; readonly per: Period };
}

/** A member's is one of the receipt's own local time, everybody's one of the chain's zone. Weeks begin on Monday. */
export const periods = ['day', 'week', 'month', 'year', 'ever'] as const;
export type Period = (typeof periods)[number];

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
  /** Of every `every` units the cheapest at a rate off. With `stamps`, points of that kind count units from receipt to receipt. */
  | {
      readonly type: 'nth-item';
      readonly every: number;
      readonly rate: BasisPoints;
      readonly times?: number;
      readonly stamps?: string;
    }
  /** A set of different goods at one price; with one part, any so many of these. */
  | {
      readonly type: 'bundle';
      readonly parts: readonly BundlePart[];
      readonly price: Minor;
      readonly times?: number;
    }
  /** Who takes so many units of the lines, or spends so much on them, gets `units` of other goods at a price: 0 if not given. */
  | {
      readonly type: 'gift';
      readonly gift: Condition;
      readonly units: number;
      readonly for: { readonly units: number } | { readonly from: Minor };
      readonly price?: Minor;
      readonly times?: number;
    }
  /** For every full `from` that the lines still cost, so much off; or, for what is paid of them in money, so many points. */
  | { readonly type: 'spend-and-get'; readonly from: Minor; readonly get: Reward; readonly times?: number }
  /** A fixed number of points for the receipt. */
  | { readonly type: 'points'; readonly kind: string; readonly points: Points }
  /** A further share of what is paid in money for the lines, in points. */
  | { readonly type: 'points-rate'; readonly kind: string; readonly rate: BasisPoints }
  /** What the earning rules give for the lines in points of a kind, so many times; 20 000 is twice. Several add up: ×2 and ×3 are ×4. */
  | { readonly type: 'points-multiplier'; readonly kind: string; readonly times: BasisPoints };

export interface BundlePart {
  readonly lines: Condition;
  readonly units: number;
}

/** What one full amount gets. */
export type Reward = { readonly discount: Minor } | { readonly kind: string; readonly points: Points };

export interface ReturnPolicy {
  /** Earned points that were spent already: owed by the member, or taken off the money given back. */
  readonly shortfall: 'debt' | 'reduce-refund';
  /** Days that points given back live on when their lot has expired meanwhile. */
  readonly graceDays: number;
}

export interface CardPolicy {
  /** EAN-13 number ranges: the digits a card number begins with, 2 to 9 of them. The first is used for virtual cards. */
  readonly prefixes: readonly string[];
  /** How many active cards a member may take or link by themselves. */
  readonly most?: number;
}

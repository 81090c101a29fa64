import type { Instant, Minor, Points, Thousandths } from './number.ts';

/** A receipt not yet paid, with everything the rules may ask about it. */
export interface Basket {
  readonly at: Instant;
  /** The receipt's own UTC offset: happy hours and birthdays are meant in this local time. */
  readonly offsetMinutes: number;
  readonly store: StoreFacts;
  readonly lines: readonly BasketLine[];
  readonly codes: readonly BasketCode[];
}

export interface StoreFacts {
  readonly id: string;
  /** Brand, format, city ...: whatever the chain groups its stores by. */
  readonly tags: readonly string[];
}

export interface BasketLine {
  /** Unique within the receipt. */
  readonly id: string;
  readonly product: ProductFacts;
  readonly quantity: Thousandths;
  /** The whole line before discounts; unit price is amount x 1000 / quantity. Zero or negative lines take no part in promotions. */
  readonly amount: Minor;
}

export interface ProductFacts {
  readonly id: string;
  /** From the widest to the narrowest. */
  readonly category: readonly string[];
  readonly brand: string | null;
  readonly onSale: boolean;
  /** No discount and no points take one unit below this price. */
  readonly floor: Minor;
}

/** A code as typed; the server adds which promotion a single-use code belongs to (null: no such live single-use code). */
export interface BasketCode {
  readonly code: string;
  readonly singleUseOf: string | null;
}

export interface MemberFacts {
  readonly level: string;
  /** Cumulative spend before this receipt, minor units. */
  readonly spend: Minor;
  readonly receipts: number;
  /** The questionnaire is not complete: earns, cannot spend (D6). */
  readonly accumulateOnly: boolean;
  readonly birthday: { readonly month: number; readonly day: number } | null;
  readonly segments: readonly string[];
  readonly offers: readonly PersonalOffer[];
  /** How often promotions have fired for the member, in each period that has them. */
  readonly uses: readonly PromotionUses[];
  /** Spendable now, by kind. */
  readonly balances: { readonly [kind: string]: Points };
}

/** A right to a promotion: given to the member, or turned on by them. One that waits to be turned on is none yet. */
export interface PersonalOffer {
  readonly id: string;
  readonly promotion: string;
}

export interface PromotionUses {
  readonly promotion: string;
  readonly period: string;
  readonly times: number;
}

/** How many points the member wants to spend: by kind (never more is taken), or as many as may be. */
export type SpendWish = 'none' | 'most' | { readonly [kind: string]: Points };

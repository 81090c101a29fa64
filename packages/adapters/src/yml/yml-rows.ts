/** What a YML file tells: goods, promos, and what of either could not be taken. */
export type YmlRow = YmlProduct | YmlPromo | YmlBad;

export interface YmlProduct {
  readonly type: 'product';
  readonly line: number;
  readonly productId: string;
  readonly name: string;
  /** From the widest to the narrowest. */
  readonly category: readonly string[];
  readonly brand: string | null;
  readonly barcode: string | null;
  /** Minor units. */
  readonly price: number;
  /** It costs less than it did: the feed has an old price above this one. Null: such a feed does not say. */
  readonly onSale: boolean | null;
  /** Where on the web the first of its pictures is. */
  readonly picture: string | null;
  /** What the system that the goods are read from calls it by, if it lies there. */
  readonly media?: string | null;
}

/** The goods that a promo is about. */
export interface YmlPurchase {
  readonly requiredQuantity: number | null;
  readonly freeQuantity: number | null;
  readonly goods: readonly YmlGoods[];
}
/** One of the goods, or all of a category. */
export type YmlGoods = {
  /** Minor units; null: the promo says nothing of a price. */
  readonly discountPrice: number | null;
} & ({ readonly productId: string } | { readonly category: readonly string[] });

export const promoTypes = [
  'promo code',
  'flash discount',
  'bonus card',
  'gift with purchase',
  'n plus m',
] as const;
export type PromoType = (typeof promoTypes)[number];

export interface YmlPromo {
  readonly type: 'promo';
  readonly line: number;
  readonly promoId: string;
  readonly kind: PromoType;
  /** Days, both included; null: the promo does not say. */
  readonly from: string | null;
  readonly until: string | null;
  readonly description: string;
  readonly code: string | null;
  /** Basis points, or minor units. */
  readonly discount: { readonly rate: number } | { readonly amount: number } | null;
  readonly purchase: YmlPurchase;
  /** Goods that are given; others, which the feed calls gifts, no till can sell. */
  readonly gifts: readonly string[];
}

export const badReasons = [
  'no-id',
  'long-id',
  'no-name',
  'bad-price',
  'other-currency',
  'unknown-category',
  'unknown-promo',
  'bad-promo',
  'bad-date',
] as const;
export type BadReason = (typeof badReasons)[number];

/** What is not taken, or not taken whole. */
export interface YmlBad {
  readonly type: 'bad';
  readonly line: number;
  /** What it calls itself. */
  readonly what: string;
  readonly reason: BadReason;
  /** What was written there. */
  readonly written: string;
}

import type { PromoType, YmlGoods, YmlPromo } from '@bonum/adapters/yml/yml-rows';
import { basisPoints, minor, type Condition, type Effect, type Promotion } from '@bonum/engine';

/** Where they would stand among the others; whoever puts them into the programme decides. */
const PRIORITY = 50;

/**
 * What a promo of a feed would be as promotions of the programme: one, or one for each price that it gives. They are a draft: nothing
 * makes them live but somebody who publishes a programme with them.
 */
export const promotionsOf = (promo: YmlPromo): readonly Promotion[] => made[promo.kind](promo);

const made = {
  'promo code': (promo) => {
    const { code, discount } = promo;
    const codes = code === null ? {} : { codes: [code] };
    if (discount === null) return byPrice(promo, codes);
    if ('rate' in discount)
      return [whole(promo, { type: 'line-percent', rate: basisPoints(discount.rate) }, codes)];
    return [whole(promo, { type: 'basket-amount', amount: minor(discount.amount) }, codes)];
  },
  'flash discount': (promo) => byPrice(promo, {}),
  'bonus card': (promo) => byPrice(promo, {}, { fact: 'member.known', op: 'is', value: true }),
  'n plus m': (promo) => {
    const { requiredQuantity, freeQuantity } = promo.purchase;
    return [whole(promo, { type: 'buy-get-free', buy: requiredQuantity ?? 1, free: freeQuantity ?? 1 })];
  },
  'gift with purchase': (promo) => {
    const units = promo.purchase.requiredQuantity ?? 1;
    return [whole(promo, { type: 'gift', gift: productsAre(promo.gifts), units: 1, for: { units } })];
  },
} as const satisfies Record<PromoType, (promo: YmlPromo) => readonly Promotion[]>;

const whole = (promo: YmlPromo, effect: Effect, more: Partial<Promotion> = {}): Promotion => ({
  ...common(promo),
  ...linesOf(promo.purchase.goods),
  ...more,
  effect,
});

function byPrice(promo: YmlPromo, more: Partial<Promotion>, also?: Condition): readonly Promotion[] {
  const prices = new Map<number, YmlGoods[]>();
  for (const one of promo.purchase.goods) {
    const { discountPrice } = one;
    if (discountPrice !== null) prices.set(discountPrice, [...(prices.get(discountPrice) ?? []), one]);
  }
  return [...prices].map(([price, goods], index) => ({
    ...common(promo, index, also),
    ...linesOf(goods),
    ...more,
    effect: { type: 'line-price', price: minor(price) },
  }));
}

function common(promo: YmlPromo, index = 0, also?: Condition): Omit<Promotion, 'effect'> {
  const { promoId, description, from, until } = promo;
  const name = description === '' ? promoId : description.slice(0, 100);
  const when = [...datesOf(from, until), ...(also ? [also] : [])];
  const [only] = when;
  return {
    id: `yml-${promoId.toLowerCase()}${index === 0 ? '' : `-${index + 1}`}`,
    name: { ru: name, en: name },
    priority: PRIORITY,
    ...(only && { when: when.length === 1 ? only : { all: when } }),
  };
}

function datesOf(from: string | null, until: string | null): Condition[] {
  if (from !== null && until !== null)
    return [{ fact: 'time.date', op: 'between', value: { from, to: until } }];
  if (from !== null) return [{ fact: 'time.date', op: 'from', value: from }];
  return until === null ? [] : [{ fact: 'time.date', op: 'until', value: until }];
}

/** Of no goods in particular it is of all. */
function linesOf(goods: readonly YmlGoods[]): { lines?: Condition } {
  const products = goods.flatMap((one) => ('productId' in one ? [one.productId] : []));
  const categories = goods.flatMap((one): Condition[] =>
    'category' in one ? [{ fact: 'line.category', op: 'within', value: one.category }] : [],
  );
  const all = [...(products.length > 0 ? [productsAre(products)] : []), ...categories];
  const [only] = all;
  return only ? { lines: all.length === 1 ? only : { any: all } } : {};
}

const productsAre = (ids: readonly string[]): Condition => ({
  fact: 'line.product',
  op: 'in',
  value: [...new Set(ids)],
});

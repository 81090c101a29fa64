import { priceOf } from '../commerceml/catalogue-rows.ts';
import { promoTypes, type BadReason, type PromoType, type YmlGoods, type YmlPromo } from './yml-rows.ts';

/** YML calls the rouble by its name of before 1998 as well. */
export const currencyOf = (written: string): string => written.toUpperCase().replace(/^RUR$/, 'RUB');

/** A promo as it is written. */
export interface RawPromo {
  readonly line: number;
  readonly id: string;
  readonly kind: string;
  readonly texts: Map<string, string>;
  discount: { readonly unit: string; readonly currency: string; written: string } | null;
  readonly goods: {
    readonly productId: string;
    readonly categoryId: string;
    price: string;
    currency: string;
  }[];
  readonly gifts: string[];
}

interface Around {
  readonly currency: string;
  readonly categoryPath: (id: string) => readonly string[] | null;
}

interface Wrong {
  readonly reason: BadReason;
  readonly written: string;
}

/** What a promo means; or why it cannot be taken, and what is written there. */
export function promoOf(raw: RawPromo, around: Around): YmlPromo | Wrong {
  const { line, id, texts } = raw;
  const kind = promoTypes.find((type) => type === raw.kind);
  if (kind === undefined) return { reason: 'unknown-promo', written: raw.kind };
  if (!/^[A-Za-z0-9]{1,20}$/.test(id)) return { reason: id === '' ? 'no-id' : 'bad-promo', written: id };
  const from = dayOf(texts.get('start-date'));
  const until = dayOf(texts.get('end-date'));
  if (from === undefined || until === undefined)
    return {
      reason: 'bad-date',
      written: `${texts.get('start-date') ?? ''} – ${texts.get('end-date') ?? ''}`,
    };
  const discount = discountOf(raw, around.currency);
  if (discount === 'wrong') return { reason: 'bad-promo', written: raw.discount?.written ?? '' };
  const goods = goodsOf(raw, around);
  if ('reason' in goods) return goods;
  const code = texts.get('promo-code') ?? null;
  const promo: YmlPromo = {
    type: 'promo',
    line,
    promoId: id,
    kind,
    from,
    until,
    description: texts.get('description') ?? '',
    code,
    discount,
    purchase: {
      requiredQuantity: wholeOf(texts.get('required-quantity')),
      freeQuantity: wholeOf(texts.get('free-quantity')),
      goods,
    },
    gifts: raw.gifts.filter((gift) => gift !== ''),
  };
  const lacking = lackOf[kind](promo);
  return lacking === null ? promo : { reason: 'bad-promo', written: lacking };
}

const isPriced = ({ purchase }: YmlPromo): boolean =>
  purchase.goods.some(({ discountPrice }) => discountPrice !== null);
const priceOrNothing = (promo: YmlPromo): string | null => (isPriced(promo) ? null : 'discount-price');

/** What a promo of each type cannot do without, where it lacks it. */
const lackOf = {
  'promo code': (promo) => {
    if (promo.code === null || promo.code.length > 20) return 'promo-code';
    return promo.discount === null && !isPriced(promo) ? 'discount' : null;
  },
  'flash discount': priceOrNothing,
  'bonus card': priceOrNothing,
  'n plus m': ({ purchase }) => {
    if (purchase.requiredQuantity === null) return 'required-quantity';
    return purchase.freeQuantity === null ? 'free-quantity' : null;
  },
  'gift with purchase': ({ gifts }) => (gifts.length === 0 ? 'promo-gift offer-id' : null),
} as const satisfies Record<PromoType, (promo: YmlPromo) => string | null>;

/** Null: none is written. Undefined: it is no day. */
function dayOf(written: string | undefined): string | null | undefined {
  if (written === undefined || written === '') return null;
  const day = /^\d{4}-\d\d-\d\d(?=$|[T ])/.exec(written)?.[0];
  return day !== undefined && !Number.isNaN(Date.parse(day)) ? day : undefined;
}

const wholeOf = (written: string | undefined): number | null =>
  written !== undefined && /^[1-9]\d{0,3}$/.test(written) ? Number(written) : null;

const ALL = 10_000;

function discountOf({ discount }: RawPromo, currency: string): YmlPromo['discount'] | 'wrong' {
  if (discount === null) return null;
  const hundredths = priceOf(discount.written, '');
  if (hundredths === null || hundredths === 0) return 'wrong';
  if (discount.unit === 'percent') return hundredths <= ALL ? { rate: hundredths } : 'wrong';
  const of = currencyOf(discount.currency);
  return discount.unit === 'currency' && (of === '' || of === currency) ? { amount: hundredths } : 'wrong';
}

function goodsOf(raw: RawPromo, { currency, categoryPath }: Around): readonly YmlGoods[] | Wrong {
  const all: YmlGoods[] = [];
  for (const { productId, categoryId, price, currency: its } of raw.goods) {
    const discountPrice = price === '' ? null : priceOf(price, '');
    const of = currencyOf(its);
    if (price !== '' && discountPrice === null) return { reason: 'bad-price', written: price };
    if (of !== '' && of !== currency) return { reason: 'other-currency', written: of };
    if (productId !== '') all.push({ productId, discountPrice });
    else {
      const category = categoryPath(categoryId);
      if (category === null || category.length === 0)
        return { reason: 'unknown-category', written: categoryId };
      all.push({ category, discountPrice });
    }
  }
  return all;
}

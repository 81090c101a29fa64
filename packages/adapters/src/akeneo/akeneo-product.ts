import {
  addressOf,
  badId,
  barcodeOf,
  nameOf,
  plain,
  priceOf,
  shelvesOf,
} from '../commerceml/catalogue-rows.ts';
import { isObject } from '../http/ask-gateway.ts';
import type { Row } from '../http/ask-system.ts';
import type { BadReason, YmlBad, YmlProduct } from '../yml/yml-rows.ts';
import type { AkeneoCategories } from './akeneo-categories.ts';
import type { AkeneoChoice } from './akeneo-settings.ts';

/** What Akeneo tells: goods as any feed has them, those that are disabled, and what of them could not be taken. */
export type AkeneoRow = YmlProduct | YmlBad | AkeneoGone;
export interface AkeneoGone {
  readonly type: 'gone';
  readonly productId: string;
}

interface Around {
  /** The how manieth it is. */
  readonly line: number;
  readonly choice: AkeneoChoice;
  readonly categories: AkeneoCategories;
}

/** What a product of Akeneo is as goods, and what is wrong with it. */
export function rowsOfProduct(item: unknown, { line, choice, categories }: Around): readonly AkeneoRow[] {
  const product = isObject(item) ? item : {};
  const values = isObject(product['values']) ? product['values'] : {};
  const valueOf = (attribute: string | null): Value => valueIn(values, attribute, choice);
  const { attributes, currency } = choice;
  const written = valueOf(attributes.identifier).text || textOf(product['identifier']);
  const productId = plain(written);
  const bad = (reason: BadReason, what = ''): YmlBad => ({
    type: 'bad',
    line,
    what: (productId || textOf(product['uuid'])).slice(0, 100),
    reason,
    written: plain(what).slice(0, 100),
  });
  if (product['enabled'] === false) return productId === '' ? [] : [{ type: 'gone', productId }];
  if (productId === '') return [bad('no-id')];
  if (badId(productId) !== null) return [bad('long-id', productId)];
  const name = nameOf(valueOf(attributes.name).text);
  if (name === '') return [bad('no-name')];
  const price = priceIn(valueOf(attributes.price).data, currency);
  if (typeof price !== 'number') return [bad(price.reason, price.written)];
  const codes = Array.isArray(product['categories']) ? product['categories'].map(textOf) : [];
  const category = categories.pathOf(codes);
  const row: YmlProduct = {
    type: 'product',
    line,
    productId,
    name,
    category: category ?? [],
    brand: shelvesOf([valueOf(attributes.brand).label])[0] ?? null,
    barcode: barcodeOf([valueOf(attributes.barcode).text]),
    price,
    onSale: null,
    picture: addressOf(valueOf(attributes.picture).text),
    media: mediaOf(valueOf(attributes.picture).text),
  };
  return category === null ? [bad('unknown-category', codes.join(', ')), row] : [row];
}

/** What Akeneo calls a file by that lies in it; null: it is none. */
const mediaOf = (written: string): string | null =>
  /^(?:[\da-z]\/){4}[^\s/?#]{1,200}$/i.test(written) ? written : null;

interface Value {
  readonly data: unknown;
  readonly text: string;
  /** Of an option its label, where it has one in this language. */
  readonly label: string;
}

const nothing: Value = { data: undefined, text: '', label: '' };

/** An attribute has a value for each language and channel, or one for all. */
function valueIn(values: Row, attribute: string | null, { locale, scope }: AkeneoChoice): Value {
  const all = attribute === null ? [] : values[attribute];
  if (!Array.isArray(all)) return nothing;
  const found: unknown = all.find(
    (value: unknown) => isObject(value) && isFor(value['locale'], locale) && isFor(value['scope'], scope),
  );
  if (!isObject(found)) return nothing;
  const linked = isObject(found['linked_data']) ? found['linked_data']['labels'] : null;
  const text = textOf(found['data']);
  return { data: found['data'], text, label: (isObject(linked) && textOf(linked[locale])) || text };
}

const isFor = (its: unknown, wanted: string): boolean => its === null || its === undefined || its === wanted;
const textOf = (data: unknown): string => {
  if (typeof data === 'string') return data;
  return typeof data === 'number' ? String(data) : '';
};

interface NoPrice {
  readonly reason: 'bad-price' | 'other-currency';
  readonly written: string;
}

/** A price is told in each currency of the channel; an attribute that is a number is in ours. */
function priceIn(data: unknown, currency: string): number | NoPrice {
  const all = Array.isArray(data) ? data.filter(isObject) : [{ amount: data, currency }];
  const ours = all.find((one) => one['currency'] === currency && one['amount'] !== null);
  if (!ours) {
    const others = all.filter((one) => textOf(one['amount']) !== '').map((one) => textOf(one['currency']));
    return { reason: others.length === 0 ? 'bad-price' : 'other-currency', written: others.join(', ') };
  }
  const written = textOf(ours['amount']);
  return priceOf(written, '') ?? { reason: 'bad-price', written };
}

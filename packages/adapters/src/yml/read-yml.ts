import sax, { type QualifiedTag, type SAXParser, type Tag } from 'sax';
import {
  addressOf,
  badId,
  barcodeOf,
  nameOf,
  plain,
  priceOf,
  shelvesOf,
} from '../commerceml/catalogue-rows.ts';
import { FileBroken } from '../commerceml/xml-text.ts';
import { currencyOf, promoOf, type RawPromo } from './promo-of.ts';
import type { BadReason, YmlRow } from './yml-rows.ts';

interface Settings {
  /** Of the programme. */
  readonly currency: string;
  readonly onRow: (row: YmlRow) => void;
}

/** What is kept of an element's text; descriptions are long, and of goods none is needed. */
const ofOffer: ReadonlySet<string> = new Set([
  'name',
  'typePrefix',
  'model',
  'price',
  'oldprice',
  'currencyId',
  'categoryId',
  'picture',
  'vendor',
  'barcode',
]);
const ofPromo: ReadonlySet<string> = new Set([
  'start-date',
  'end-date',
  'description',
  'promo-code',
  'discount',
  'required-quantity',
  'free-quantity',
  'discount-price',
]);
const LONGEST_TEXT = 4000;
const DEEPEST = 100;
const MOST_CATEGORIES = 100_000;
/** A promo of more goods is of a category. */
const MOST_OF_PROMO = 5000;

interface Category {
  readonly parent: string;
  name: string;
}
interface Offer {
  readonly line: number;
  readonly id: string;
  readonly texts: Map<string, string>;
  readonly barcodes: string[];
}

/**
 * Reads a file of Yandex Market Language as it comes, in flat memory: categories are kept, goods and promos are told one by one. What
 * is wrong with one of them is told by its line, and the others are read on.
 */
export class YmlReader {
  readonly #settings: Settings;
  readonly #sax: SAXParser = sax.parser(true, { position: true });
  readonly #path: string[] = [];
  readonly #categories = new Map<string, Category>();
  #text: string | null = null;
  #category: Category | null = null;
  #offer: Offer | null = null;
  #promo: RawPromo | null = null;
  #isFeed = false;

  constructor(settings: Settings) {
    this.#settings = settings;
    Object.assign(this.#sax, {
      onopentag: (tag) => this.#open(tag),
      onclosetag: (name) => this.#close(name),
      ontext: (text) => this.#add(text),
      oncdata: (text) => this.#add(text),
      onerror: (error) => {
        // Entities of one's own are not unfolded: they stay as they are written.
        if (error.message.startsWith('Invalid character entity')) return void this.#sax.resume();
        throw new FileBroken(`Это не XML: ${error.message.split('\n', 1)[0]}`, this.#line);
      },
    } satisfies Partial<SAXParser>);
  }

  /** @throws FileBroken */
  read(text: string): void {
    if (text !== '') this.#sax.write(text);
  }

  /** @throws FileBroken when the file ends before it is through */
  end(): void {
    this.#sax.close();
    if (!this.#isFeed) throw new FileBroken('В файле нет корня yml_catalog', 1);
  }

  get #line(): number {
    return this.#sax.line + 1;
  }

  #open(tag: Tag | QualifiedTag): void {
    const { name } = tag;
    if (this.#path.length === 0 && name !== 'yml_catalog')
      throw new FileBroken('В файле нет корня yml_catalog', this.#line);
    if (this.#path.length > DEEPEST) throw new FileBroken('Элементы вложены слишком глубоко', this.#line);
    this.#isFeed = true;
    const within = this.#path.at(-1);
    this.#path.push(name);
    this.#text = null;
    if (this.#promo) this.#openInPromo(tag, this.#promo);
    else if (this.#offer) this.#text = ofOffer.has(name) ? '' : null;
    else if (name === 'category' && within === 'categories') this.#openCategory(tag);
    else if (name === 'offer' && within === 'offers')
      this.#offer = { line: this.#line, id: attributeOf(tag, 'id'), texts: new Map(), barcodes: [] };
    else if (name === 'promo' && within === 'promos')
      this.#promo = {
        line: this.#line,
        id: attributeOf(tag, 'id'),
        kind: attributeOf(tag, 'type'),
        texts: new Map(),
        discount: null,
        goods: [],
        gifts: [],
      };
  }

  #openCategory(tag: Tag | QualifiedTag): void {
    const id = attributeOf(tag, 'id');
    if (this.#categories.size >= MOST_CATEGORIES) throw new FileBroken('Слишком много категорий', this.#line);
    this.#category = { parent: attributeOf(tag, 'parentId'), name: '' };
    if (id !== '') this.#categories.set(id, this.#category);
    this.#text = '';
  }

  #openInPromo(tag: Tag | QualifiedTag, promo: RawPromo): void {
    const { name } = tag;
    this.#text = ofPromo.has(name) ? '' : null;
    if (name === 'discount')
      promo.discount = {
        unit: attributeOf(tag, 'unit'),
        currency: attributeOf(tag, 'currency'),
        written: '',
      };
    if (name === 'product' && promo.goods.length < MOST_OF_PROMO)
      promo.goods.push({
        productId: attributeOf(tag, 'offer-id'),
        categoryId: attributeOf(tag, 'category-id'),
        price: '',
        currency: '',
      });
    const priced = promo.goods.at(-1);
    if (name === 'discount-price' && priced) priced.currency = attributeOf(tag, 'currency');
    if (name === 'promo-gift' && promo.gifts.length < MOST_OF_PROMO)
      promo.gifts.push(attributeOf(tag, 'offer-id'));
  }

  #add(text: string): void {
    if (this.#text !== null && this.#text.length < LONGEST_TEXT) this.#text += text;
  }

  #close(name: string): void {
    this.#path.pop();
    const text = this.#text === null ? null : plain(this.#text);
    this.#text = null;
    if (this.#promo) {
      if (name === 'promo' && this.#path.at(-1) === 'promos') this.#tellPromo(this.#promo);
      else if (text !== null) keepOfPromo(this.#promo, name, text);
    } else if (this.#offer) {
      if (name === 'offer') this.#tellOffer(this.#offer);
      else if (text !== null) keepOfOffer(this.#offer, name, text);
    } else if (this.#category && name === 'category') {
      this.#category.name = text ?? '';
      this.#category = null;
    }
  }

  #bad(
    { line, what }: { readonly line: number; readonly what: string },
    reason: BadReason,
    written = '',
  ): void {
    this.#settings.onRow({
      type: 'bad',
      line,
      what: what.slice(0, 100),
      reason,
      written: written.slice(0, 100),
    });
  }

  #tellOffer(offer: Offer): void {
    this.#offer = null;
    const { line, id, texts, barcodes } = offer;
    const productId = id.trim();
    const name = nameOf(texts.get('name') ?? composedName(texts));
    const its = { line, what: productId || name };
    if (productId === '') return this.#bad(its, 'no-id');
    if (badId(productId) !== null) return this.#bad(its, 'long-id', productId);
    if (name === '') return this.#bad(its, 'no-name');
    const currency = currencyOf(texts.get('currencyId') ?? '');
    if (currency !== '' && currency !== this.#settings.currency)
      return this.#bad(its, 'other-currency', currency);
    const written = texts.get('price') ?? '';
    const price = priceOf(written, '');
    if (price === null) return this.#bad(its, 'bad-price', written);
    const oldPrice = priceOf(texts.get('oldprice') ?? '', '');
    const categoryId = texts.get('categoryId') ?? '';
    const category = this.#categoryPath(categoryId);
    if (category === null) this.#bad(its, 'unknown-category', categoryId);
    this.#settings.onRow({
      type: 'product',
      line,
      productId,
      name,
      category: category ?? [],
      brand: shelvesOf([texts.get('vendor') ?? ''])[0] ?? null,
      barcode: barcodeOf(barcodes),
      price,
      onSale: oldPrice !== null && oldPrice > price,
      picture: addressOf(texts.get('picture') ?? ''),
    });
  }

  /** From the widest to the narrowest; a category that stands in itself ends where it comes again. Null: there is none. */
  #categoryPath(id: string): string[] | null {
    if (id === '') return [];
    const path: string[] = [];
    const seen = new Set<string>();
    for (let next = id; next !== '' && !seen.has(next);) {
      seen.add(next);
      const category = this.#categories.get(next);
      if (!category) break;
      path.unshift(category.name);
      next = category.parent;
    }
    return path.length === 0 ? null : shelvesOf(path);
  }

  #tellPromo(raw: RawPromo): void {
    this.#promo = null;
    const row = promoOf(raw, {
      currency: this.#settings.currency,
      categoryPath: (id) => this.#categoryPath(id),
    });
    if ('reason' in row) this.#bad({ line: raw.line, what: raw.id }, row.reason, row.written);
    else this.#settings.onRow(row);
  }
}

function attributeOf({ attributes }: Tag | QualifiedTag, wanted: string): string {
  const value = attributes[wanted];
  return plain(typeof value === 'string' ? value : (value?.value ?? ''));
}

function keepOfOffer({ texts, barcodes }: Offer, name: string, text: string): void {
  if (name === 'barcode') barcodes.push(text);
  else if (!texts.has(name)) texts.set(name, text);
}

function keepOfPromo(promo: RawPromo, name: string, text: string): void {
  if (name === 'discount' && promo.discount) promo.discount.written = text;
  else if (name === 'discount-price') {
    const priced = promo.goods.at(-1);
    if (priced) priced.price = text;
  } else if (!promo.texts.has(name)) promo.texts.set(name, text);
}

/** Goods of the type `vendor.model` have no name of their own. */
const composedName = (texts: ReadonlyMap<string, string>): string =>
  ['typePrefix', 'vendor', 'model']
    .map((part) => texts.get(part) ?? '')
    .filter((part) => part !== '')
    .join(' ');

/** What a CommerceML file tells of goods. */
export type CatalogueRow = ProductRow | GoneRow | PriceRow | BadRow;

export interface ProductRow {
  readonly type: 'product';
  readonly line: number;
  readonly productId: string;
  readonly name: string;
  /** From the widest to the narrowest. */
  readonly category: readonly string[];
  readonly brand: string | null;
  readonly barcode: string | null;
  /** Where on the web the first of its pictures is. */
  readonly picture: string | null;
  /** The file of the exchange that it is. */
  readonly media: string | null;
}
export interface GoneRow {
  readonly type: 'gone';
  readonly line: number;
  readonly productId: string;
}
export interface PriceRow {
  readonly type: 'price';
  readonly line: number;
  readonly productId: string;
  /** Minor units. */
  readonly price: number;
}
/** What is not taken, or not taken whole. */
export interface BadRow {
  readonly type: 'bad';
  readonly line: number;
  /** What the row calls itself. */
  readonly what: string;
  readonly reason: string;
}

export interface ReadOf<Row> {
  readonly row: Row | null;
  readonly bad: readonly string[];
}

const LONGEST_ID = 64;
const LONGEST_NAME = 500;
const LONGEST_SHELF = 200;
const MOST_SHELVES = 12;

/** One line, without what no database keeps. */
export const plain = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim();

/** Goods with a characteristic are called `goods#characteristic`; at a till they are the goods. */
export const baseId = (id: string): string => id.split('#', 1)[0]?.trim() ?? '';

export const badId = (id: string): string | null => {
  if (id === '') return 'Нет Ид';
  return id.length > LONGEST_ID ? `Ид длиннее ${LONGEST_ID} символов` : null;
};

/** A name that is too long is cut, rather than the goods left out. */
export const nameOf = (text: string): string =>
  Array.from(plain(text)).slice(0, LONGEST_NAME).join('').trim();

/** The way to a group as the catalogue keeps it: of a very deep tree the widest levels. */
export const shelvesOf = (path: readonly string[]): string[] =>
  path
    .slice(0, MOST_SHELVES)
    .map((name) => Array.from(plain(name)).slice(0, LONGEST_SHELF).join('').trim())
    .filter((name) => name !== '');

export const barcodeOf = (all: readonly string[]): string | null =>
  all.map((code) => code.trim()).find((code) => /^\d{8,14}$/.test(code)) ?? null;

const MOST_MINOR = 1_000_000_000_000;

/** `1 234,50` as minor units; null: no price. */
export function priceOf(written: string, coefficient: string): number | null {
  const number = (text: string): number => Number(text.replaceAll(/[\s\u00a0]/g, '').replace(',', '.'));
  const units = coefficient.trim() === '' ? 1 : number(coefficient);
  const price = written.trim() === '' ? Number.NaN : number(written);
  const minor = Math.round(Number(((price * 100) / units).toPrecision(15)));
  return Number.isSafeInteger(minor) && minor >= 0 && minor <= MOST_MINOR && units > 0 ? minor : null;
}

const LONGEST_FILE = 200;

/**
 * What the file of a picture is called, wherever it is named: 1C writes slashes either way, and some versions put folders of their own
 * before that of pictures. Null: it is no name.
 */
export function pictureFileOf(written: string): string | null {
  const path = plain(written).replaceAll('\\', '/').toLowerCase();
  const from = path.lastIndexOf('import_files/');
  const file = from === -1 ? path.replace(/^[./]+/, '') : path.slice(from);
  return file !== '' && file.length <= LONGEST_FILE ? file : null;
}

const LONGEST_ADDRESS = 2000;

/** Where on the web something is, a picture say; null: it is no such address. */
export const addressOf = (written: string): string | null =>
  written.length <= LONGEST_ADDRESS && /^https?:\/\/\S+$/.test(written) && URL.canParse(written)
    ? written
    : null;

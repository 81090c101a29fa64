import { grossOf, minorOf, thousandthsOf } from './figures.ts';
import { fieldOf, isObject, listOf, NO_DATE, refOf, textOf, type JsonObject } from './objects.ts';
import type { Read } from './read-basket.ts';

/**
 * Receipts as the standard OData interface of 1C gives them: `Document_ЧекККМ` and `Document_ЧекККМВозврат`, one or a list in `value`.
 * What the same thing is called differs from configuration to configuration; each name below stands in one of УТ 11, Розница or УНФ.
 */
export type TillDocument = SoldDocument | ReturnedDocument;

interface DocumentHead {
  /** The document's own id: it makes a receipt the same receipt, however often it comes. */
  readonly guid: string;
  readonly number: string;
  /** Local time, without a zone. */
  readonly at: string;
  readonly posted: boolean;
  readonly storeRef: string;
  readonly tillRef: string;
  readonly cashier: string;
}
export interface SoldDocument extends DocumentHead {
  readonly type: 'sale';
  /** The number of the card, or the id that `findclientcard` gave for it; empty: nobody's. */
  readonly card: string;
  readonly cardRef: string;
  readonly lines: readonly SoldLine[];
  /** What the rules of the loyalty server have taken off, as the document tells it. */
  readonly discounts: readonly { readonly line: string; readonly ref: string; readonly amount: number }[];
  readonly codes: readonly string[];
}
export interface SoldLine {
  readonly id: string;
  readonly productId: string;
  readonly quantity: number;
  /** After what the cashier gave by hand, before all else; minor units. */
  readonly amount: number;
  readonly automatic: number;
  /** What points have paid. */
  readonly bonus: number;
}
export interface ReturnedDocument extends DocumentHead {
  readonly type: 'return';
  /** The guid of the sale. */
  readonly of: string;
  readonly lines: readonly { readonly id: string; readonly productId: string; readonly quantity: number }[];
}

const names = {
  card: ['КартаЛояльности', 'ДисконтнаяКарта'],
  cardNumber: ['Штрихкод', 'КодКартыШтрихкод', 'КодКарты', 'МагнитныйКод', 'КодКартыМагнитный'],
  store: ['Магазин_Key', 'Склад_Key', 'СтруктурнаяЕдиница_Key'],
  goods: ['Товары', 'Запасы'],
  manual: ['СуммаРучнойСкидки', 'СуммаСкидкиНаценки'],
  bonus: ['СуммаБонусныхБалловКСписаниюВВалюте', 'СуммаСкидкиОплатыБонусом'],
  sale: ['ЧекККМ_Key', 'ЧекККМПродажа_Key'],
} as const;

const first = (object: JsonObject, all: readonly string[]): unknown =>
  all.map((name) => fieldOf(object, name)).find((value) => value !== undefined && value !== null);

/** A document that could not be read. */
export interface Unread {
  readonly ok: false;
  readonly says: string;
  /** null: it has none. */
  readonly guid: string | null;
  readonly number: string;
  readonly at: string;
  readonly type: TillDocument['type'];
}

/** More than a till sells in a day. */
const MOST = 500;
const MOST_LINES = 5000;

export function readReceipts(
  body: unknown,
): Read<readonly (Unread | { readonly ok: true; readonly value: TillDocument })[]> {
  const documents = isObject(body) && Array.isArray(body['value']) ? listOf(body['value']) : [body];
  if (documents.length > MOST) return no(`За один раз принимается не больше ${MOST} документов`);
  return {
    ok: true,
    value: documents.map((document) => {
      const read = readDocument(document);
      return read.ok ? read : { ...read, ...headOf(document) };
    }),
  };
}

/** As much of a document as tells people which it is. */
function headOf(document: unknown): Pick<Unread, 'guid' | 'number' | 'at' | 'type'> {
  if (!isObject(document)) return { guid: null, number: '', at: '', type: 'sale' };
  return {
    guid: guidOf(document),
    number: textOf(document['Number']),
    at: textOf(document['Date']).slice(0, 19),
    type: isReturn(document, saleOf(document)) ? 'return' : 'sale',
  };
}

const guidOf = (document: JsonObject): string | null =>
  /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.exec(refOf(document['Ref_Key']).toLowerCase())?.[0] ?? null;

const saleOf = (document: JsonObject): string => refOf(first(document, names.sale)).toLowerCase();

const no = (says: string): { readonly ok: false; readonly says: string } => ({ ok: false, says });

function readDocument(document: unknown): Read<TillDocument> {
  if (!isObject(document)) return no('Документ должен быть объектом JSON');
  const guid = guidOf(document);
  if (guid === null) return no('У документа нет Ref_Key');
  const at = textOf(document['Date']);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(at) || at.startsWith(NO_DATE.slice(0, 10)))
    return no(`У документа ${guid} нет даты`);
  const goods = listOf(first(document, names.goods)).map(readLine);
  if (goods.length > MOST_LINES) return no(`В документе ${guid} больше ${MOST_LINES} строк`);
  const bad = goods.findIndex((line) => line === null);
  if (bad >= 0) return no(`В строке ${bad + 1} документа ${guid} неверное число или нет номенклатуры`);
  const lines = namedLines(goods.flatMap((line) => line ?? []));
  const head = {
    guid,
    number: textOf(document['Number']),
    at: at.slice(0, 19),
    posted: document['Posted'] !== false && document['DeletionMark'] !== true,
    storeRef: refOf(first(document, names.store)),
    tillRef: refOf(document['КассаККМ_Key']),
    cashier: refOf(document['Кассир_Key']),
  };
  const of = saleOf(document);
  if (isReturn(document, of)) return { ok: true, value: { ...head, type: 'return', of, lines } };
  return { ok: true, value: { ...head, type: 'sale', ...soldOf(document), lines } };
}

const isReturn = (document: JsonObject, of: string): boolean =>
  textOf(document['odata.type']).endsWith('Document_ЧекККМВозврат') ||
  textOf(document['ВидОперации']) === 'Возврат' ||
  of !== '';

function soldOf(document: JsonObject): Pick<SoldDocument, 'card' | 'cardRef' | 'discounts' | 'codes'> {
  const card = first(document, names.card);
  return {
    card: isObject(card) ? textOf(first(card, names.cardNumber)) : '',
    cardRef: refOf(
      first(
        document,
        names.card.map((name) => `${name}_Key`),
      ),
    ),
    discounts: listOf(document['СкидкиНаценки']).flatMap((row) => {
      const amount = minorOf(fieldOf(row, 'Сумма'));
      const ref = refOf(fieldOf(row, 'СкидкаНаценка_Key') ?? fieldOf(row, 'СкидкаНаценка'));
      if (amount === null || amount <= 0 || ref === '') return [];
      return [{ line: textOf(fieldOf(row, 'КлючСвязи')), ref, amount }];
    }),
    codes: listOf(document['ПримененныеПромокоды'])
      .filter((row) => fieldOf(row, 'ЭтоАктивацияПромокода') !== true)
      .map((row) => textOf(fieldOf(row, 'Промокод')))
      .filter((code) => code !== '')
      .slice(0, 20),
  };
}

interface ReadLine extends SoldLine {
  readonly key: string;
}

function readLine(row: unknown, index: number): ReadLine | null {
  if (!isObject(row)) return null;
  const productId = refOf(row['Номенклатура_Key']);
  const quantity = thousandthsOf(row['Количество']);
  const packages = thousandthsOf(row['КоличествоУпаковок'] ?? row['Количество']);
  const sums = [row['Цена'], row['Сумма'], row['СуммаАвтоматическойСкидки']].map(minorOf);
  const [price, sum, automatic] = sums;
  const [manual, bonus] = [minorOf(first(row, names.manual)), minorOf(first(row, names.bonus))];
  if (productId === '' || quantity === null || manual === null || bonus === null) return null;
  if (price === undefined || sum == null || automatic == null) return null;
  const whole = grossOf(price, packages);
  if (whole === null) return null;
  return {
    id: textOf(row['LineNumber']) || String(index + 1),
    key: textOf(row['КлючСвязи']),
    productId,
    quantity,
    amount: beforeDiscounts({ gross: whole - manual, sum, automatic, bonus }),
    automatic,
    bonus,
  };
}

interface Sums {
  readonly gross: number;
  readonly sum: number;
  readonly automatic: number;
  readonly bonus: number;
}

/**
 * In some configurations the sum of a line has what points paid off already, in others not yet: price times quantity tells which it
 * is. Where neither adds up, a line was priced in a way of its own, and its sum is what there is to go by.
 */
function beforeDiscounts({ gross, sum, automatic, bonus }: Sums): number {
  const near = (one: number, other: number): boolean => Math.abs(one - other) <= 1;
  if (near(sum, gross - automatic)) return sum + automatic;
  return sum + automatic + bonus;
}

/** Lines are called by the key that their discounts refer to, where each has one of its own; else by their number. */
function namedLines(lines: readonly ReadLine[]): SoldLine[] {
  const keys = new Set(lines.map(({ key }) => key));
  const byKey = keys.size === lines.length && !keys.has('') && !keys.has('0');
  return lines
    .filter(({ quantity }) => quantity !== 0)
    .map(({ key, id, ...line }) => ({ id: byKey ? key : id, ...line }));
}

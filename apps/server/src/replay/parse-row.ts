import { parseTime, type WrittenTime } from './parse-time.ts';

/** The columns a file must have; others are passed over. */
export const columns = [
  'receipt_id',
  'line_no',
  'timestamp',
  'member_id',
  'store_id',
  'product_id',
  'quantity',
  'amount_minor',
] as const;
export type Column = (typeof columns)[number];

/** A line of a receipt. */
export interface Row extends WrittenTime {
  readonly receiptId: string;
  readonly lineNo: string;
  /** null: nobody was recognised. */
  readonly memberId: string | null;
  readonly storeId: string;
  readonly productId: string;
  /** In thousandths. */
  readonly quantity: number;
  /** In minor units. */
  readonly amount: number;
}

export type Complain = (column: Column, reason: string) => void;

/** A row's fields as values; null after at least one complaint. */
export function parseRow(fieldOf: (column: Column) => string, complain: Complain): Row | null {
  const good = new Goodness(fieldOf, complain);
  const time = good.parsed('timestamp', timeOf, 'is not a time like 2026-11-22T19:05:00+03:00');
  const row = {
    receiptId: good.id('receipt_id'),
    lineNo: good.id('line_no'),
    memberId: fieldOf('member_id') === '' ? null : good.id('member_id'),
    storeId: good.id('store_id'),
    productId: good.id('product_id'),
    quantity: good.parsed('quantity', parseQuantity, 'is not a number of pieces with up to 3 decimals'),
    amount: good.parsed('amount_minor', parseAmount, 'is not a whole number of minor units'),
  };
  if (!good.yet || time === null || row.quantity === null || row.amount === null) return null;
  return { ...row, ...time, quantity: row.quantity, amount: row.amount };
}

const LONGEST_ID = 64;
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/;

class Goodness {
  yet = true;
  readonly #fieldOf: (column: Column) => string;
  readonly #complain: Complain;

  constructor(fieldOf: (column: Column) => string, complain: Complain) {
    this.#fieldOf = fieldOf;
    this.#complain = complain;
  }

  id(column: Column): string {
    const text = this.#fieldOf(column);
    if (text.trim() === '') this.#bad(column, 'is empty');
    else if (text.length > LONGEST_ID) this.#bad(column, `is longer than ${LONGEST_ID} characters`);
    else if (CONTROL.test(text)) this.#bad(column, 'has a control character');
    return text;
  }

  parsed<Value>(column: Column, parse: (text: string) => Value | null, wrong: string): Value | null {
    const text = this.#fieldOf(column);
    const value = parse(text);
    if (value === null) this.#bad(column, `${JSON.stringify(text.slice(0, LONGEST_ID))} ${wrong}`);
    return value;
  }

  #bad(column: Column, reason: string): void {
    this.yet = false;
    this.#complain(column, reason);
  }
}

/** Lines of a receipt follow one another and share their time. */
let last: { text: string; time: WrittenTime | null } = { text: '', time: null };
function timeOf(text: string): WrittenTime | null {
  if (text !== last.text) last = { text, time: parseTime(text) };
  return last.time;
}

/** What the contract lets a receipt have, and far from where numbers stop being exact. */
const LARGEST = 1_000_000_000_000;

/** `1.25` is 1250; decimals beyond the third would be lost, so they must be zero. */
export function parseQuantity(text: string): number | null {
  const [, sign, pieces = '', decimals = ''] = /^([+-]?)(\d{1,13})(?:\.(\d+))?$/.exec(text) ?? [];
  if (sign === undefined || /[^0]/.test(decimals.slice(3))) return null;
  const size = Number(pieces) * 1000 + Number(decimals.padEnd(3, '0').slice(0, 3));
  return signed(sign, size);
}

export function parseAmount(text: string): number | null {
  const [, sign, digits] = /^([+-]?)(\d{1,13})$/.exec(text) ?? [];
  return sign === undefined ? null : signed(sign, Number(digits));
}

/** Never -0, which JSON would tell from 0. */
function signed(sign: string, size: number): number | null {
  if (size > LARGEST) return null;
  return sign === '-' && size !== 0 ? -size : size;
}

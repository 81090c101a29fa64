import { parseCardNumber } from '../cards/card-number.ts';
import { parsePhone } from '../members/phone.ts';
import { foldWords } from './fold.ts';
import { otherLayout } from './keyboard.ts';

/** All that a text in the search box may mean; what it cannot mean is absent. */
export interface Readings {
  /** Words of a name, as they are compared: as it was typed, then as the other keyboard layout has it. */
  readonly names: readonly (readonly string[])[];
  /** E.164. */
  readonly phone?: string;
  readonly card?: string;
  /** The end of a phone or a card, from its end: `5581` of …18-55. With a name, it must fit as well. */
  readonly ending?: string;
  /** How an e-mail begins, in small letters. */
  readonly email?: string;
  /** A member's or a receipt's. */
  readonly id?: string;
  readonly receipt?: ReceiptReading;
}

export interface ReceiptReading {
  readonly number: string;
  /** Of a fiscal QR code: what was paid, in minor units, and the day in the till's own time. */
  readonly paid?: number;
  readonly day?: string;
}

const FEWEST_DIGITS = 4;
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What somebody may look for by this. Pure: the tests try every writing. */
export function readingsOf(typed: string): Readings {
  const text = typed.normalize('NFC').trim();
  if (ID.test(text)) return { names: [], id: text.toLowerCase() };
  const fiscal = fiscalReceipt(text);
  if (fiscal) return { names: [], receipt: fiscal };
  const other = otherLayout(text);
  const email = [text, other ?? ''].find((one) => /^[^\s@]+@\S*$/.test(one));
  if (email !== undefined) return { names: [], email: email.toLowerCase() };
  const letters = text.replaceAll(/[\p{N}+()]/gu, ' ');
  const names = namesOf(letters, otherLayout(letters));
  const digits = text.replaceAll(/\D/g, '');
  if (names.length > 0) {
    const number = /^\S*\d\S*$/.test(text) ? { receipt: { number: text } } : {};
    return { names, ...(digits.length >= FEWEST_DIGITS - 1 && { ending: reversed(digits) }), ...number };
  }
  return { names: [], ...numbersOf(text, digits) };
}

function numbersOf(text: string, digits: string): Omit<Readings, 'names'> {
  if (digits === '') return {};
  const phone = digits.length < 10 ? null : parsePhone(text);
  const card = parseCardNumber(digits);
  return {
    ...(phone !== null && { phone }),
    ...(card !== null && { card }),
    ...(digits.length >= FEWEST_DIGITS && digits.length <= 15 && { ending: reversed(digits) }),
    ...(digits.length <= 64 && { receipt: { number: digits } }),
  };
}

function namesOf(...texts: readonly (string | null)[]): string[][] {
  const all = texts.map((text) => foldWords(text ?? '')).filter((words) => words.length > 0);
  return all.filter((words, at) => all.findIndex((one) => one.join(' ') === words.join(' ')) === at);
}

/** `t=20261122T1905&s=8187.00&fn=…&i=123&fp=…&n=1`, as the QR code of a fiscal receipt says it. */
function fiscalReceipt(text: string): ReceiptReading | null {
  if (!/^[a-z]+=[^&]*(?:&[a-z]+=[^&]*)+$/i.test(text)) return null;
  const said = new URLSearchParams(text);
  const number = said.get('i');
  if (number === null || !/^\d{1,20}$/.test(number)) return null;
  const [, year, month, dayOfMonth] = /^(\d{4})(\d\d)(\d\d)/.exec(said.get('t') ?? '') ?? [];
  const [, roubles, kopecks = '0'] = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(said.get('s') ?? '') ?? [];
  return {
    number,
    ...(dayOfMonth !== undefined && { day: `${year}-${month}-${dayOfMonth}` }),
    ...(roubles !== undefined && { paid: Number(roubles) * 100 + Number(kopecks.padEnd(2, '0')) }),
  };
}

const reversed = (text: string): string => Array.from(text).reverse().join('');

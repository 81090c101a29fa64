import { randomInt } from 'node:crypto';

/** The 13 digits of a card number as printed or scanned; null when it is not an EAN-13 with a right check digit. */
export function parseCardNumber(written: string): string | null {
  const digits = written.replaceAll(/[ -]/g, '');
  if (!/^\d{13}$/.test(digits)) return null;
  return checkDigit(digits.slice(0, 12)) === digits[12] ? digits : null;
}

export const isOfChain = (number: string, prefixes: readonly string[]): boolean =>
  prefixes.some((prefix) => number.startsWith(prefix));

/** A new number in the range of `prefix`. Random, so that one card does not tell the next; uniqueness is the database's. */
export function newCardNumber(prefix: string): string {
  let body = prefix;
  while (body.length < 12) body += String(randomInt(10));
  return body + checkDigit(body);
}

/** GS1 General Specifications 7.9: weights 1 and 3 alternate from the left of the twelve digits. */
export function checkDigit(twelve: string): string {
  const sum = Array.from(twelve).reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
    0,
  );
  return String((10 - (sum % 10)) % 10);
}

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

/** GS1 General Specifications 7.9: weights 3 and 1 alternate from the right of what comes before the check digit. */
export function checkDigit(digits: string): string {
  const sum = Array.from(digits).reduce(
    (total, digit, index) => total + Number(digit) * ((digits.length - index) % 2 === 1 ? 3 : 1),
    0,
  );
  return String((10 - (sum % 10)) % 10);
}

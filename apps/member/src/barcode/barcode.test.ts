import { describe, expect, test } from 'vitest';
import { code128, type Widths } from './code128.ts';
import { ean13 } from './ean13.ts';
import { importSeed, rotatingDigits, stepAt } from './rotating-code.ts';

const modules = (widths: Widths): number => widths.reduce((sum, width) => sum + width, 0);
/** 1 is a module of ink. */
const drawn = (widths: Widths): string =>
  widths.map((width, index) => (index % 2 === 0 ? '1' : '0').repeat(width)).join('');

describe('Code 128', () => {
  test('has eleven modules a symbol, and thirteen for the stop', () => {
    for (let pair = 0; pair < 100; pair++) {
      const widths = code128(String(pair).padStart(2, '0'));
      expect(modules(widths)).toBe(3 * 11 + 13);
      expect(modules(widths.slice(6, 12))).toBe(11);
    }
    expect(modules(code128('290044170835912647'))).toBe(134);
  });

  test('writes no two pairs alike', () => {
    const pairs = Array.from({ length: 100 }, (_, pair) =>
      code128(String(pair).padStart(2, '0')).slice(6, 12).join(''),
    );
    expect(new Set(pairs).size).toBe(100);
  });
});

describe('EAN-13', () => {
  test('is the one of the specification: 5901234123457', () => {
    const bits =
      '101' +
      '0001011' +
      '0100111' +
      '0110011' +
      '0010011' +
      '0111101' +
      '0011101' +
      '01010' +
      '1100110' +
      '1101100' +
      '1000010' +
      '1011100' +
      '1001110' +
      '1000100' +
      '101';
    expect(drawn(ean13('5901234123457'))).toBe(bits);
  });

  test.each(['2101000000019', '0012345678905', '9780201379624'])('%s has 95 modules', (digits) =>
    expect(modules(ean13(digits))).toBe(95),
  );
});

describe('B5 the rotating code', () => {
  test('is made as the server makes it: RFC 6238 with SHA-256', async () => {
    const seed = new TextEncoder().encode('12345678901234567890123456789012');
    const key = await importSeed(btoa(String.fromCodePoint(...seed)));
    const digits = await rotatingDigits({ reference: '12345678', key }, stepAt(59_000));
    expect(digits).toMatch(/^29123456786119246\d$/);
    // GS1's check digit: weights 3 and 1 from the right.
    const sum = Array.from(digits, Number).reduce(
      (total, digit, place) => total + digit * (place % 2 ? 1 : 3),
      0,
    );
    expect(sum % 10).toBe(0);
  });

  test('is another every half minute', () => {
    expect([0, 29_999, 30_000].map(stepAt)).toEqual([0, 0, 1]);
  });
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { utf8 } from './utf8.ts';

test('any JSON is the same bytes as Buffer.from gives', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
      (text) => {
        const json = JSON.stringify({ [text]: [text, 'Скидка на молоко', '😀'] });
        expect(utf8(json).equals(Buffer.from(json))).toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});

test('nothing is no bytes', () => {
  expect(utf8('')).toHaveLength(0);
});

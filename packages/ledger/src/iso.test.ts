import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { iso } from './iso.ts';

const END = 8.64e15;
const byDate = (at: number): string => new Date(at).toISOString();

test('an instant has the text that a Date gives it, in any year and at any millisecond', () => {
  fc.assert(
    fc.property(fc.oneof(fc.integer({ min: -END, max: END }), fc.integer({ min: 0, max: 4e12 })), (at) => {
      expect(iso(at)).toBe(byDate(at));
    }),
    { numRuns: 5000 },
  );
});

test.each([
  0,
  -1,
  -END,
  END,
  Date.UTC(2024, 1, 29),
  Date.UTC(2024, 2, 1) - 1,
  Date.UTC(9999, 11, 31, 23, 59, 59, 999),
  Date.UTC(10_000, 0, 1),
  -62_198_755_200_000,
  1.9,
  -1.9,
])('%d is written as a Date writes it', (at) => {
  expect(iso(at)).toBe(byDate(at));
});

test.each([NaN, Infinity, END + 86_400_000, -END - 1])('%d is no instant', (at) => {
  expect(() => iso(at)).toThrow(RangeError);
});

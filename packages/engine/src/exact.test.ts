import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { divide, floorDiv, multiplyCeil, multiplyFloor } from './exact.ts';

const MOST = Number.MAX_SAFE_INTEGER;

/** Where rounding would show: at, and one beside, a multiple of the divisor, up to 2^53. */
const anyDivision = fc
  .tuple(fc.integer({ min: 1, max: MOST }), fc.nat(MOST), fc.integer({ min: -1, max: 1 }))
  .map(([divisor, wanted, beside]) => {
    const value = BigInt(wanted) - (BigInt(wanted) % BigInt(divisor)) + BigInt(beside);
    return { divisor, value: Math.min(MOST, Math.max(0, Number(value))) };
  });

test('a quotient is what whole numbers of any size give, also next to a multiple of the divisor', () => {
  fc.assert(
    fc.property(anyDivision, fc.integer({ min: 1, max: 1000 }), ({ divisor, value }, small) => {
      for (const by of [divisor, small]) {
        expect(floorDiv(value, by)).toBe(Number(BigInt(value) / BigInt(by)));
        expect(floorDiv(-value, by)).toBe(-Number((BigInt(value) + BigInt(by) - 1n) / BigInt(by)) + 0);
      }
    }),
    { numRuns: 2000 },
  );
});

test('a product beyond 2^53 is divided exactly', () => {
  fc.assert(
    fc.property(fc.nat(MOST), fc.nat(1e7), fc.integer({ min: 1, max: 1e9 }), (large, factor, by) => {
      fc.pre(BigInt(large) * BigInt(factor) <= BigInt(MOST) * BigInt(by) - BigInt(by));
      const product = BigInt(large) * BigInt(factor);
      const [quotient, remainder] = [Number(product / BigInt(by)), Number(product % BigInt(by))];
      expect(divide(large, factor, by)).toEqual({ quotient, remainder });
      expect(multiplyFloor(large, factor, by)).toBe(quotient);
      expect(multiplyCeil(large, factor, by)).toBe(quotient + (remainder === 0 ? 0 : 1));
    }),
    { numRuns: 2000 },
  );
});

test('nothing is minus zero', () => {
  expect(Object.is(floorDiv(-0, 7), 0)).toBe(true);
});

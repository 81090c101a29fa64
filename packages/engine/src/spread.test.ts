import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { spread, type Claim } from './spread.ts';

type Share = Readonly<Record<keyof Claim<unknown>, number>>;

const asSaid: Claim<Share> = {
  weight: ({ weight }) => weight,
  cap: ({ cap }) => cap,
  rank: ({ rank }) => rank,
};

const anyShares: fc.Arbitrary<Share[]> = fc
  .array(fc.record({ weight: fc.nat(1e12), cap: fc.nat(1e12) }), { maxLength: 12 })
  .map((shares) => shares.map(({ weight, cap }, rank) => ({ weight, cap, rank })));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

test('a kopeck that does not divide goes to the largest remainder, then to the lower rank', () => {
  const shares = [3, 3, 1].map((weight, index) => ({ weight, cap: 100, rank: 2 - index }));
  expect(spread(10, shares, asSaid)).toEqual([4, 4, 2]);
  expect(spread(1, shares, asSaid)).toEqual([0, 1, 0]);
});

test('what a capped share cannot take goes to the others', () => {
  const shares = [
    { weight: 10, cap: 1, rank: 0 },
    { weight: 10, cap: 100, rank: 1 },
    { weight: 20, cap: 100, rank: 2 },
  ];
  expect(spread(31, shares, asSaid)).toEqual([1, 10, 20]);
});

test('the parts add up, and none passes its cap', () => {
  fc.assert(
    fc.property(fc.nat(1e13), anyShares, (total, shares) => {
      const parts = spread(total, shares, asSaid);
      const room = sum(shares.filter(({ weight }) => weight > 0).map(({ cap }) => cap));
      expect(sum(parts)).toBe(Math.min(total, room));
      expect(parts.every((part, index) => part >= 0 && part <= (shares[index]?.cap ?? 0))).toBe(true);
    }),
  );
});

test('without caps a part is within one of its exact share', () => {
  fc.assert(
    fc.property(
      fc.nat(1e9),
      fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 1 }),
      (total, weights) => {
        const parts = spread(
          total,
          weights.map((weight, rank) => ({ weight, cap: total, rank })),
          asSaid,
        );
        const all = sum(weights);
        const near = parts.every(
          (part, index) => Math.abs(part - (total * (weights[index] ?? 0)) / all) < 1 + 1e-6,
        );
        expect(near).toBe(true);
      },
    ),
  );
});

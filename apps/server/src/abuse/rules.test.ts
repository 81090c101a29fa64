import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  binomialTail,
  negativeBinomialTail,
  normalQuantile,
  normalTail,
  poissonBinomialTail,
  poissonTail,
  together,
} from './chance.ts';
import type { ReceiptFact } from './facts.ts';
import { findAbuse } from './find-abuse.ts';
import { usualParameters } from './parameters.ts';
import { repeatsOf, repeatsTail } from './rules/repeats.ts';
import { shortlist } from './shortlist.ts';
import { suspicionKey, type Tested } from './suspicion.ts';

const chance = fc.double({ min: 0.001, max: 0.999, noNaN: true });

describe('D8 chances', () => {
  test('trials with one chance for all are binomial', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        chance,
        (count, trials, p) => {
          const one = binomialTail(count, trials, p);
          expect(
            poissonBinomialTail(
              count,
              Array.from({ length: trials }, () => p),
            ),
          ).toBeCloseTo(one, 9);
          expect(one).toBeGreaterThanOrEqual(binomialTail(count + 1, trials, p));
        },
      ),
    );
  });

  test('a spread without end is Poisson, and a wide one has more in its tail', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.double({ min: 0.01, max: 8, noNaN: true }),
        (count, mean) => {
          const poisson = poissonTail(count, mean);
          expect(negativeBinomialTail(count, mean, 1e9)).toBeCloseTo(poisson, 5);
          const wider = negativeBinomialTail(count, mean, 1) / poisson;
          expect(count > mean * 3 + 3 ? wider : 2).toBeGreaterThan(1);
        },
      ),
    );
  });

  test('known values', () => {
    expect(normalTail(1.959_964)).toBeCloseTo(0.025, 6);
    expect(normalTail(6) / 9.865_876e-10).toBeCloseTo(1, 5);
    expect(normalQuantile(0.025)).toBeCloseTo(1.959_964, 5);
    expect(poissonTail(3, 1)).toBeCloseTo(0.080_301, 6);
    expect(together([0.05, 0.05])).toBeCloseTo(0.017_479, 6);
  });

  test('repeats: what a whole chain does is likely, and a number that one of many does is not made usual by them', () => {
    const usual = repeatsOf([
      ...Array.from({ length: 950 }, () => [1]),
      ...Array.from({ length: 50 }, () => [2]),
      Array.from({ length: 300 }, () => 30),
    ]);
    expect(usual.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
    expect(repeatsTail(usual, 20, 1)).toBeGreaterThan(0.5);
    expect(repeatsTail(usual, 1, 29)).toBeLessThan(1e-15);
    expect(repeatsTail(usual, 40, 2)).toBeGreaterThan(repeatsTail(usual, 20, 2));
  });
});

describe('D8 the list of suspicions stays short', () => {
  const tested = (chances: readonly number[]): Tested[] =>
    chances.map((one, index) => ({
      rule: 'merges',
      subject: { kind: 'member', memberId: String(index) },
      chance: one,
      evidence: () => ({ figures: {}, members: [], traces: [] }),
    }));
  const even = Array.from({ length: 5000 }, (_, index) => (index + 0.5) / 5000);

  test('where only chance is at work nobody is told of', () => {
    expect(shortlist(tested(even), 0.1)).toEqual([]);
    // A rule whose picture of chance is too simple is widened, not believed.
    expect(shortlist(tested(even.map((one) => one ** 1.6)), 0.1)).toEqual([]);
  });

  test('those who stand out are told of among thousands, and nobody else', () => {
    const found = shortlist(tested([...even, 1e-9, 1e-7, 1e-12]), 0.1);
    expect(found.map(({ subject }) => subject)).toEqual(
      [5002, 5000, 5001].map((index) => ({ kind: 'member', memberId: String(index) })),
    );
    expect(found[0]?.byChance).toBeCloseTo(5e-9, 8);
  });
});

describe('D8 rules', () => {
  const receipt = fc.record({
    memberId: fc.constantFrom(null, 'anna', 'boris', 'vera'),
    storeId: fc.constantFrom('S-1', 'S-2'),
    tillId: fc.constantFrom('1', '2'),
    cashier: fc.constantFrom(null, '1', '2', '3'),
    at: fc.integer({ min: 0, max: 28 * 86_400_000 }),
    type: fc.constantFrom('sale' as const, 'sale' as const, 'return' as const),
    owed: fc.constantFrom(0, 0, 5),
  });
  const history = fc.array(receipt, { maxLength: 80 }).map((all) =>
    all.map((one, index): ReceiptFact => ({
      ...one,
      receiptId: String(index),
      ofReceiptId: null,
      offsetMinutes: 180,
      paid: 100,
      earned: 5,
      spent: 0,
    })),
  );
  const places = [
    { storeId: 'S-1', latitude: 55.75, longitude: 37.62 },
    { storeId: 'S-2', latitude: 59.94, longitude: 30.31 },
  ];
  const find = (receipts: readonly ReceiptFact[]) =>
    findAbuse(
      { receipts, places, grants: [], signUps: [], merges: [] },
      { ...usualParameters, falsePercent: 50 },
    );

  test('any history has an answer, the same in whatever order it is told, with figures that are numbers', () => {
    fc.assert(
      fc.property(
        history.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          const [found, again] = [find(all), find(shuffled)];
          expect(new Set(again.map(suspicionKey))).toEqual(new Set(found.map(suspicionKey)));
          for (const { figures, chance: one, traces } of found) {
            expect(Object.values(figures).every(Number.isFinite)).toBe(true);
            expect(one).toBeGreaterThanOrEqual(0);
            expect(traces.length).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a week or a clock’s zone further on the same is found', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 8 }), (all, weeks) => {
        const moved = all.map((one) => ({ ...one, at: one.at + weeks * 7 * 86_400_000 }));
        expect(find(moved).map(suspicionKey)).toEqual(find(all).map(suspicionKey));
      }),
      { numRuns: 30 },
    );
  });
});

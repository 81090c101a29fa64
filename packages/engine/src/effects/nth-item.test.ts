import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calculate } from '../calculate.ts';
import type { Calculation } from '../calculation.ts';
import type { BasketLine } from '../basket.ts';
import { basket, compiled, document, line, promotion } from '../testing/receipts.ts';

function withGift(
  effect: Readonly<Record<string, number>>,
  ...others: readonly unknown[]
): ReturnType<typeof compiled> {
  const gift = promotion({ type: 'buy-get-free', buy: 2, free: 1, ...effect }, { id: 'gift' });
  return compiled(document({ promotions: [gift, ...others] }));
}

const threeForTwo = withGift({});

const ask = (programme: ReturnType<typeof compiled>, lines: readonly BasketLine[]): Calculation =>
  calculate(programme, { basket: basket(lines), member: null, wish: 'none' });

/** The rule told plainly: every unit by itself, lined up from the dearest, cut into groups. */
function plainly(units: readonly number[], { buy, free }: { buy: number; free: number }): number {
  const lineUp = units.toSorted((a, b) => b - a);
  let saved = 0;
  for (let start = 0; start + buy + free <= lineUp.length; start += buy + free) {
    saved += lineUp.slice(start + buy, start + buy + free).reduce((sum, price) => sum + price, 0);
  }
  return saved;
}

const goods = fc.array(
  fc.record({
    price: fc.integer({ min: 1, max: 50 }).map((hundreds) => hundreds * 100),
    units: fc.integer({ min: 1, max: 12 }),
  }),
  { minLength: 1, maxLength: 6 },
);
const rule = fc.record({ buy: fc.integer({ min: 1, max: 4 }), free: fc.integer({ min: 1, max: 3 }) });

const byId = ({ lines }: Calculation): unknown => lines.toSorted((a, b) => (a.id < b.id ? -1 : 1));

const linesOf = (given: readonly { price: number; units: number }[], floor = 0): BasketLine[] =>
  given.map(({ price, units }, index) =>
    line(price * units, { id: `l${index}`, product: `p${price}`, units, floor }),
  );

describe('U3 every n-th item', () => {
  const second = compiled(
    document({ promotions: [promotion({ type: 'nth-item', every: 2, rate: 5000 }, { id: 'second' })] }),
  );

  test('the cheapest of each group at a rate off, spread over the group', () => {
    const lines = [line(30_000, { id: 'a' }), line(10_000, { id: 'b' }), line(9000, { id: 'c' })];
    const { lines: answered, missed } = ask(second, lines);
    expect(answered.map(({ paid }) => paid)).toEqual([26_250, 8750, 9000]);
    expect(missed).toMatchObject([{ because: { type: 'add-units', units: 1 } }]);
  });

  test('wholly off it is a gift', () => {
    fc.assert(
      fc.property(goods, fc.integer({ min: 2, max: 5 }), (given, every) => {
        const effect = { type: 'nth-item', every, rate: 10_000 };
        const nth = compiled(document({ promotions: [promotion(effect, { id: 'gift' })] }));
        const free = withGift({ buy: every - 1, free: 1 });
        expect(ask(nth, linesOf(given))).toEqual(ask(free, linesOf(given)));
      }),
    );
  });
});

describe('U3 gifts: of every buy + free units the cheapest cost nothing', () => {
  test('as many times as there are complete groups (medusa#13265: no multiples)', () => {
    const { totals, fired } = ask(threeForTwo, [line(70_000, { units: 7 })]);
    expect(totals.discount).toBe(20_000);
    expect(fired[0]?.times).toBe(2);
  });

  test('the order of scanning changes nothing (medusa#13431)', () => {
    fc.assert(
      fc.property(goods, rule, fc.infiniteStream(fc.nat()), (given, effect, keys) => {
        const programme = withGift(effect);
        const lines = linesOf(given);
        const shuffled = lines
          .map((each) => ({ each, key: keys.next().value }))
          .sort((a, b) => a.key - b.key);
        expect(
          byId(
            ask(
              programme,
              shuffled.map(({ each }) => each),
            ),
          ),
        ).toEqual(byId(ask(programme, lines)));
      }),
      { numRuns: 300 },
    );
  });

  test('no price falls below zero or below its floor (medusa#8829)', () => {
    const heavy = withGift(
      { buy: 1, free: 3 },
      promotion({ type: 'basket-amount', amount: 1e9 }, { id: 'rest' }),
    );
    fc.assert(
      fc.property(goods, fc.integer({ min: 0, max: 3000 }), (given, floor) => {
        const lines = linesOf(given, floor);
        for (const [index, { paid, amount }] of ask(heavy, lines).lines.entries()) {
          const floors = floor * (given[index]?.units ?? 0);
          expect(paid).toBeGreaterThanOrEqual(Math.min(floors, amount));
        }
      }),
    );
  });

  test('two gifts on the same goods: the second is reckoned on what the first left (medusa#11258)', () => {
    const second = promotion({ type: 'buy-get-free', buy: 1, free: 1 }, { id: 'second' });
    const both = withGift({}, second);
    const { totals, fired } = ask(both, [line(60_000, { units: 6 })]);
    expect(fired.map(({ discount, times }) => [discount, times])).toEqual([
      [20_000, 2],
      [20_000, 3],
    ]);
    expect(totals.paid).toBe(20_000);
  });

  test('the same as counting every unit by itself', () => {
    fc.assert(
      fc.property(goods, rule, (given, effect) => {
        const units = given.flatMap(({ price, units: many }) => Array.from({ length: many }, () => price));
        expect(ask(withGift(effect), linesOf(given)).totals.discount).toBe(plainly(units, effect));
      }),
      { numRuns: 500 },
    );
  });

  test('the saving is spread over the group in proportion to price, so keeping the gift gains nothing', () => {
    const lines = [line(20_000, { id: 'a' }), line(10_000, { id: 'b' }), line(10_000, { id: 'c' })];
    expect(ask(threeForTwo, lines).lines.map(({ paid }) => paid)).toEqual([15_000, 7500, 7500]);
  });

  test('a billion units a line take no longer than one', () => {
    const lines = [1, 2, 3].map((price) =>
      line(price * 1_000_000_000, { id: `l${price}`, units: 1_000_000_000 }),
    );
    const { totals, fired } = ask(threeForTwo, lines);
    expect(fired[0]?.times).toBe(1_000_000_000);
    // 333 333 333 gifts at 3, one at 2 (of 3 + 2 + 2), 333 333 332 at 2, one at 1 (of 2 + 2 + 1), 333 333 333 at 1.
    expect(totals.discount).toBe(2_000_000_000 - 1);
  });

  test('at most `times` groups, the dearest ones', () => {
    const lines = [line(30_000, { id: 'dear', units: 3 }), line(300, { id: 'cheap', units: 3 })];
    const { totals, missed } = ask(withGift({ times: 1 }), lines);
    expect(totals.discount).toBe(10_000);
    expect(missed).toEqual([]);
  });

  test('goods by weight take no part', () => {
    const lines = [line(20_000, { units: 2 }), line(100, { id: 'cheese', thousandths: 1500 })];
    expect(ask(threeForTwo, lines).totals.discount).toBe(0);
  });

  test('a unit price that does not come out even loses less than a kopeck for each gift', () => {
    expect(ask(threeForTwo, [line(10_000, { units: 3 })]).totals.discount).toBe(3333);
    expect(ask(threeForTwo, [line(20_000, { units: 6 })]).totals.discount).toBe(6666);
  });
});

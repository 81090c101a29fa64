import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BasketLine } from './basket.ts';
import { calculate } from './calculate.ts';
import { minor, points, thousandths } from './number.ts';
import { cancelDue } from './returns.ts';
import { basket, compiled, document, member, named } from './testing/receipts.ts';

/** What the contract lets an amount, a price, a floor and a quantity be at most. */
const MOST = { amount: 1e12, quantity: 1e9 };

const amount = fc.oneof(
  fc.constantFrom(1, 2, 999, MOST.amount - 1, MOST.amount),
  fc.integer({ min: 0, max: MOST.amount }),
);
const quantity = fc.oneof(
  fc.constantFrom(1, 999, 1000, 1001, MOST.quantity - 1, MOST.quantity),
  fc.integer({ min: 1, max: MOST.quantity }),
);

const anyLine = fc.record({ amount, quantity, floor: fc.oneof(fc.constant(0), amount), back: fc.boolean() });
const anyLines = fc.array(anyLine, { minLength: 1, maxLength: 4 }).map((lines) =>
  lines.map((line, index): BasketLine => ({
    id: String(index),
    product: {
      id: String(index),
      category: [],
      brand: null,
      onSale: false,
      floor: minor(line.floor),
    },
    quantity: thousandths(line.back ? -line.quantity : line.quantity),
    amount: minor(line.back ? -line.amount : line.amount),
  })),
);

const anything = { fact: 'line.price', op: 'at-least', value: 0 };

/** As many kinds that count units as there are promotions. */
const kinds = [
  { id: 'bonus', name: named('B'), worth: 100, life: { never: true }, spending: { maxShare: 10_000 } },
  ...[0, 1, 2].map((index) => ({
    id: `stamps-${index}`,
    name: named('S'),
    worth: 1_000_000,
    life: { never: true },
  })),
];

/** Every effect that takes off an amount, at its extremes too. */
const anyEffect = fc.oneof(
  fc.record({ type: fc.constant('line-amount'), amount }),
  fc.record({ type: fc.constant('line-price'), price: amount }),
  fc.record({ type: fc.constant('basket-amount'), amount }),
  fc.record({ type: fc.constant('basket-price'), price: amount }),
  fc.record({ type: fc.constant('line-percent'), rate: fc.constantFrom(1, 9999, 10_000) }),
  fc.record({
    type: fc.constant('buy-get-free'),
    buy: fc.constantFrom(1, 1000),
    free: fc.constantFrom(1, 1000),
  }),
  fc.record({
    type: fc.constant('nth-item'),
    every: fc.constantFrom(2, 1000),
    rate: fc.constantFrom(1, 10_000),
  }),
  fc.record({
    type: fc.constant('bundle'),
    parts: fc.constantFrom(
      [{ lines: anything, units: 1000 }],
      [
        { lines: anything, units: 1 },
        { lines: anything, units: 2 },
      ],
    ),
    price: amount,
  }),
  fc.record({
    type: fc.constant('gift'),
    gift: fc.constant(anything),
    units: fc.constantFrom(1, 1000),
    for: fc.oneof(
      fc.record({ units: fc.constantFrom(1, 1000) }),
      fc.record({ from: fc.constantFrom(1, 1e12) }),
    ),
    price: amount,
  }),
  fc.record({
    type: fc.constant('spend-and-get'),
    from: fc.constantFrom(1, MOST.amount),
    get: fc.constantFrom({ discount: MOST.amount }, { kind: 'bonus', points: 1e9 }),
  }),
  fc.record({
    type: fc.constant('points-multiplier'),
    kind: fc.constant('bonus'),
    times: fc.constantFrom(10_001, 1_000_000),
  }),
  fc.record({ type: fc.constant('points-rate'), kind: fc.constant('bonus'), rate: fc.constant(10_000) }),
);

/** Any amounts that a line may have meet any that a rule may have: BigInt, which cannot overflow, says what is right. */
test('no line and no rule of the contract is too large to be reckoned exactly', () => {
  fc.assert(
    fc.property(anyLines, fc.array(anyEffect, { maxLength: 3 }), (lines, effects) => {
      const promotions = effects.map((effect, index) => ({
        id: `p${index}`,
        name: named('P'),
        priority: 0,
        effect: effect.type === 'nth-item' ? { ...effect, stamps: `stamps-${index}` } : effect,
      }));
      const facts = member({ balances: { bonus: points(MOST.amount), 'stamps-0': points(MOST.amount) } });
      const answer = calculate(compiled(document({ kinds, promotions })), {
        basket: basket(lines),
        member: facts,
        wish: 'most',
      });
      answer.lines.forEach((line, index) => {
        const { product, quantity: units, amount: before } = lines[index] ?? lineOfNothing();
        if (before <= 0) return;
        const floor = (BigInt(product.floor) * BigInt(units) + 999n) / 1000n;
        const least = floor < BigInt(before) ? floor : BigInt(before);
        expect(BigInt(line.paid)).toBeGreaterThanOrEqual(least);
      });
      const sold = answer.lines.map((calculated, index) => ({
        calculated,
        quantity: lines[index]?.quantity ?? thousandths(0),
        returned: thousandths(0),
      }));
      expect(cancelDue(sold).refund).toBe(answer.totals.paid);
    }),
    { numRuns: 1000 },
  );
});

function lineOfNothing(): never {
  throw new Error('the answer has a line that nobody asked for');
}

test.each([
  ['an amount off each unit takes the whole line', { type: 'line-amount', amount: 1e12 }, 0, 0],
  ['a price above that of the line takes nothing', { type: 'line-price', price: 1e12 }, 0, 5_000],
  ['nothing passes a floor above the price', { type: 'line-percent', rate: 10_000 }, 1e12, 5_000],
])('%s, however many units', (_, effect, floor, paid) => {
  const promotions = [{ id: 'p', name: named('P'), priority: 0, effect }];
  const line: BasketLine = {
    id: '1',
    product: { id: '1', category: [], brand: null, onSale: false, floor: minor(floor) },
    quantity: thousandths(1e9),
    amount: minor(5_000),
  };
  const question = { basket: basket([line]), member: null, wish: 'none' } as const;
  expect(calculate(compiled(document({ promotions })), question).totals.paid).toBe(paid);
});

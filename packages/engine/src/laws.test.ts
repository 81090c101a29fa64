import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Basket, BasketLine, MemberFacts, SpendWish } from './basket.ts';
import { calculate, type Question } from './calculate.ts';
import type { Calculation } from './calculation.ts';
import { minor, points, thousandths } from './number.ts';
import { cancelDue, returnDue, type ReturnDue, type SoldLine } from './returns.ts';
import { basket, compiled, document, member, named } from './testing/receipts.ts';

const food = { fact: 'line.category', op: 'within', value: ['food'] };
const is = (product: string): unknown => ({ fact: 'line.product', op: 'is', value: product });
const notOnSale = { fact: 'line.onSale', op: 'is', value: false };

const promotion = (id: string, effect: unknown, rest: object = {}): unknown => ({
  id,
  name: named(id),
  priority: 0,
  effect,
  ...rest,
});

/** Something of everything, so that the laws are asked of what can meet. */
const rules = document({
  kinds: [
    { id: 'promo', name: named('Promo'), worth: 37, life: { days: 30 }, spending: { maxShare: 5000 } },
    {
      id: 'bonus',
      name: named('Bonus'),
      worth: 100,
      life: { never: true },
      spending: { maxShare: 3000, lines: notOnSale },
    },
    { id: 'stamps', name: named('Stamps'), worth: 900, life: { months: 6 } },
  ],
  earning: [
    { id: 'all', name: named('All'), kind: 'bonus', rate: 700 },
    { id: 'food', name: named('Food'), kind: 'promo', rate: { gold: 900 }, lines: food },
  ],
  promotions: [
    promotion('gift', { type: 'buy-get-free', buy: 2, free: 1 }, { lines: food, priority: 5 }),
    promotion(
      'dear',
      { type: 'line-percent', rate: 1234 },
      { lines: { fact: 'line.price', op: 'at-least', value: 50_000 }, stacking: 'exclusive' },
    ),
    promotion('code', { type: 'basket-amount', amount: 7777 }, { codes: ['LUCK'], priority: 3 }),
    promotion('bundle', { type: 'basket-price', price: 99_999 }, { lines: food, priority: -1 }),
    promotion('third', { type: 'basket-percent', rate: 333 }, { priority: -2 }),
    promotion('more', { type: 'points-rate', kind: 'bonus', rate: 111 }),
    promotion('twice', { type: 'points-multiplier', kind: 'promo', times: 20_000 }, { lines: notOnSale }),
    promotion('thrice', { type: 'points-multiplier', kind: 'bonus', times: 31_234 }),
    promotion('tenth', { type: 'nth-item', every: 5, rate: 9000, stamps: 'stamps' }, { lines: is('milk') }),
    promotion('second', { type: 'nth-item', every: 2, rate: 5000 }, { lines: is('tea'), priority: 2 }),
    promotion('set', {
      type: 'bundle',
      parts: [
        { lines: is('boots'), units: 1 },
        { lines: is('ball'), units: 2 },
      ],
      price: 90_000,
    }),
    promotion(
      'present',
      { type: 'gift', gift: is('tea'), units: 1, for: { from: 60_000 }, price: 100 },
      { lines: food, priority: 4 },
    ),
    promotion('full', { type: 'spend-and-get', from: 70_000, get: { discount: 1234 } }, { priority: -3 }),
    promotion('stars', {
      type: 'spend-and-get',
      from: 50_001,
      get: { kind: 'promo', points: 7 },
      times: 3,
    }),
    promotion('fixed', { type: 'points', kind: 'promo', points: 55 }),
  ],
});
const programme = compiled(rules);

const anyLine = fc.record({
  product: fc.constantFrom('bread', 'milk', 'boots', 'ball', 'tea'),
  amount: fc.oneof(
    fc.integer({ min: -50_000, max: 500_000 }),
    fc.constant(0),
    fc.integer({ min: 1, max: 50 }),
  ),
  quantity: fc.oneof(
    fc.integer({ min: 1, max: 9 }).map((n) => n * 1000),
    fc.integer({ min: -2000, max: 5000 }),
  ),
  onSale: fc.boolean(),
  floor: fc.constantFrom(0, 0, 100, 5000),
});

const anyBasket: fc.Arbitrary<Basket> = fc
  .record({ lines: fc.array(anyLine, { maxLength: 8 }), code: fc.boolean() })
  .map(({ lines, code }) =>
    basket(
      lines.map(({ product, amount, quantity, onSale, floor }, index): BasketLine => ({
        id: `${index}`,
        product: {
          id: product,
          category: product === 'boots' || product === 'ball' ? ['sport'] : ['food'],
          brand: null,
          onSale,
          floor: minor(floor),
        },
        quantity: thousandths(quantity),
        amount: minor(amount),
      })),
      { codes: code ? [{ code: 'luck', singleUseOf: null }] : [] },
    ),
  );

const anyMember: fc.Arbitrary<MemberFacts | null> = fc
  .option(
    fc.record({
      promo: fc.integer({ min: -50, max: 9000 }),
      bonus: fc.integer({ min: -50, max: 9000 }),
      stamps: fc.integer({ min: -5, max: 12 }),
      gold: fc.boolean(),
    }),
  )
  .map((facts) =>
    facts === null
      ? null
      : member({
          level: facts.gold ? 'gold' : 'start',
          balances: { promo: points(facts.promo), bonus: points(facts.bonus), stamps: points(facts.stamps) },
        }),
  );

const anyWish: fc.Arbitrary<SpendWish> = fc.oneof(
  fc.constantFrom('none' as const, 'most' as const),
  fc.record({ promo: fc.nat(5000).map(points), bonus: fc.nat(5000).map(points) }),
);

const anyQuestion: fc.Arbitrary<Question> = fc.record({
  basket: anyBasket,
  member: anyMember,
  wish: anyWish,
});

const always = (holds: (answer: Calculation, question: Question) => void): void =>
  fc.assert(
    fc.property(anyQuestion, (question) => holds(calculate(programme, question), question)),
    { numRuns: 1000 },
  );

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

describe('laws of a calculation', () => {
  test('sums are exact to the kopeck', () =>
    always(({ lines, totals, spending, earning, fired }) => {
      for (const { amount, discounts, spent, paid } of lines) {
        expect(paid).toBe(
          amount - sum(discounts.map((part) => part.amount)) - sum(spent.map((part) => part.amount)),
        );
      }
      expect(totals.paid).toBe(totals.amount - totals.discount - totals.spent);
      expect(totals.discount).toBe(sum(fired.map(({ discount }) => discount)));
      expect(totals.spent).toBe(sum(spending.map(({ amount }) => amount)));
      for (const { kind, points: all, amount } of spending) {
        const parts = lines.flatMap(({ spent }) => spent.filter((part) => part.kind === kind));
        expect([sum(parts.map((part) => part.points)), sum(parts.map((part) => part.amount))]).toEqual([
          all,
          amount,
        ]);
      }
      for (const { source, points: all } of earning) {
        const parts = lines.flatMap(({ earned }) => earned.filter((part) => part.source === source));
        expect(sum(parts.map((part) => part.points))).toBe(all);
      }
    }));

  test('no price falls below zero or its floor, and none rises', () =>
    always(({ lines }, { basket: given }) => {
      for (const [index, { amount, paid }] of lines.entries()) {
        const { product, quantity } = given.lines[index] ?? { product: { floor: 0 }, quantity: 0 };
        const floor = quantity > 0 && amount > 0 ? (product.floor * quantity) / 1000 : amount;
        expect(paid).toBeGreaterThanOrEqual(Math.min(amount, floor));
        expect(paid).toBeLessThanOrEqual(amount);
      }
    }));

  test('points spent stay within balance, share, wish and the goods they may pay for', () =>
    always((answer, { member: who, wish, basket: given }) => {
      const total = Math.max(0, answer.totals.amount - answer.totals.discount);
      for (const { kind, points: spent, amount, most, available } of answer.spending) {
        expect(spent).toBeLessThanOrEqual(Math.min(most, available));
        expect(available).toBe(Math.max(0, who?.balances[kind] ?? 0));
        expect(amount).toBeLessThanOrEqual((total * (kind === 'promo' ? 5000 : 3000)) / 10_000);
        expect(spent).toBeLessThanOrEqual(wish === 'most' ? most : wish === 'none' ? 0 : (wish[kind] ?? 0));
        expect(wish !== 'most' || spent === most).toBe(true);
      }
      const paidOnSale = answer.lines.filter(
        ({ spent }, index) =>
          given.lines[index]?.product.onSale === true && spent.some(({ kind }) => kind === 'bonus'),
      );
      expect(paidOnSale).toEqual([]);
    }));

  test('the answer is JSON: what is stored is what was meant', () =>
    always((answer) => {
      expect(JSON.parse(JSON.stringify(answer))).toStrictEqual(answer);
    }));

  test('the same question has the same answer, byte for byte', () =>
    always((answer, question) => {
      expect(JSON.stringify(calculate(programme, throughJson(question)))).toBe(JSON.stringify(answer));
    }));

  test('the order of the lines changes nothing', () =>
    always((answer, question) => {
      const turned = {
        ...question,
        basket: { ...question.basket, lines: question.basket.lines.toReversed() },
      };
      const other = calculate(programme, turned);
      expect(other.lines.toReversed()).toEqual(answer.lines);
      expect([other.totals, other.spending, other.earning, other.level]).toEqual([
        answer.totals,
        answer.spending,
        answer.earning,
        answer.level,
      ]);
    }));

  test('a line that is closed to a promotion which alone would have been on it is told of', () => {
    const order = programme.promotions.map(({ promotion: { id } }) => id);
    const later = order.slice(order.indexOf('dear') + 1);
    const alone = later.map((id) => {
      const of = programme.promotions.filter(({ promotion: one }) => one.id === id);
      return { id, programme: compiled({ ...rules, promotions: of.map(({ promotion: one }) => one) }) };
    });
    let told = 0;
    always(({ lines, missed }, question) => {
      const closed = lines.filter(({ discounts }) => discounts.some(({ promotion: id }) => id === 'dear'));
      if (closed.length === 0) return;
      for (const { id, programme: one } of alone) {
        const wanted = calculate(one, question).fired[0]?.lines ?? [];
        const missing = closed.flatMap((line) => (wanted.includes(line.id) ? line.id : []));
        if (missing.length === 0) continue;
        told += 1;
        const taken = missed.flatMap(({ promotion: missedId, because }) =>
          missedId === id && because.type === 'taken' && because.by === 'dear' ? (because.lines ?? []) : [],
        );
        expect(taken).toEqual(expect.arrayContaining(missing));
      }
    });
    expect(told).toBeGreaterThan(300);
  });

  test('who earns nothing is told why, and nobody else', () =>
    always(({ earning, nothingEarned }, { member: who }) => {
      expect(nothingEarned !== null).toBe(who !== null && earning.length === 0);
    }));

  test('nobody earns on nothing', () =>
    always(({ totals, earning }, { member: who }) => {
      // Stamps are for units, however they are paid.
      const forMoney = earning.filter(({ kind }) => kind !== 'stamps');
      expect(forMoney.length === 0 || (who !== null && totals.paid > 0)).toBe(true);
      expect(earning.length === 0 || who !== null).toBe(true);
    }));
});

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what was a question is one after the way through JSON
const throughJson = (question: Question): Question => JSON.parse(JSON.stringify(question)) as Question;

const sold = (question: Question): SoldLine[] =>
  calculate(programme, question).lines.map((calculated, index) => ({
    calculated,
    quantity: question.basket.lines[index]?.quantity ?? thousandths(0),
    returned: thousandths(0),
  }));

/** Brings some of one line back; a step that asks for more than is left is no step. */
function giveBack(lines: SoldLine[], index: number, wanted: number): ReturnDue | null {
  const line = lines[index];
  if (line === undefined) return null;
  const answer = returnDue(lines, [{ id: line.calculated.id, quantity: thousandths(wanted) }]);
  if (!answer.ok) return null;
  lines[index] = { ...line, returned: thousandths(line.returned + wanted) };
  return answer.due;
}

const figures = (dues: readonly ReturnDue[]): unknown => {
  const pointsOf = (
    pick: (due: ReturnDue) => readonly { kind: string; source?: string; points: number }[],
  ): unknown => {
    const all = new Map<string, number>();
    for (const part of dues.flatMap(pick)) {
      const key = `${part.kind} ${part.source ?? ''}`;
      all.set(key, (all.get(key) ?? 0) + part.points);
    }
    return [...all].filter(([, many]) => many !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  };
  return {
    refund: sum(dues.map(({ refund }) => refund)),
    discount: sum(dues.map(({ discount }) => discount)),
    spent: pointsOf(({ spent }) => spent),
    earned: pointsOf(({ earned }) => earned),
  };
};

describe('B8 return algebra', () => {
  const steps = fc.array(fc.record({ line: fc.nat(7), part: fc.integer({ min: 1, max: 1000 }) }), {
    maxLength: 12,
  });

  test('any split and any order end where a cancel ends', () => {
    fc.assert(
      fc.property(anyQuestion, steps, (question, wanted) => {
        const lines = sold(question);
        const whole = cancelDue(lines);
        const dues = wanted.flatMap(({ line, part }) => {
          const left = (lines[line]?.quantity ?? 0) - (lines[line]?.returned ?? 0);
          return giveBack(lines, line, Math.ceil((left * part) / 1000)) ?? [];
        });
        expect(figures([...dues, cancelDue(lines)])).toEqual(figures([whole]));
      }),
      { numRuns: 1000 },
    );
  });

  test('a cancel gives back what was paid and spent, and takes back what was earned', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        // Goods brought back within the sale itself stay as they are.
        const bought = question.basket.lines.filter(({ quantity, amount }) => quantity > 0 && amount > 0);
        const given = { ...question, basket: { ...question.basket, lines: bought } };
        const { totals, spending, earning, stamps } = calculate(programme, given);
        const due = cancelDue(sold(given));
        expect(due.refund).toBe(totals.paid);
        expect(due.discount).toBe(totals.discount);
        expect(sum(due.spent.map(({ amount }) => amount))).toBe(totals.spent);
        expect(sum(due.spent.map(({ points: many }) => many))).toBe(
          sum([...spending, ...(stamps ?? [])].map(({ points: many }) => many)),
        );
        expect(sum(due.earned.map(({ points: many }) => many))).toBe(
          sum(earning.map(({ points: many }) => many)),
        );
      }),
    );
  });

  test('at no step has the customer more than what is kept deserves', () => {
    fc.assert(
      fc.property(anyQuestion, fc.nat(7), fc.integer({ min: 1, max: 1000 }), (question, index, part) => {
        const lines = sold(question);
        const line = lines[index];
        if (line === undefined || line.quantity <= 0) return;
        const wanted = Math.ceil((line.quantity * part) / 1000);
        const due = giveBack(lines, index, wanted);
        const kept = 1 - wanted / line.quantity;
        const earned = sum(line.calculated.earned.map(({ points: many }) => many));
        const tolerance = 1e-6;
        expect(earned - sum(due?.earned.map(({ points: many }) => many) ?? [])).toBeLessThanOrEqual(
          earned * kept + tolerance,
        );
        const fair = line.calculated.paid * (1 - kept);
        // What was paid below zero is owed by the customer, and is rounded towards zero as well.
        expect(Math.abs(due?.refund ?? 0)).toBeLessThanOrEqual(Math.abs(fair) + tolerance);
      }),
    );
  });
});

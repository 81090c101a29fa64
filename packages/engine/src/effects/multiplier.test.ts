import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calculate } from '../calculate.ts';
import type { Calculation } from '../calculation.ts';
import type { BasketLine } from '../basket.ts';
import { explain } from '../words/explain.ts';
import { namesOf } from '../names.ts';
import { cancelDue, returnDue } from '../returns.ts';
import { cashier, basket, compiled, document, line, member, named, promotion } from '../testing/receipts.ts';

const food = { fact: 'line.category', op: 'within', value: ['food'] };
const times = (id: string, many: number, rest: object = {}) =>
  promotion({ type: 'points-multiplier', kind: 'bonus', times: many }, { id, ...rest });
const rules = [
  { id: 'all', name: named('All'), kind: 'bonus', rate: 100 },
  { id: 'food', name: named('Food'), kind: 'bonus', rate: { gold: 333 }, lines: food },
];
const programmeWith = (...promotions: readonly unknown[]) =>
  compiled(document({ earning: rules, promotions }));

const ask = (programme: ReturnType<typeof compiled>, lines: readonly BasketLine[]): Calculation =>
  calculate(programme, { basket: basket(lines), member: member(), wish: 'none' });

const earned = ({ earning }: Calculation): Record<string, number> =>
  Object.fromEntries(earning.map(({ source, points }) => [source, points]));

const anyLines = fc
  .array(fc.record({ amount: fc.integer({ min: -200_000, max: 500_000 }), food: fc.boolean() }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((lines) =>
    lines.map(({ amount, food: is }, index) =>
      line(amount, { id: `${index}`, category: is ? ['food'] : [], units: amount < 0 ? -1 : 1 }),
    ),
  );

describe('U3 points multiplier', () => {
  test('several add up and never multiply: ×2 and ×3 give ×4', () => {
    const both = programmeWith(times('two', 20_000), times('three', 30_000));
    expect(earned(ask(both, [line(1_000_000)]))).toEqual({ all: 100, two: 100, three: 200 });
  });

  test('only the lines, and only what rules give: points of promotions are not multiplied', () => {
    const fixed = promotion({ type: 'points', kind: 'bonus', points: 500 }, { id: 'fixed' });
    const programme = programmeWith(fixed, times('double', 20_000, { lines: food }));
    const lines = [line(100_000, { id: 'bread', category: ['food'] }), line(100_000, { id: 'boots' })];
    expect(earned(ask(programme, lines))).toEqual({ all: 20, food: 33, fixed: 500, double: 43 });
  });

  test('over several rules exact, and rounded down once', () => {
    fc.assert(
      fc.property(anyLines, fc.integer({ min: 10_001, max: 50_000 }), (lines, many) => {
        const answer = ask(programmeWith(times('more', many)), lines);
        const sum = (all: readonly BasketLine[]) => all.reduce((total, { amount }) => total + amount, 0);
        if (sum(lines) <= 0) return;
        const base = (of: readonly BasketLine[]) =>
          Math.min(Math.max(0, sum(of)), sum(of.filter(({ amount }) => amount > 0)));
        const foods = lines.filter(({ product }) => product.category.length > 0);
        const exact =
          (BigInt(base(lines) * 100 + base(foods) * 333) * BigInt(many - 10_000)) / 10_000_000_000n;
        expect(earned(answer)['more'] ?? 0).toBe(Number(exact));
      }),
      { numRuns: 500 },
    );
  });

  test('each line carries what it was multiplied for, so that none can be kept that another earned', () => {
    const programme = programmeWith(times('ten', 100_000));
    const lines = [line(1_000_000, { id: 'bread', category: ['food'] }), line(1_000_000, { id: 'boots' })];
    const sold = ask(programme, lines).lines.map((calculated, index) => ({
      calculated,
      quantity: lines[index]?.quantity ?? line(0).quantity,
      returned: line(0, { units: 0 }).quantity,
    }));
    const back = returnDue(sold, [{ id: 'bread', quantity: line(0).quantity }]);
    const takenBack = back.ok ? back.due.earned.find(({ source }) => source === 'ten')?.points : 0;
    expect(takenBack).toBe(9 * 433);
    expect(cancelDue(sold).earned.find(({ source }) => source === 'ten')?.points).toBe(9 * 533);
  });

  test('the reason tells the multiplier', () => {
    const programme = programmeWith(times('half', 15_000));
    const why = explain(ask(programme, [line(1_000_000)]), namesOf(programme.programme), cashier('ru')).whole;
    expect(why[1]).toBe(
      '50 баллов: ×1,5 к баллам за 10\u00A0000\u00A0₽, оплаченные деньгами, «Акция», уровень «Золотой»',
    );
  });
});

import { describe, expect, test } from 'vitest';
import type { Basket, MemberFacts } from './basket.ts';
import type { Condition } from './condition.ts';
import { lineFactsOf, receiptFactsOf } from './facts.ts';
import { levelFor } from './levels.ts';
import { instant, minor } from './number.ts';
import { compileLineCondition, compileReceiptCondition, factsOf } from './predicate.ts';
import { basket, compiled, document, line, member, noon } from './testing/receipts.ts';

const { programme } = compiled(document());

const boots = line(60_000, {
  product: 'boots',
  category: ['Обувь', 'Ботинки'],
  brand: 'Север',
  units: 2,
});

interface Situation {
  readonly given?: Partial<Basket>;
  readonly who?: MemberFacts | null;
}

function holds(condition: Condition, { given = {}, who = member() }: Situation = {}): boolean {
  const lines = [lineFactsOf(boots), lineFactsOf(line(500, { thousandths: 500 }))];
  const level = who === null ? null : levelFor(programme, who.spend);
  const receipt = receiptFactsOf({ basket: basket([], given), lines, member: who, level });
  const [first] = lines;
  return first !== undefined && compileLineCondition(condition)(receipt, first);
}

describe('facts and operators', () => {
  test.each<[Condition, boolean]>([
    [{ fact: 'line.product', op: 'is', value: 'boots' }, true],
    [{ fact: 'line.product', op: 'in', value: ['shoes', 'hats'] }, false],
    [{ fact: 'line.category', op: 'within', value: ['Обувь'] }, true],
    [{ fact: 'line.category', op: 'within', value: ['Обувь', 'Ботинки', 'Зимние'] }, false],
    [{ fact: 'line.category', op: 'within', value: ['Ботинки'] }, false],
    [{ fact: 'line.brand', op: 'is', value: 'Север' }, true],
    [{ fact: 'line.onSale', op: 'is', value: false }, true],
    [{ fact: 'line.price', op: 'is', value: 30_000 }, true],
    [{ fact: 'line.price', op: 'more-than', value: 30_000 }, false],
    [{ fact: 'line.amount', op: 'at-least', value: 60_000 }, true],
    [{ fact: 'line.quantity', op: 'less-than', value: 2000 }, false],
    [{ fact: 'basket.amount', op: 'at-most', value: 60_500 }, true],
    [{ fact: 'basket.units', op: 'is', value: 2500 }, true],
    [{ fact: 'member.known', op: 'is', value: true }, true],
    [{ fact: 'member.level', op: 'in', value: ['gold'] }, true],
    [{ fact: 'member.spend', op: 'at-least', value: 20_000_000 }, true],
    [{ fact: 'member.receipts', op: 'less-than', value: 10 }, false],
    [{ fact: 'store.id', op: 'in', value: ['store-1'] }, true],
    [{ fact: 'time.date', op: 'between', value: { from: '2026-01-15', to: '2026-01-15' } }, true],
    [{ fact: 'time.date', op: 'from', value: '2026-01-16' }, false],
    [{ fact: 'time.date', op: 'until', value: '2026-01-15' }, true],
    [{ fact: 'time.ofDay', op: 'between', value: { from: '12:30', to: '13:00' } }, true],
    [{ fact: 'time.ofDay', op: 'between', value: { from: '12:00', to: '12:30' } }, false],
    [{ fact: 'time.ofDay', op: 'between', value: { from: '22:00', to: '12:31' } }, true],
    [{ fact: 'time.weekday', op: 'in', value: ['thu'] }, true],
    [
      {
        all: [
          { fact: 'line.onSale', op: 'is', value: true },
          { fact: 'line.onSale', op: 'is', value: false },
        ],
      },
      false,
    ],
    [
      {
        any: [
          { fact: 'line.onSale', op: 'is', value: true },
          { fact: 'line.onSale', op: 'is', value: false },
        ],
      },
      true,
    ],
    [{ not: { fact: 'line.brand', op: 'in', value: ['Юг'] } }, true],
  ])('%j is %s', (condition, expected) => {
    expect(holds(condition)).toBe(expected);
  });

  test('segments and tags', () => {
    const who = member({ segments: ['sport', 'family'] });
    const given = { store: { id: 's', tags: ['mall'] } };
    expect(holds({ fact: 'member.segment', op: 'has', value: 'sport' }, { who })).toBe(true);
    expect(holds({ fact: 'member.segment', op: 'has-any', value: ['x', 'family'] }, { who })).toBe(true);
    expect(holds({ fact: 'store.tag', op: 'has', value: 'airport' }, { given })).toBe(false);
  });

  test('about nobody nothing can be said but that nobody is known', () => {
    const asked: Condition[] = [
      { fact: 'member.level', op: 'is', value: 'gold' },
      { fact: 'member.spend', op: 'at-least', value: 0 },
      { fact: 'member.birthday', op: 'within-days', value: { before: 180, after: 180 } },
    ];
    expect(asked.map((condition) => holds(condition, { who: null }))).toEqual([false, false, false]);
    expect(holds({ fact: 'member.known', op: 'is', value: false }, { who: null })).toBe(true);
  });

  test('a birthday is near across the turn of the year', () => {
    const who = member({ birthday: { month: 12, day: 31 } });
    const near: Condition = { fact: 'member.birthday', op: 'within-days', value: { before: 0, after: 15 } };
    expect(holds(near, { who })).toBe(true);
    expect(holds(near, { who, given: { at: instant(noon + 86_400_000) } })).toBe(false);
  });

  test('local time is the receipt’s own: the same moment is Friday in Vladivostok', () => {
    const friday: Condition = { fact: 'time.weekday', op: 'in', value: ['fri'] };
    const evening = instant(noon + 5 * 3_600_000);
    expect(holds(friday, { given: { at: evening } })).toBe(false);
    expect(holds(friday, { given: { at: evening, offsetMinutes: 600 } })).toBe(true);
  });
});

test('a condition on the receipt that asks about a line is a mistake', () => {
  const condition: Condition = { not: { fact: 'line.onSale', op: 'is', value: true } };
  expect(factsOf(condition)).toEqual(['line.onSale']);
  expect(() => compileReceiptCondition(condition)).toThrow('line.onSale');
});

test('an empty price: a line without quantity has none', () => {
  const nothing = { ...boots, quantity: 0, amount: minor(0) };
  expect(lineFactsOf({ ...nothing, quantity: boots.quantity }).live).toBe(false);
});

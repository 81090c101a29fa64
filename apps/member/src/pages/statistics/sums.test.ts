import { expect, test } from 'vitest';
import { categoriesOf, sumsOf, yearUpTo } from './sums.ts';

test('points that only count are in no sum', () => {
  const month = {
    month: '2026-11',
    purchases: 2,
    bought: 100,
    saved: 10,
    earned: { bonus: 3, stamps: 1 },
    spent: {},
  };
  const kinds = [
    { id: 'bonus', name: 'Бонусы', pays: true },
    { id: 'stamps', name: 'Штампы', pays: false },
  ];
  expect(sumsOf([month, month], kinds)).toEqual({
    purchases: 4,
    bought: 200,
    saved: 20,
    earned: 6,
    spent: 0,
  });
});

test('the dearest category is first; what is beyond the seventh, or of none, is together', () => {
  const categories = 'abcdefghi'.split('').map((category, index) => ({
    month: '2026-11',
    category,
    bought: index + 1,
    saved: 0,
  }));
  const none = { month: '2026-10', category: null, bought: 100, saved: 0 };
  const all = categoriesOf({ categories: [...categories, none] }, null);
  expect(all.map(({ name, bought }) => `${name} ${bought}`)).toEqual([
    'i 9',
    'h 8',
    'g 7',
    'f 6',
    'e 5',
    'd 4',
    'c 3',
    'null 103',
  ]);
  expect(categoriesOf({ categories: [none] }, '2026-11')).toEqual([]);
});

test.each([
  ['2026-11-22', { from: '2025-12', to: '2026-11' }],
  ['2027-01-31', { from: '2026-02', to: '2027-01' }],
])('a year up to %s', (day, months) => expect(yearUpTo(new Date(`${day}T12:00:00`))).toEqual(months));

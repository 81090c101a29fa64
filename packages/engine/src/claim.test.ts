import { expect, test } from 'vitest';
import { calculate } from './calculate.ts';
import { claimReceipt } from './claim.ts';
import { minor } from './number.ts';
import { basket, compiled, document, line, member, promotion } from './testing/receipts.ts';

const programme = compiled(
  document({
    promotions: [
      promotion(
        { type: 'line-percent', rate: 1000 },
        { prints: { from: 1, after: 0, days: 7 }, codes: ['TEN'], singleUseCodes: true },
      ),
    ],
  }),
);
const asked = basket([line(100_000, { id: 'a' }), line(50_000, { id: 'b' })], {
  codes: [{ code: 'TEN', singleUseOf: null }],
});
const paid = calculate(programme, { basket: asked, member: null, wish: 'none' });

test('who joins with a receipt earns on what was paid, and prices stay', () => {
  const newcomer = member({ level: 'gold', spend: minor(0), receipts: 0 });
  const claimed = claimReceipt(programme, { basket: asked, paid, member: newcomer });
  expect(paid.earning).toEqual([]);
  expect(claimed.totals).toEqual({ amount: 150_000, discount: 15_000, spent: 0, paid: 135_000 });
  // A tenth of 1350 roubles in whole points, line by line.
  expect(claimed.earning).toMatchObject([{ kind: 'bonus', source: 'purchase', points: 135, base: 135_000 }]);
  expect(claimed.lines.map(({ id, earned }) => [id, earned[0]?.points])).toEqual([
    ['a', 90],
    ['b', 45],
  ]);
});

test('the receipt counts for the level, and nothing is printed or hinted a second time', () => {
  const newcomer = member({ level: 'start', spend: minor(9_900_000), receipts: 0 });
  const claimed = claimReceipt(programme, { basket: asked, paid, member: newcomer });
  expect(claimed.level).toMatchObject({ before: 'start', after: 'gold', spendAfter: 10_035_000 });
  expect(paid.printedCodes).not.toEqual([]);
  expect(claimed).toMatchObject({ printedCodes: [], hints: [], fired: paid.fired });
});

test('a calculation of another receipt is a bug', () => {
  const other = { ...paid, lines: paid.lines.slice(1) };
  expect(() => claimReceipt(programme, { basket: asked, paid: other, member: member() })).toThrow(
    'the receipt has no line a',
  );
});

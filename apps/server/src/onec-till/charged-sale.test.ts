import type { SoldDocument } from '@bonum/adapters/onec-till/read-receipts';
import { array, assert, constantFrom, integer, nat, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chargedSale, pointsOf } from './charged-sale.ts';
import { returnedLines } from './returned-lines.ts';

const head = {
  type: 'sale',
  guid: 'g',
  number: '1',
  at: '2026-11-22T12:00:00',
  posted: true,
  storeRef: '',
  tillRef: '',
  cashier: '',
  card: '',
  cardRef: '',
  codes: [],
} as const;

const documents = array(
  record({
    amount: nat(1_000_000),
    automatic: nat(300_000),
    bonus: nat(100_000),
    quantity: integer({ min: 1, max: 9000 }),
  }),
  { minLength: 1, maxLength: 12 },
).chain((rows) => {
  const lines = rows.map((row, index) => {
    const automatic = Math.min(row.automatic, row.amount);
    const bonus = Math.min(row.bonus, row.amount - automatic);
    return { id: String(index + 1), productId: 'p', ...row, automatic, bonus };
  });
  const discounts = array(
    record({
      line: constantFrom(...lines.map(({ id }) => id), 'none'),
      ref: constantFrom('ours', 'other', 'strange'),
      amount: integer({ min: 1, max: 200_000 }),
    }),
    { maxLength: 8 },
  );
  return discounts.map((given): SoldDocument => ({ ...head, lines, discounts: given }));
});

const terms = {
  key: { storeId: 's', tillId: 't', shift: '1c', number: 'g' },
  at: '2026-11-22T12:00:00+03:00',
  member: null,
  programmeVersion: 1,
  promotions: new Map([
    ['ours', 'promotion-1'],
    ['other', 'promotion-2'],
  ]),
  worth: 100,
  kinds: (count: number) => ({ bonus: count }),
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, part) => total + part, 0);

describe('a receipt of 1C as a sale that was charged', () => {
  test('what the customer paid stays to the kopeck, points are whole, and every line adds up', () => {
    assert(
      property(documents, (document) => {
        const { lines, charged } = chargedSale(document, terms);
        const paid = sum(document.lines.map(({ amount, automatic, bonus }) => amount - automatic - bonus));
        const count = pointsOf(document, terms.worth);
        const spent = charged.lines.flatMap((line) => line.spent);
        // Where no line has room for a whole point, it stays to be paid, and the document has paid less than it says.
        const unplaced = (count - sum(spent.map(({ points }) => points))) * terms.worth;
        expect(sum(charged.lines.map((line) => line.paid))).toBe(paid + unplaced);
        for (const [index, line] of charged.lines.entries()) {
          const off = sum([...line.discounts, ...line.spent].map(({ amount }) => amount));
          expect(line.paid + off).toBe(lines[index]?.amount);
          for (const { points, amount } of line.spent) expect(points * terms.worth).toBe(amount);
        }
      }),
    );
  });

  test('a line comes back by its key if it is of these goods, by its goods otherwise, and never twice', () => {
    const sold = [
      { id: '1', productId: 'a', left: 2000 },
      { id: '2', productId: 'b', left: 1000 },
      { id: '3', productId: 'a', left: 1000 },
    ];
    const back = (id: string, productId: string, quantity: number) =>
      returnedLines({ lines: [{ id, productId, quantity }] }, sold);
    expect(back('3', 'a', 1000)).toEqual([{ id: '3', quantity: 1000 }]);
    expect(back('2', 'a', 3000)).toEqual([
      { id: '1', quantity: 2000 },
      { id: '3', quantity: 1000 },
    ]);
    expect(back('1', 'a', 3001)).toBeNull();
    expect(back('1', 'c', 1)).toBeNull();
  });
});

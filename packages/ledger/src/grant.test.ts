import { expect, test } from 'vitest';
import { balances } from './balances.ts';
import { grant } from './grant.ts';
import { kind, moves, newcomer } from './testing/member.ts';

const gift = { kind, points: 10, from: 'issued', reason: 'gift' } as const;

test('a grant makes one lot with the terms that the chain seals', () => {
  const book = newcomer(1000);
  const granted = grant(book, { ...gift, receiptId: 'r', at: 900, activeFrom: 950, expiresAt: 5000 });
  expect(granted).toMatchObject({ ok: true, toDebt: 0 });
  const [lot] = book.lots.values();
  expect(lot).toMatchObject({ granted: 10, available: 10, activeFrom: 950, expiresAt: 5000, createdAt: 900 });
  expect(lot).toMatchObject({ source: 'receipt', receiptId: 'r', fromLotId: null });
  expect(book.transfers).toMatchObject([{ number: 1, at: 900, activeFrom: 950, expiresAt: 5000 }]);
});

test('history loaded after its time is granted and expires in the same breath', () => {
  const book = newcomer(1000);
  grant(book, { ...gift, from: 'migrated', at: 100, expiresAt: 500 });
  expect(moves(book)).toEqual(['migrated>available 10', 'available>expired 10']);
  expect(book.transfers.map(({ at }) => at)).toEqual([100, 500]);
  expect(balances(book)).toMatchObject([{ available: 0 }]);
});

test.for([0, -1, 1.5, Number.NaN, 2 ** 53])('%d points are refused', (points) => {
  const book = newcomer();
  expect(grant(book, { ...gift, points, expiresAt: null })).toEqual({ ok: false, code: 'bad-amount' });
  expect(book.transfers).toEqual([]);
});

test('the same thought twice makes the same lot', () => {
  const ids = [1, 2].map(() => grant(newcomer(), { ...gift, expiresAt: null }));
  expect(ids[0]).toEqual(ids[1]);
  expect(ids[0]).toHaveProperty(
    'lotId',
    expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab]/),
  );
});

import { expect, test } from 'vitest';
import { spend, withdraw } from './spend.ts';
import { give, kind, moves, newcomer } from './testing/member.ts';

test('oldest expiry first, never-expiring last, one transfer a lot', () => {
  const book = newcomer();
  const never = give(book, 10);
  const late = give(book, 10, { expiresAt: 9000 });
  const soon = give(book, 10, { expiresAt: 5000 });
  const spent = spend(book, { points: { [kind]: 25 }, receiptId: 'r' });
  expect(spent).toEqual({
    ok: true,
    parts: [
      { kind, lotId: soon, points: 10 },
      { kind, lotId: late, points: 10 },
      { kind, lotId: never, points: 5 },
    ],
  });
  expect(moves(book, 3)).toEqual(['available>redeemed 10', 'available>redeemed 10', 'available>redeemed 5']);
});

test('all or nothing, over all kinds', () => {
  const book = newcomer();
  give(book, 10);
  const refused = spend(book, { points: { [kind]: 10, promo: 1 }, receiptId: 'r' });
  expect(refused).toEqual({ ok: false, code: 'not-enough-points' });
  expect(spend(book, { points: { [kind]: -1 }, receiptId: 'r' })).toEqual({ ok: false, code: 'bad-amount' });
  expect(book.transfers).toHaveLength(1);
  expect(spend(book, { points: { [kind]: 0 }, receiptId: 'r' })).toEqual({ ok: true, parts: [] });
});

test('points not active yet can not be spent', () => {
  const book = newcomer();
  give(book, 10, { activeFrom: 2000 });
  expect(spend(book, { points: { [kind]: 1 }, receiptId: 'r' }).ok).toBe(false);
});

test('points taken off by hand go to the account of adjustments', () => {
  const book = newcomer();
  give(book, 10);
  expect(withdraw(book, { kind, points: 4, reason: 'mistake' }).ok).toBe(true);
  expect(moves(book, 1)).toEqual(['available>adjusted 4']);
  expect(withdraw(book, { kind, points: 7, reason: 'mistake' })).toEqual({
    ok: false,
    code: 'not-enough-points',
  });
});

test('points taken off a named lot are those of that lot and no others', () => {
  const book = newcomer();
  give(book, 10, { expiresAt: 5000 });
  const late = give(book, 10, { expiresAt: 9000 });
  const ask = (lotId: string, points: number) => withdraw(book, { kind, points, reason: 'mistake', lotId });
  expect(ask(late, 4)).toEqual({ ok: true, parts: [{ kind, lotId: late, points: 4 }] });
  expect(book.lots.get(late)?.available).toBe(6);
  for (const refused of [ask(late, 7), ask('no such lot', 1)])
    expect(refused).toEqual({ ok: false, code: 'not-enough-points' });
});

import { expect, test } from 'vitest';
import { assignHold, heldBy, hold, redeemHold, releaseHold } from './hold.ts';
import { give, kind, moves, newcomer } from './testing/member.ts';
import { reopen } from './testing/reopen.ts';

const request = { holdId: 'h', receiptId: 'r', points: { [kind]: 15 }, expiresAt: 3000 };

test('a hold takes in spending order, is redeemed in that order, and gives the rest back', () => {
  const book = newcomer();
  const never = give(book, 10);
  const soon = give(book, 10, { expiresAt: 5000 });
  const held = hold(book, request);
  expect(held).toMatchObject({ ok: true, hold: { parts: [{ lotId: soon }, { lotId: never, points: 5 }] } });
  const paid = redeemHold(reopen(book), { holdId: 'h', points: { [kind]: 12 } });
  expect(paid).toMatchObject({
    ok: true,
    parts: [
      { lotId: soon, points: 10 },
      { lotId: never, points: 2 },
    ],
  });
});

test('a hold that had no receipt yet is spent on the one that it is given, though its lot has ended meanwhile', () => {
  const book = newcomer();
  give(book, 20, { expiresAt: 2000 });
  hold(book, request);
  const later = reopen(book, 2500);
  expect(assignHold(later, { holdId: 'h', receiptId: 'sale' })).toMatchObject({ ok: true });
  expect(redeemHold(later, { holdId: 'h', points: { [kind]: 15 } }).ok).toBe(true);
  expect(later.transfers.at(-1)).toMatchObject({ debit: 'held', credit: 'redeemed', receiptId: 'sale' });
  expect(later.holds.get('h')).toMatchObject({ state: 'committed', receiptId: 'sale' });
  expect(assignHold(later, { holdId: 'h', receiptId: 'other' })).toMatchObject({ code: 'hold-committed' });
});

test('the rest of a hold expires when its lot has ended meanwhile', () => {
  const book = newcomer();
  give(book, 20, { expiresAt: 2000 });
  hold(book, request);
  const later = reopen(book, 2500);
  redeemHold(later, { holdId: 'h', points: { [kind]: 10 } });
  expect(moves(later)).toEqual([
    'available>expired 5',
    'held>redeemed 10',
    'held>available 5',
    'available>expired 5',
  ]);
  expect(later.transfers.at(-1)?.at).toBe(2500);
  expect(later.holds.get('h')).toMatchObject({ state: 'committed', closedAt: 2500 });
});

test('a hold ends by itself, at its very instant', () => {
  const book = newcomer();
  give(book, 20);
  hold(book, request);
  expect(redeemHold(reopen(book, 3000), { holdId: 'h', points: {} })).toEqual({
    ok: false,
    code: 'hold-expired',
  });
  expect(redeemHold(reopen(book, 2999), { holdId: 'h', points: {} }).ok).toBe(true);
});

test('what a closed or strange hold is asked for is refused by its name', () => {
  const book = newcomer();
  give(book, 20);
  expect(releaseHold(book, { holdId: 'h', state: 'cancelled' })).toEqual({ ok: false, code: 'hold-unknown' });
  hold(book, request);
  expect(hold(book, request)).toEqual({ ok: false, code: 'hold-exists' });
  expect(redeemHold(book, { holdId: 'h', points: { [kind]: 16 } })).toEqual({
    ok: false,
    code: 'not-enough-points',
  });
  expect(releaseHold(book, { holdId: 'h', state: 'cancelled' })).toEqual({
    ok: true,
    released: { [kind]: 15 },
  });
  expect(redeemHold(book, { holdId: 'h', points: {} })).toEqual({ ok: false, code: 'hold-cancelled' });
});

test('two holds of one lot keep apart', () => {
  const book = newcomer();
  give(book, 20);
  hold(book, request);
  hold(book, { ...request, holdId: 'other', points: { [kind]: 5 } });
  expect(hold(book, { ...request, holdId: 'third', points: { [kind]: 1 } }).ok).toBe(false);
  redeemHold(book, { holdId: 'h', points: { [kind]: 15 } });
  const other = book.holds.get('other');
  expect(other && heldBy(other, kind)).toBe(5);
});

import { expect, test } from 'vitest';
import { balances } from './balances.ts';
import { clawBack } from './claw-back.ts';
import { reverse } from './reverse.ts';
import { spend, withdraw } from './spend.ts';
import { give, kind, moves, newcomer } from './testing/member.ts';
import { reopen } from './testing/reopen.ts';

const reason = 'mistake';

test('a grant is taken back, once', () => {
  const book = newcomer();
  give(book, 10);
  expect(reverse(book, { number: 1, reason })).toMatchObject({ ok: true, reversal: { reverses: 1 } });
  expect(moves(book, 1)).toEqual(['available>issued 10']);
  expect(reverse(book, { number: 1, reason })).toEqual({ ok: false, code: 'already-reversed' });
  expect(reverse(book, { number: 9, reason })).toEqual({ ok: false, code: 'transfer-unknown' });
});

test('not when some of it was spent', () => {
  const book = newcomer();
  give(book, 10);
  spend(book, { points: { [kind]: 1 }, receiptId: 'r' });
  expect(reverse(book, { number: 1, reason })).toEqual({ ok: false, code: 'points-gone' });
});

test('a grant that became active and paid a debt is unwound: the debt is back', () => {
  const book = newcomer();
  give(book, 30, { receiptId: 'sale' });
  spend(book, { points: { [kind]: 30 }, receiptId: 'other' });
  clawBack(
    book,
    { receiptId: 'sale', returnId: 'b', earlierReturnIds: [] },
    { kind, points: 30, policy: 'debt' },
  );
  give(book, 50, { activeFrom: 2000 });
  const later = reopen(book, 2000);
  expect(reverse(later, { number: 4, reason }).ok).toBe(true);
  expect(moves(later, 2)).toEqual(['debt>available 30', 'available>pending 50', 'pending>issued 50']);
  expect(balances(later)).toMatchObject([{ available: 0, pending: 0, debt: 30 }]);
});

test('a withdrawal is given back to its lot', () => {
  const book = newcomer();
  give(book, 10);
  withdraw(book, { kind, points: 4, reason });
  expect(reverse(book, { number: 2, reason }).ok).toBe(true);
  expect(balances(book)).toMatchObject([{ available: 10 }]);
});

test('what receipts and reversals did is not reversed by hand', () => {
  const book = newcomer();
  give(book, 10, { receiptId: 'sale' });
  give(book, 5);
  reverse(book, { number: 2, reason });
  expect(reverse(book, { number: 1, reason })).toEqual({ ok: false, code: 'not-reversible' });
  expect(reverse(book, { number: 3, reason })).toEqual({ ok: false, code: 'not-reversible' });
});

import { expect, test } from 'vitest';
import { balances } from './balances.ts';
import { advance } from './advance.ts';
import { hold } from './hold.ts';
import { spend } from './spend.ts';
import { give, kind, moves, newcomer } from './testing/member.ts';
import { writeOff } from './write-off.ts';

test('everything goes, what is not active yet and what is owed too', () => {
  const book = newcomer();
  give(book, 10);
  give(book, 20, { activeFrom: 2000 });
  expect(writeOff(book, { reason: 'account-closed' }).ok).toBe(true);
  expect(moves(book, 2)).toEqual(['available>breakage 10', 'pending>breakage 20']);
  expect(balances(book)).toMatchObject([{ available: 0, pending: 0, held: 0, debt: 0 }]);
});

test('what is owed is forgiven, by kind', () => {
  const book = newcomer();
  advance(book, { kind, points: 30, expiresAt: null });
  spend(book, { points: { [kind]: 30 }, receiptId: 'r' });
  const before = book.transfers.length;
  expect(writeOff(book, { reason: 'account-closed' }).ok).toBe(true);
  expect(balances(book)).toMatchObject([{ available: 0, debt: 0 }]);
  expect(moves(book, before)).toEqual(['breakage>debt 30']);
});

test('nothing while points are held for a receipt that is being paid', () => {
  const book = newcomer();
  give(book, 10);
  hold(book, { holdId: 'h', receiptId: 'r', points: { [kind]: 4 }, expiresAt: 9000 });
  const before = book.transfers.length;
  expect(writeOff(book, { reason: 'account-closed' })).toEqual({ ok: false, code: 'hold-open' });
  expect(book.transfers).toHaveLength(before);
});

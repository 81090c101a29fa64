import { expect, test } from 'vitest';
import { clawBack } from './claw-back.ts';
import { spend } from './spend.ts';
import { give, kind, moves, newcomer } from './testing/member.ts';
import { reopen } from './testing/reopen.ts';
import { restore } from './restore.ts';
import { emptyAccount } from './account.ts';
import { mergeInto } from './merge.ts';
import { openAt, written } from './testing/reopen.ts';

const of = { receiptId: 'sale', returnId: 'back', earlierReturnIds: [] };
const none = { fromOwn: 0, fromExpired: 0, fromOthers: 0, fromRestored: 0, toDebt: 0, shortfall: 0 };

test('pending points of the sale go first', () => {
  const book = newcomer();
  give(book, 50);
  give(book, 10, { receiptId: 'sale', activeFrom: 2000 });
  expect(clawBack(book, of, { kind, points: 10, policy: 'debt' })).toEqual({
    ok: true,
    ...none,
    fromOwn: 10,
  });
  expect(moves(book, 2)).toEqual(['pending>issued 10']);
});

test('then others, then a debt', () => {
  const book = newcomer();
  give(book, 10, { receiptId: 'sale' });
  spend(book, { points: { [kind]: 6 }, receiptId: 'other' });
  give(book, 3);
  const clawed = clawBack(reopen(book), of, { kind, points: 10, policy: 'debt' });
  expect(clawed).toEqual({ ok: true, ...none, fromOwn: 4, fromOthers: 3, toDebt: 3 });
});

test('or less money is given back', () => {
  const book = newcomer();
  give(book, 10, { receiptId: 'sale' });
  spend(book, { points: { [kind]: 6 }, receiptId: 'other' });
  const clawed = clawBack(book, of, { kind, points: 10, policy: 'reduce-refund' });
  expect(clawed).toEqual({ ok: true, ...none, fromOwn: 4, shortfall: 6 });
  expect(moves(book, 2)).toEqual(['available>issued 4', 'debt>issued 6', 'adjusted>debt 6']);
});

test('what expired unused is not owed again, once', () => {
  const book = newcomer();
  give(book, 10, { receiptId: 'sale', expiresAt: 2000 });
  spend(book, { points: { [kind]: 4 }, receiptId: 'other' });
  const later = reopen(book, 3000);
  expect(clawBack(later, of, { kind, points: 5, policy: 'debt' })).toEqual({
    ok: true,
    ...none,
    fromExpired: 5,
  });
  const again = { ...of, returnId: 'more', earlierReturnIds: ['back'] };
  const clawed = clawBack(reopen(later), again, { kind, points: 5, policy: 'debt' });
  expect(clawed).toEqual({ ok: true, ...none, fromExpired: 1, toDebt: 4 });
});

test('points given back by the same return are used last, and only to spare a debt', () => {
  for (const policy of ['debt', 'reduce-refund'] as const) {
    const book = newcomer();
    give(book, 20, { expiresAt: 5000 });
    spend(book, { points: { [kind]: 20 }, receiptId: 'sale' });
    give(book, 8);
    restore(book, of, { kind, points: 20, graceDays: 0 });
    const clawed = clawBack(book, of, { kind, points: 10, policy });
    const rest = policy === 'debt' ? { fromRestored: 2 } : { shortfall: 2 };
    expect(clawed).toEqual({ ok: true, ...none, fromOthers: 8, ...rest });
  }
});

test('what had expired before a merge is known from the past', () => {
  const buyer = newcomer();
  give(buyer, 10, { receiptId: 'sale', expiresAt: 2000 });
  const later = reopen(buyer, 3000);
  const other = openAt(emptyAccount('0190a000-0000-7000-8000-000000000002'), 3000);
  mergeInto(later, other);
  const past = written(later);
  const clawed = clawBack(other, { ...of, past }, { kind, points: 10, policy: 'debt' });
  expect(clawed).toEqual({ ok: true, ...none, fromExpired: 10 });
});

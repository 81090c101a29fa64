import { expect, test } from 'vitest';
import { balances } from './balances.ts';
import { restore } from './restore.ts';
import { spend } from './spend.ts';
import { DAY, give, kind, moves, newcomer, ownerId } from './testing/member.ts';
import { reopen, written } from './testing/reopen.ts';
import { mergeInto } from './merge.ts';
import { emptyAccount } from './account.ts';
import { openAt } from './testing/reopen.ts';

const of = { receiptId: 'sale', returnId: 'back', earlierReturnIds: [] };
const request = { kind, points: 12, graceDays: 14 };

test('points go back to the lots they came from, the last consumed first', () => {
  const book = newcomer();
  const soon = give(book, 10, { expiresAt: 5000 });
  const late = give(book, 10, { expiresAt: 9000 });
  spend(book, { points: { [kind]: 20 }, receiptId: 'sale' });
  expect(restore(reopen(book), of, request)).toMatchObject({
    ok: true,
    parts: [
      { lotId: late, points: 10 },
      { lotId: soon, points: 2 },
    ],
  });
});

test('where a lot has expired they live on for the grace days, in a lot that says where it is from', () => {
  const book = newcomer();
  const lot = give(book, 20, { expiresAt: 5000 });
  spend(book, { points: { [kind]: 20 }, receiptId: 'sale' });
  const later = reopen(book, 6000);
  restore(later, of, request);
  expect([...later.lots.values()].at(-1)).toMatchObject({
    available: 12,
    source: 'return',
    receiptId: 'back',
    fromOwnerId: ownerId,
    fromLotId: lot,
    expiresAt: 6000 + 14 * DAY,
  });
});

test('without grace days they are gone at once', () => {
  const book = newcomer();
  give(book, 20, { expiresAt: 5000 });
  spend(book, { points: { [kind]: 20 }, receiptId: 'sale' });
  const later = reopen(book, 6000);
  restore(later, of, { ...request, graceDays: 0 });
  expect(moves(later)).toEqual(['redeemed>available 12', 'available>expired 12']);
});

test('no more comes back than was spent, over all returns', () => {
  const book = newcomer();
  give(book, 20);
  spend(book, { points: { [kind]: 20 }, receiptId: 'sale' });
  restore(book, of, request);
  const again = { ...of, returnId: 'more', earlierReturnIds: ['back'] };
  expect(restore(book, again, { ...request, points: 9 })).toEqual({ ok: false, code: 'more-than-spent' });
  expect(restore(book, again, { ...request, points: 8 }).ok).toBe(true);
  expect(balances(book)).toMatchObject([{ available: 20 }]);
});

test('after a merge they come back to whom the buyer was merged into, with the dates they had', () => {
  const buyer = newcomer();
  const lot = give(buyer, 20, { expiresAt: 5000 });
  spend(buyer, { points: { [kind]: 15 }, receiptId: 'sale' });
  const other = openAt(emptyAccount('0190a000-0000-7000-8000-000000000002'), 1000);
  mergeInto(buyer, other);
  const past = written(buyer);
  const back = restore(other, { ...of, past }, request);
  expect(back).toMatchObject({ ok: true, parts: [{ points: 12 }] });
  expect([...other.lots.values()].at(-1)).toMatchObject({
    fromOwnerId: ownerId,
    fromLotId: lot,
    expiresAt: 5000,
  });
  const more = { ...of, past, returnId: 'more', earlierReturnIds: ['back'] };
  expect(restore(other, more, { ...request, points: 4 })).toEqual({ ok: false, code: 'more-than-spent' });
  expect(restore(other, more, { ...request, points: 3 }).ok).toBe(true);
});

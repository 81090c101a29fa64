import { expect, test } from 'vitest';
import { emptyAccount } from './account.ts';
import { hold } from './hold.ts';
import { mergeInto, numbersOf, undoMerge } from './merge.ts';
import { spend } from './spend.ts';
import { give, kind, moves, newcomer, ownerId } from './testing/member.ts';
import { openAt, reopen } from './testing/reopen.ts';

const other = (now = 1000) => openAt(emptyAccount('0190a000-0000-7000-8000-000000000002'), now);

test('lots keep their dates, receipts and origin', () => {
  const from = newcomer();
  const lot = give(from, 10, { receiptId: 'sale', activeFrom: 3000, expiresAt: 5000 });
  const into = other();
  expect(mergeInto(from, into)).toMatchObject({ ok: true, evidence: { from: { before: 1, after: 2 } } });
  expect(moves(from, 1)).toEqual(['pending>merged 10']);
  expect([...into.lots.values()]).toMatchObject([
    {
      pending: 10,
      activeFrom: 3000,
      expiresAt: 5000,
      receiptId: 'sale',
      source: 'merge',
      fromOwnerId: ownerId,
      fromLotId: lot,
    },
  ]);
});

test('an open hold, or the same owner, is refused', () => {
  const from = newcomer();
  give(from, 10);
  expect(mergeInto(from, newcomer())).toEqual({ ok: false, code: 'same-owner' });
  hold(from, { holdId: 'h', receiptId: 'r', points: { [kind]: 1 }, expiresAt: 2000 });
  expect(mergeInto(from, other())).toEqual({ ok: false, code: 'hold-open' });
});

test('a merge is undone only while neither side has moved, not even by time', () => {
  const from = newcomer();
  give(from, 10, { expiresAt: 5000 });
  const into = other();
  const merged = mergeInto(from, into);
  if (!merged.ok) throw new Error(merged.code);
  const { evidence } = merged;
  expect(numbersOf(evidence.into)).toEqual([1]);
  const sides = (now: number) => ({ from: reopen(from, now), into: reopen(into, now) });
  expect(undoMerge(sides(5000), evidence)).toEqual({ ok: false, code: 'moved-since' });
  expect(undoMerge(sides(4999), evidence).ok).toBe(true);
  const twice = sides(4999);
  undoMerge(twice, evidence);
  expect(undoMerge(twice, evidence)).toEqual({ ok: false, code: 'moved-since' });
  spend(into, { points: { [kind]: 1 }, receiptId: 'r' });
  expect(undoMerge(sides(4000), evidence)).toEqual({ ok: false, code: 'moved-since' });
});

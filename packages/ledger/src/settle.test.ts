import { expect, test } from 'vitest';
import { hold } from './hold.ts';
import { spend } from './spend.ts';
import { dueAt } from './settle.ts';
import { give, kind, moves, newcomer } from './testing/member.ts';
import { reopen } from './testing/reopen.ts';
import { clawBack } from './claw-back.ts';

test('points are active at their very instant, and not a millisecond sooner', () => {
  const book = newcomer();
  give(book, 10, { activeFrom: 2000 });
  expect(moves(reopen(book, 1999))).toEqual([]);
  expect(moves(reopen(book, 2000))).toEqual(['pending>available 10']);
});

test('points are gone at their very instant, and not a millisecond sooner', () => {
  const book = newcomer();
  give(book, 10, { expiresAt: 2000 });
  expect(moves(reopen(book, 1999))).toEqual([]);
  expect(moves(reopen(book, 2000))).toEqual(['available>expired 10']);
});

test('everything is booked with the time it was due, in that order', () => {
  const book = newcomer();
  give(book, 10, { expiresAt: 4000 });
  give(book, 20, { activeFrom: 3000, expiresAt: 5000 });
  const later = reopen(book, 9000);
  expect(moves(later)).toEqual(['pending>available 20', 'available>expired 10', 'available>expired 20']);
  expect(later.transfers.map(({ at }) => at)).toEqual([3000, 4000, 5000]);
  expect(later.transfers.every(({ recordedAt }) => recordedAt === 9000)).toBe(true);
});

test('held points outlive their time and expire when the hold ends', () => {
  const book = newcomer();
  give(book, 10, { expiresAt: 2000 });
  hold(book, { holdId: 'h', receiptId: 'r', points: { [kind]: 10 }, expiresAt: 3000 });
  expect(moves(reopen(book, 2500))).toEqual([]);
  const later = reopen(book, 4000);
  expect(moves(later)).toEqual(['held>available 10', 'available>expired 10']);
  expect(later.transfers.map(({ at }) => at)).toEqual([3000, 3000]);
  expect(later.holds.get('h')).toMatchObject({ state: 'expired', closedAt: 3000, parts: [] });
});

test('points that end while pending never count', () => {
  const book = newcomer();
  give(book, 10, { activeFrom: 3000, expiresAt: 2000 });
  expect(moves(reopen(book, 3000))).toEqual(['pending>available 10', 'available>expired 10']);
});

test('points that become active pay the debt first', () => {
  const book = newcomer();
  give(book, 30, { receiptId: 'sale' });
  spend(book, { points: { [kind]: 30 }, receiptId: 'other' });
  clawBack(
    book,
    { receiptId: 'sale', returnId: 'back', earlierReturnIds: [] },
    { kind, points: 30, policy: 'debt' },
  );
  give(book, 50, { activeFrom: 2000 });
  expect(moves(reopen(book, 2000))).toEqual(['pending>available 50', 'available>debt 30']);
});

test('what falls due first is what the worker waits for', () => {
  const book = newcomer();
  expect(dueAt(book)).toBeNull();
  give(book, 10, { expiresAt: 5000 });
  expect(dueAt(book)).toBe(5000);
  give(book, 10, { activeFrom: 4000 });
  expect(dueAt(book)).toBe(4000);
  hold(book, { holdId: 'h', receiptId: 'r', points: { [kind]: 10 }, expiresAt: 3000 });
  expect(dueAt(book)).toBe(3000);
});

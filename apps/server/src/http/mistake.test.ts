import { operations } from '@bonum/contract';
import { expect, test } from 'vitest';
import { firstMistake } from './mistake.ts';
import { answerChecker } from './validation.ts';

const check = answerChecker()(operations['sync-receipts'].body);
const batch = (receipt: object) => ({ sentAt: '2026-11-22T19:05:00+03:00', receipts: [receipt] });
const key = { storeId: 'MSK-1', tillId: '1', shift: '7', number: '1' };
const cancel = { type: 'cancel', key, at: '2026-11-22T19:00:00+03:00' };

test('an object that is one of several kinds is told which there are, and else what its own kind lacks', () => {
  expect(check(batch(cancel))).toEqual([]);
  expect(firstMistake(check(batch({ ...cancel, type: 'void' })))).toEqual({
    path: '/receipts/0/type',
    detail: '/receipts/0/type must be "sale" or "return" or "cancel".',
  });
  expect(firstMistake(check(batch({ ...cancel, at: 'now' })))).toMatchObject({ path: '/receipts/0/at' });
});

import { expect, test } from 'vitest';
import { balancesAt } from './balances.ts';
import { give, newcomer } from './testing/member.ts';
import { written } from './testing/reopen.ts';

test('what is due counts at once, booked or not', () => {
  const book = newcomer();
  give(book, 10, { expiresAt: 5000 });
  give(book, 5, { expiresAt: 5000 });
  give(book, 20, { activeFrom: 3000, expiresAt: 9000 });
  const account = written(book);
  const at = (now: number) => balancesAt(account, now);
  expect(at(1000)).toMatchObject([
    {
      available: 15,
      pending: 20,
      expiring: [{ at: 5000, points: 15 }],
      activating: [{ at: 3000, points: 20 }],
    },
  ]);
  expect(at(3000)).toMatchObject([{ available: 35, pending: 0, activating: [] }]);
  expect(at(5000)).toMatchObject([{ available: 20, expiring: [{ at: 9000, points: 20 }] }]);
  expect(at(9000)).toMatchObject([{ available: 0, expiring: [] }]);
});

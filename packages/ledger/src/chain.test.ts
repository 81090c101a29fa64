import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { genesis } from './account.ts';
import { canonical, hashTransfer, type Hashed } from './chain.ts';

const anna = '01900000-0000-7000-8000-000000000001';
const transfer = (reason: string): Hashed => ({
  number: 1,
  kind: 'bonus',
  debit: 'issued',
  credit: 'available',
  amount: 100,
  lotId: null,
  reason,
  receiptId: null,
  holdId: null,
  reverses: null,
  at: 1_796_000_000_000,
  recordedAt: 1_796_000_000_001,
  activeFrom: null,
  expiresAt: null,
});

test.each([1, 1200, 1400, 5000])('a line with a reason of %d letters is hashed whole', (letters) => {
  const one = transfer('ю'.repeat(letters));
  const first = hashTransfer(genesis, anna, one);
  const apart = (previous: string): string =>
    createHash('sha256').update(Buffer.from(previous, 'hex')).update(canonical(anna, one)).digest('hex');
  expect(first).toBe(apart(genesis));
  expect(hashTransfer(first, anna, one)).toBe(apart(first));
});

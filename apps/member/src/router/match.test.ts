import { expect, test } from 'vitest';
import { matchPath } from './match.ts';

test.each([
  ['/app', '/app', {}],
  ['/app', '/app/', {}],
  ['/app/history', '/app/history/', {}],
  ['/app/receipts/:receiptId', '/app/receipts/a%20b', { receiptId: 'a b' }],
  ['/app/receipts/:receiptId', '/app/receipts/%', { receiptId: '%' }],
  ['/app/receipts/:receiptId', '/app/receipts', null],
  ['/app', '/app/history', null],
])('%s, asked for %s', (pattern, path, params) => expect(matchPath(pattern, path)).toEqual(params));

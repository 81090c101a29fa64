import { expect, test } from 'vitest';
import { closeBook } from './close-book.ts';
import { give, newcomer } from './testing/member.ts';
import { openAt, written } from './testing/reopen.ts';

test('a wallet that is not the sum of its lots is not written to', () => {
  const book = newcomer();
  give(book, 10);
  const [wallet] = written(book).wallets;
  const edited = { ...written(book), wallets: wallet ? [{ ...wallet, available: 11 }] : [] };
  expect(() => openAt(edited, 1000)).toThrow(/wallet cashback of owner .* is not its lots' sum/);
});

test('a book that did nothing changes nothing', () => {
  const book = newcomer();
  give(book, 10);
  const closed = closeBook(openAt(written(book), 1000));
  expect(closed).toMatchObject({ transfers: 1, transferRows: [], lotRows: [], walletRows: [], holdRows: [] });
  expect(closed.head).toBe(closeBook(book).head);
});

test('rows are whole and named as the tables name them', () => {
  const book = newcomer();
  give(book, 10, { expiresAt: 5000 });
  const closed = closeBook(book);
  expect(closed.dueAt).toBe('1970-01-01T00:00:05.000Z');
  expect(closed.lotRows).toMatchObject([{ granted: 10, active_from: '1970-01-01T00:00:01.000Z' }]);
  expect(closed.transferRows).toMatchObject([{ number: 1, debit: 'issued', hash: closed.head }]);
  expect(closed.walletRows).toMatchObject([{ kind: 'cashback', available: 10, debt: 0 }]);
});

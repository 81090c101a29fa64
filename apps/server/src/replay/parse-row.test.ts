import { expect, test } from 'vitest';
import { parseAmount, parseQuantity, parseRow, type Column } from './parse-row.ts';

test.each([
  ['1', 1000],
  ['-12', -12_000],
  ['0.5', 500],
  ['1.125', 1125],
  ['2.5000', 2500],
  ['-0', 0],
  ['80995', 80_995_000],
])('a quantity of %s pieces', (text, thousandths) => {
  expect(Object.is(parseQuantity(text), thousandths)).toBe(true);
});

test.each(['', '1,5', '0.0001', '1e3', '.5', '5.', ' 1', 'one', 'NaN', '99999999999999'])(
  '"%s" is no quantity',
  (text) => {
    expect(parseQuantity(text)).toBeNull();
  },
);

test.each([
  ['1530', 1530],
  ['-1530', -1530],
  ['+7', 7],
  ['-0', 0],
  ['1000000000000', 1e12],
])('an amount of %s', (text, minor) => {
  expect(Object.is(parseAmount(text), minor)).toBe(true);
});

test.each(['', '15.30', '1 530', '0x10', '1000000000001'])('"%s" is no amount', (text) => {
  expect(parseAmount(text)).toBeNull();
});

test('every wrong field of a row is complained of', () => {
  const fields: Partial<Record<Column, string>> = {
    receipt_id: ' ',
    line_no: '1',
    timestamp: 'noon',
    member_id: 'm\u0001',
    store_id: 's'.repeat(65),
    product_id: 'p',
    quantity: '?',
    amount_minor: '0.5',
  };
  const complaints: [Column, string][] = [];
  const row = parseRow(
    (column) => fields[column] ?? '',
    (...complaint) => complaints.push(complaint),
  );
  expect(row).toBeNull();
  expect(complaints).toEqual([
    ['timestamp', '"noon" is not a time like 2026-11-22T19:05:00+03:00'],
    ['receipt_id', 'is empty'],
    ['member_id', 'has a control character'],
    ['store_id', 'is longer than 64 characters'],
    ['quantity', '"?" is not a number of pieces with up to 3 decimals'],
    ['amount_minor', '"0.5" is not a whole number of minor units'],
  ]);
});

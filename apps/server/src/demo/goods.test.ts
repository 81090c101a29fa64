import { expect, test } from 'vitest';
import { parseCardNumber } from '../cards/card-number.ts';
import { goods } from './goods.ts';

test('about 120 goods, each with a name, a price tag and a barcode of its own', () => {
  expect(goods.length).toBeGreaterThan(110);
  for (const pick of ['productId', 'name', 'barcode'] as const) {
    expect(new Set(goods.map((good) => good[pick])).size).toBe(goods.length);
  }
  for (const { price, barcode } of goods) {
    expect(price).toBeGreaterThan(20_000);
    expect(price % 100).toBe(0);
    expect(parseCardNumber(barcode)).toBe(barcode);
    expect(barcode.startsWith('20')).toBe(true);
  }
});

test('some are on sale, most are not', () => {
  const onSale = goods.filter((good) => good.onSale).length;
  expect(onSale).toBeGreaterThan(5);
  expect(onSale).toBeLessThan(goods.length / 4);
});

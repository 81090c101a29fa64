import { expect, test } from 'vitest';
import { formatPhone, formats } from './format.ts';

const { ru, en } = formats;

test.each([
  [ru.number(4812), '4 812'],
  [en.number(4812), '4,812'],
  [ru.signed(35), '+35'],
  [ru.signed(-1250), '−1 250'],
  [ru.signed(0), '0'],
  [ru.signed(-0), '0'],
  [ru.points(1), '1 балл'],
  [ru.points(22), '22 балла'],
  [ru.points(-5), '−5 баллов'],
  [en.points(1), '1 point'],
  [en.points(35), '35 points'],
  [ru.money(684_000, 'RUB'), '6 840 ₽'],
  [ru.money(-684_050, 'RUB'), '−6 840,50 ₽'],
  [en.money(684_050, 'RUB'), '₽6,840.50'],
  [en.money(500, 'JPY'), '¥500'],
  [ru.quantity(2000), '2'],
  [ru.quantity(345), '0,345'],
  [en.quantity(1500), '1.5'],
  [ru.percent(0.07), '7 %'],
  [en.percent(0.075), '7.5%'],
  [ru.date('2019-11-30T12:00:00Z'), '30 ноября 2019 г.'],
  [formatPhone('+79164021855'), '+7 916 402-18-55'],
  [formatPhone('+375291234567'), '+375 291 234 567'],
])('%s', (written, expected) => {
  // A number and its word are never torn apart.
  expect(written).toBe(expected.replaceAll(' ', '\u00a0'));
});

import { expect, test } from 'vitest';
import { namesOf } from '../names.ts';
import { minor } from '../number.ts';
import { returnSlipText, type ReturnSlip } from './return-slip.ts';
import { compiled, document } from '../testing/receipts.ts';

const names = namesOf(compiled(document()).programme);
const slip: ReturnSlip = {
  names,
  refund: minor(123_450),
  givenBack: { bonus: 21 },
  takenBack: { bonus: 1 },
  balances: { bonus: 1040 },
};
const said = (changes: Partial<ReturnSlip>, language: 'ru' | 'en'): string[] =>
  returnSlipText({ ...slip, ...changes }, language).map((line) => line.replaceAll('\u00A0', ' '));

test('a return says what is given back, taken back and left', () => {
  expect(said({}, 'ru')).toEqual([
    'Возврат: 1 234,50 ₽',
    'Возвращено на счёт: 21 балл',
    'Отменено начисление: 1 балл',
    'На счёте: 1 040 баллов',
  ]);
  expect(said({}, 'en').slice(1)).toEqual([
    'Given back: 21 points',
    'Taken back: 1 point',
    'Balance: 1,040 points',
  ]);
});

test('a debt is said as one, and kinds are named where there are several', () => {
  const both = { ...names, kinds: { ...names.kinds, promo: { ru: 'Промо', en: 'Promo' } } };
  const moved = { names: both, givenBack: {}, takenBack: { promo: 5 }, balances: { promo: -3 } };
  expect(said(moved, 'en').slice(1)).toEqual([
    'Taken back: 5 points (Promo)',
    'Owed: 3 points (Promo), paid by what you earn next',
  ]);
});

test('a return that moved no points says the money alone', () => {
  const nothing = { givenBack: {}, takenBack: {}, balances: {} };
  expect(said(nothing, 'en')).toEqual(['Refund: ₽1,234.50']);
});

import { describe, expect, test } from 'vitest';
import type { Receipt } from '../use-member.ts';
import { aloud } from './aloud.ts';

const now = new Date('2026-11-22T18:00:00Z');
const receipt: Receipt = {
  receiptId: '01932e2c-0000-7000-8000-000000000001',
  type: 'sale',
  currency: 'RUB',
  kinds: [{ id: 'bonus', name: 'Бонусы', pays: true }],
  at: '2026-11-22T15:42:00Z',
  offsetMinutes: 180,
  store: { storeId: 'S-1', name: 'Спорт на Тверской', city: null },
  tillId: '1',
  number: '7',
  ofReceipt: null,
  lines: [],
  totals: { amount: 144_990, discount: 20_000, spent: 0, paid: 124_990 },
  plus: { bonus: 109 },
  minus: {},
  discounts: [],
  spending: [],
  earned: [
    { kind: 'bonus', points: 35, name: 'За уровень Золото', note: 'С 500 ₽ по 7 %.' },
    { kind: 'bonus', points: 74, name: 'Кофе в зёрнах', note: 'Личное предложение.' },
  ],
  nothingEarned: null,
  others: [],
  missed: [],
  returns: [],
  feedback: null,
  mayGiveFeedback: false,
};
/** Spaces that keep a number together are spaces to who listens. */
const said = (of: Receipt, language: 'ru' | 'en' = 'ru'): string =>
  aloud(of, language, now).replaceAll('\u00A0', ' ');

describe('B2 what an operator reads out', () => {
  test('says what came, of what it is made, the greatest first, and what it saved', () => {
    expect(said(receipt)).toBe(
      'За чек от 22 ноября начислено 109 баллов: 74 «Кофе в зёрнах» и 35 «За уровень Золото». Скидка по чеку 200 ₽.',
    );
  });

  test('says one reason whole, and what was spent', () => {
    const { earned, totals } = receipt;
    const spent = { ...totals, discount: 0, spent: 5000 };
    expect(
      said({
        ...receipt,
        earned: earned.slice(0, 1),
        plus: { bonus: 35 },
        minus: { bonus: 50 },
        totals: spent,
      }),
    ).toBe(
      'За чек от 22 ноября начислено 35 баллов: «За уровень Золото», с 500 ₽ по 7 %. Списано 50 баллов, это 50 ₽.',
    );
  });

  test('says why there was nothing, and of a return what went where', () => {
    const nothing = { ...receipt, plus: {}, earned: [], totals: { ...receipt.totals, discount: 0 } };
    expect(said({ ...nothing, others: ['Списание включено на весь чек'] })).toBe(
      'За чек от 22 ноября баллы не начислены. Списание включено на весь чек.',
    );
    expect(said({ ...nothing, nothingEarned: 'За эти товары баллы не начисляются' })).toBe(
      'За чек от 22 ноября баллы не начислены: за эти товары баллы не начисляются.',
    );
    expect(said({ ...nothing, type: 'return', minus: { bonus: 35 }, plus: { bonus: 50 } })).toBe(
      'По возврату от 22 ноября вернули 1 249,90 ₽; начисленные 35 баллов сняты; списанные 50 баллов вернули.',
    );
    expect(said(nothing, 'en')).toBe('The receipt of 22 November earned no points.');
  });
});

import { describe, expect, test } from 'vitest';
import clothing from '../../../../programmes/clothing.json' with { type: 'json' };
import sportswear from '../../../../programmes/sportswear.json' with { type: 'json' };
import { calculate } from '../calculate.ts';
import type { Calculation } from '../calculation.ts';
import { cashierHints } from './cashier-hints.ts';
import { explain } from './explain.ts';
import { namesOf } from '../names.ts';
import { minor, points } from '../number.ts';
import { slipText, type SlipContext } from './slip.ts';
import { cashier, basket, compiled, line, member } from '../testing/receipts.ts';
import { wrap } from './wrap.ts';

const sports = compiled(sportswear);
const names = namesOf(sports.programme);

const silver = member({
  level: 'silver',
  spend: minor(9_900_000),
  birthday: { month: 1, day: 15 },
  balances: { bonus: points(1500) },
});

const bought: Calculation = calculate(sports, {
  basket: basket([line(500_000)]),
  member: silver,
  wish: { bonus: points(1021) },
});

const context: SlipContext = {
  names,
  member: 'Анна',
  balances: { bonus: points(877) },
  invitation: null,
  nextCodes: [
    { code: 'ВЕСНА', text: { ru: 'скидка 10 %', en: '10% off' }, from: '01.03.2026', until: '31.05.2026' },
  ],
};

const spaces = (lines: readonly string[]): string[] => lines.map((each) => each.replaceAll('\u00A0', ' '));

describe('U3 text printed on the receipt', () => {
  test('in Russian', () => {
    expect(spaces(slipText(bought, context, 'ru'))).toEqual([
      'Анна, спасибо за покупку!',
      'Анна, с днём рождения!',
      'Списано: 1 021 балл = 1 021 ₽',
      'Начислено: 396 баллов',
      'На счёте: 877 баллов',
      'Поздравляем! Ваш новый уровень: Золотой',
      'Промокод на следующую покупку: ВЕСНА (скидка 10 %)',
      'Действует с 01.03.2026 по 31.05.2026',
    ]);
  });

  test('in English', () => {
    const plain = { ...context, member: null, nextCodes: [] };
    expect(spaces(slipText(bought, plain, 'en'))).toEqual([
      'Thank you for your purchase!',
      'Happy birthday!',
      'Spent: 1,021 points = ₽1,021',
      'Earned: 396 points',
      'Balance: 877 points',
      'Congratulations! Your new level: Gold',
    ]);
  });

  test('the way to the next level, and what is owed', () => {
    const { spend: _, ...rest } = silver;
    const far = calculate(sports, {
      basket: basket([line(10_050)]),
      member: { ...rest, spend: minor(5_000_000) },
      wish: 'none',
    });
    const owing = { ...context, balances: { bonus: points(-3) }, nextCodes: [] };
    expect(spaces(slipText(far, owing, 'ru')).slice(-3)).toEqual([
      'Долг: 3 балла, погасится следующими начислениями',
      'Ваш уровень: Серебряный',
      'До уровня «Золотой» осталось 49 899,50 ₽',
    ]);
  });

  test('several kinds of points are told apart', () => {
    const wardrobe = compiled(clothing);
    const result = calculate(wardrobe, {
      basket: basket([line(100_000, { category: ['Новая коллекция'] })]),
      member: member({ level: 'basic', spend: minor(0) }),
      wish: 'none',
    });
    const told = { ...context, names: namesOf(wardrobe.programme), balances: {}, nextCodes: [] };
    expect(spaces(slipText(result, told, 'ru'))).toEqual([
      'Анна, спасибо за покупку!',
      'Начислено: 30 баллов (Кэшбэк)',
      'Начислено: 100 баллов (Промобаллы)',
      'Ваш уровень: Базовый',
      'До уровня «Стиль» осталось 29 000 ₽',
    ]);
  });

  test('S9 an anonymous receipt prints an invitation', () => {
    const nobody = calculate(sports, { basket: basket([line(500_000)]), member: null, wish: 'none' });
    const invitation = { link: 'https://club.example/j/7K2', code: '7K2', days: 14 };
    expect(slipText(nobody, { ...context, invitation, nextCodes: [] }, 'ru')).toEqual([
      'Вступите за 14 дней — и этот чек принесёт баллы',
      'https://club.example/j/7K2',
      'Код приглашения: 7K2',
    ]);
    expect(slipText(nobody, { ...context, nextCodes: [] }, 'ru')).toEqual([]);
    expect(slipText(nobody, context, 'ru')).toEqual([
      'Промокод на следующую покупку: ВЕСНА (скидка 10 %)',
      'Действует с 01.03.2026 по 31.05.2026',
    ]);
  });

  test('a receipt that paid enough prints a code for next time', () => {
    const printed = (amount: number): unknown =>
      calculate(sports, { basket: basket([line(amount)]), member: null, wish: 'none' }).printedCodes;
    expect(printed(699_999)).toEqual([]);
    expect(printed(700_000)).toEqual([{ promotion: 'next-purchase-500', after: 14, days: 30 }]);
  });

  test('lines can be made as narrow as the printer', () => {
    const narrow = wrap(slipText(bought, context, 'ru'), 24);
    expect(Math.max(...narrow.map(({ length }) => length))).toBeLessThanOrEqual(24);
    expect(narrow.join(' ')).toBe(slipText(bought, context, 'ru').join(' '));
    expect(wrap(['', 'abcdef'], 4)).toEqual(['', 'abcd', 'ef']);
  });
});

describe('U3 hints for the cashier', () => {
  test('what to offer, and why a code did nothing', () => {
    const result = calculate(sports, {
      basket: basket([line(20_000, { units: 2, category: ['Одежда', 'Носки'] })], {
        codes: [{ code: 'spring', singleUseOf: null }],
      }),
      member: silver,
      wish: 'none',
    });
    expect(spaces(cashierHints(result, names, 'ru'))).toEqual([
      'Промокод SPRING: сейчас такого нет, или он уже использован',
      'Предложите ещё 1 товар: сработает «Носки и футболки 1+1=3»',
      'Можно списать: 60 баллов = 60 ₽',
      'До уровня «Золотой» осталось 800 ₽',
      'У покупателя день рождения: поздравьте',
    ]);
    expect(spaces(cashierHints(result, names, 'en'))[1]).toBe(
      'Offer 1 more item for “Socks and T-shirts: 3 for 2”',
    );
  });
});

describe('B2 why did I get these points?', () => {
  test('every point and every discount has its reason', () => {
    expect(spaces(explain(bought, names, cashier('ru')).whole)).toEqual([
      'Списано: 1 021 балл = 1 021 ₽',
      '198 баллов: 5 % от 3 979 ₽, оплаченных деньгами, «Бонусы за покупку», уровень «Серебряный»',
      '198 баллов: 5 % от 3 979 ₽, оплаченных деньгами, «День рождения: ещё 5 % бонусами», уровень «Серебряный»',
      'Новый уровень: «Золотой»',
    ]);
    const most = calculate(sports, {
      basket: basket([line(30_000, { units: 3, category: ['Одежда', 'Носки'] })]),
      member: silver,
      wish: 'most',
    });
    expect(spaces(explain(most, names, cashier('en')).whole)).toContain(
      '₽100 off: “Socks and T-shirts: 3 for 2”',
    );
    expect(spaces(explain(most, names, cashier('en')).whole)).toContain(
      'At most 60 points could be spent: points pay no more than this share of a receipt',
    );
  });

  test('a name that was not passed in is told by its id', () => {
    const bare = { currency: 'XTS', kinds: {}, levels: {}, sources: {} };
    expect(explain(bought, bare, cashier('en')).whole[1]).toBe(
      '198 points: 5% of 3,979\u00A0XTS paid in money, “purchase”, level “silver”',
    );
  });
});

import { describe, expect, test } from 'vitest';
import type { Basket, MemberFacts } from '../basket.ts';
import { calculate } from '../calculate.ts';
import { explain, explainReturn, explainVoid, type Audience, type Voice } from './explain.ts';
import { namesOf } from '../names.ts';
import { minor, points, thousandths } from '../number.ts';
import { cancelDue } from '../returns.ts';
import { basket, cashier, compiled, document, line, member, named, promotion } from '../testing/receipts.ts';

const voice = (audience: Audience, language: Voice['language'] = 'ru'): Voice => ({
  ...cashier(language),
  audience,
});
const plain = (sentences: readonly string[]): string[] =>
  sentences.map((sentence) => sentence.replaceAll('\u00A0', ' '));
const titled = (ru: string, en: string): object => ({ name: { ru, en } });

const rules = compiled(
  document({
    kinds: [
      {
        id: 'bonus',
        name: named('Бонусы'),
        worth: 100,
        life: { months: 12 },
        activation: { days: 14 },
        spending: { maxShare: 3000 },
      },
    ],
    promotions: [
      promotion(
        { type: 'line-percent', rate: 1000 },
        { id: 'shoes', ...titled('Обувь −10 %', 'Shoes 10% off'), codes: ['SHOES'] },
      ),
      promotion(
        { type: 'basket-amount', amount: 50_000 },
        {
          id: 'evening',
          ...titled('Вечер', 'Evening'),
          when: {
            any: [
              { fact: 'time.ofDay', op: 'between', value: { from: '18:00', to: '20:00' } },
              { fact: 'basket.amount', op: 'at-least', value: 300_000 },
            ],
          },
        },
      ),
      promotion(
        { type: 'basket-percent', rate: 100 },
        { id: 'often', ...titled('Часто', 'Often'), limits: { member: { times: 2, per: 'week' } } },
      ),
      promotion(
        { type: 'basket-percent', rate: 100 },
        { id: 'fund', ...titled('Фонд', 'Fund'), limits: { total: { times: 777, per: 'ever' } } },
      ),
    ],
  }),
);

const week = { promotion: 'often', period: '2026-W03', times: 2 };
const asked = (who: MemberFacts | null, rest: Partial<Basket> = {}) =>
  calculate(rules, {
    basket: basket([line(200_000, { product: 'shoes' })], {
      codes: [{ code: 'shoes', singleUseOf: null }],
      ...rest,
    }),
    member: who,
    wish: 'most',
    exhausted: ['fund'],
  });
const sold = asked(member({ balances: { bonus: points(100_000) }, uses: [week] }));

describe('B2 every discount, point and near miss says why', () => {
  const names = namesOf(rules.programme);

  test('to a cashier: what to say now', () => {
    expect(plain(explain(sold, names, voice('cashier')).whole)).toEqual([
      'Скидка 200 ₽: «Обувь −10 %»',
      'Списано: 540 баллов = 540 ₽',
      'Можно было списать не больше: 540 баллов — больше этой доли чека баллами не оплатить',
      '126 баллов: 10 % от 1 260 ₽, оплаченных деньгами, «За покупку», уровень «Золотой»',
      '«Вечер»: условие — время с 18:00 до 20:00 или сумма чека от 3 000 ₽ (не хватает 1 000 ₽)',
      '«Часто»: покупатель уже воспользовался ею столько раз, сколько можно',
      '«Фонд»: акция закончилась',
    ]);
  });

  test('to an operator: with ids, figures and what held it', () => {
    const { lines, whole } = explain(sold, names, voice('operator', 'en'));
    expect(plain(whole)).toEqual([
      '₽200 off: “Shoes 10% off” [shoes], code SHOES; lines: shoes',
      'Spent: 540 points = ₽540',
      'At most 540 points could be spent: points pay no more than this share of a receipt [share-of-receipt]',
      '126 points: 10% of ₽1,260 paid in money, “За покупку”, level “Золотой” [purchase, gold]; valid from 2026-01-29 until 2027-01-29',
      '“Evening” [evening] did not apply: it needs the time from 18:00 to 20:00 or a receipt of ₽3,000 or more (₽1,000 to go) [condition]',
      '“Often” [often] did not apply: the member’s limit is used up: 2 times a week [limit-reached]',
      '“Fund” [fund] did not apply: the promotion’s limit over everybody is used up [budget-used-up]',
    ]);
    expect(lines.map(({ id, sentences }) => [id, plain(sentences)])).toEqual([
      [
        'shoes',
        [
          '₽200 off: “Shoes 10% off” [shoes]',
          'Spent: 540 points = ₽540',
          'Earned: 126 points, “За покупку” [purchase]',
        ],
      ],
    ]);
  });

  test('to a member: friendly, without ids and the insides of limits', () => {
    const { lines, whole } = explain(sold, names, voice('member', 'ru'));
    expect(plain(whole)[0]).toBe('Вы сэкономили 200 ₽: «Обувь −10 %»');
    expect(plain(whole)).toContain(
      '«Часто» не сработала: вы уже воспользовались ею столько раз, сколько можно',
    );
    expect(plain(whole)[3]).toMatch(/; срок действия с 29\.01\.2026 до 29\.01\.2027$/);
    for (const sentence of [...whole, ...lines.flatMap(({ sentences }) => sentences)]) {
      expect(sentence).not.toMatch(/\[|777|лимит|shoes|gold/);
    }
  });

  test('a code that did nothing is told with what its promotion lacks, once', () => {
    const floored = asked(null, { lines: [line(200_000, { product: 'shoes', floor: 200_000 })] });
    const { whole } = explain(floored, names, voice('operator'));
    expect(whole.filter((sentence) => sentence.includes('SHOES'))).toEqual([
      '«Обувь −10 %» [shoes] не сработала по промокоду SHOES: цена уже самая низкая [at-floor]',
    ]);
  });

  test('every audience has words for every miss, in both languages', () => {
    const all = [
      { type: 'condition', anyOf: [] },
      { type: 'add-units', units: 2 },
      { type: 'spend-more', missing: minor(100) },
      { type: 'beaten', by: 'fund' },
      { type: 'taken', by: 'fund' },
      { type: 'offline' },
    ] as const;
    const told = (['ru', 'en'] as const).flatMap((language) =>
      (['cashier', 'operator', 'member'] as const).flatMap((audience) => {
        const missed = all.map((because) => ({ promotion: 'often', code: null, because }));
        return explain(
          { ...sold, fired: [], earning: [], spending: [], missed },
          names,
          voice(audience, language),
        ).whole;
      }),
    );
    expect(told).toHaveLength(36);
    expect(told.join()).not.toMatch(/undefined|null/);
  });

  test('a line that another promotion has closed says so, and the whole where nothing else is told of it', () => {
    const half = { type: 'line-percent', rate: 5000 };
    const hat = { fact: 'line.product', op: 'is', value: 'hat' };
    const closing = compiled(
      document({
        promotions: [
          promotion(half, {
            id: 'hats',
            ...titled('Шляпы', 'Hats'),
            lines: hat,
            stacking: 'exclusive',
            priority: 1,
          }),
          promotion(half, { id: 'all', ...titled('Всё', 'All') }),
        ],
      }),
    );
    const tell = (products: readonly string[], of: Voice) => {
      const lines = products.map((product) => line(1000, { product }));
      const answer = calculate(closing, { basket: basket(lines), member: null, wish: 'none' });
      return explain(answer, namesOf(closing.programme), of);
    };
    const some = tell(['hat', 'shoes'], voice('operator', 'en'));
    expect(plain(some.lines[0]?.sentences ?? [])).toEqual([
      '₽5 off: “Hats” [hats]',
      '“All” [all] did not apply to this line: it does not combine with “Hats” [hats] [taken]',
    ]);
    expect(some.lines[1]?.sentences).toHaveLength(1);
    expect(some.whole.join()).not.toContain('combine');
    const none = tell(['hat'], voice('member'));
    expect(plain(none.lines[0]?.sentences ?? []).at(-1)).toBe(
      '«Всё» на этот товар не действует: не складывается с «Шляпы»',
    );
    expect(none.whole.at(-1)).toBe('«Всё» не сработала: не складывается с «Шляпы»');
    expect(plain(tell(['hat', 'tie'], voice('cashier')).lines[0]?.sentences ?? []).at(-1)).toBe(
      '«Всё» на этот товар не действует: не складывается с «Шляпы»',
    );
  });

  test('a receipt from before there was such evidence, and one with names that nobody has any more', () => {
    const { missed: _, ...early } = sold;
    const bare = { currency: 'RUB', kinds: {}, levels: {}, sources: {} };
    expect(plain(explain(early, bare, voice('cashier')).whole)[0]).toBe('Скидка 200 ₽: «shoes»');
  });
});

describe('B2 no points says why', () => {
  const food = { fact: 'line.category', op: 'within', value: ['food'] };
  const notFood = { not: food };
  const rule = (rest: object) => ({
    id: 'rule',
    name: named('За покупку'),
    kind: 'bonus',
    rate: { gold: 1000 },
    ...rest,
  });
  const tell = (
    of: { readonly rule?: object; readonly who?: Partial<MemberFacts>; readonly amount?: number },
    as: Voice = voice('operator', 'en'),
  ): readonly string[] => {
    const programme = compiled(document({ earning: [rule(of.rule ?? {})] }));
    const lines = [line(of.amount ?? 100_000, { product: 'tea', category: ['food'] })];
    const answer = calculate(programme, { basket: basket(lines), member: member(of.who), wish: 'most' });
    return plain(explain(answer, namesOf(programme.programme), as).whole).filter((one) =>
      /points (were|for this)|Балл|балл/.test(one),
    );
  };
  const balances = { bonus: points(1000) };

  test.each([
    [
      'the level',
      { who: { level: 'start' } },
      'the level “Начальный” earns no points for such purchases [level]',
    ],
    ['the goods', { rule: { lines: notFood } }, 'these goods earn no points [goods]'],
    [
      'points paid for all of it',
      { who: { balances } },
      'what is paid with points earns no points [paid-with-points]',
    ],
    ['nothing was paid', { amount: 0 }, 'nothing was paid in money [nothing-paid]'],
    ['it is too little', { amount: 900 }, 'the sum is too small [too-little]'],
    [
      'no rule is for it',
      { rule: { when: { fact: 'store.id', op: 'is', value: 'elsewhere' } } },
      'no earning rule is for such a purchase [conditions]',
    ],
  ])('%s', (_, of, why) => expect(tell(of)).toEqual([`No points were earned: ${why}`]));

  test('to all, in their words', () => {
    const of = { who: { level: 'start' } };
    const why = 'на уровне «Начальный» за такие покупки баллы не начисляются';
    expect(tell(of, voice('cashier'))).toEqual([`Баллов за этот чек нет: ${why}`]);
    expect(tell(of, voice('operator'))).toEqual([`Баллы не начислены: ${why} [level]`]);
    expect(tell(of, voice('member'))).toEqual([`За эту покупку баллы не начислены: ${why}`]);
  });

  test('not to who earned, to nobody, and of older evidence only what it shows', () => {
    expect(tell({})).toEqual([]);
    const programme = compiled(document({ earning: [rule({})] }));
    const question = { basket: basket([line(1000)]), member: member({ balances }), wish: 'most' } as const;
    const { nothingEarned: _, ...older } = calculate(programme, question);
    const names = namesOf(programme.programme);
    expect(explain(older, names, voice('member', 'en')).whole).toContain(
      'You earned no points for this purchase: what is paid with points earns no points',
    );
    const level = older.level && { ...older.level, before: 'start' };
    const unknown = { ...older, level, totals: { ...older.totals, paid: minor(1000), spent: minor(0) } };
    expect(explain(unknown, names, voice('member', 'en')).whole.join()).not.toContain('no points');
  });
});

describe('B2 every return says why', () => {
  test('what came back, what was taken and what is owed', () => {
    const [calculated] = sold.lines;
    if (calculated === undefined) throw new Error('nothing was sold');
    const given = line(200_000, { product: 'shoes' });
    const due = cancelDue([{ calculated, quantity: given.quantity, returned: thousandths(0) }]);
    const story = {
      due,
      refund: 120_000,
      refundReducedBy: 6000,
      givenBack: { bonus: 540 },
      takenBack: { bonus: 126 },
      debt: { bonus: 60 },
    };
    const { lines, whole } = explainReturn(story, namesOf(rules.programme), voice('member'));
    expect(plain(lines[0]?.sentences ?? [])).toEqual([
      'Возврат 1 260 ₽ (количество 1); скидка 200 ₽ больше не даётся; возвращено на счёт: 540 баллов; отменено начисление: 126 баллов',
    ]);
    expect(plain(whole)).toEqual([
      'Возврат: 1 200 ₽',
      'Из денег удержано 60 ₽: баллы, начисленные за покупку, уже потрачены',
      'Возвращено на счёт: 540 баллов',
      'Отменено начисление: 126 баллов',
      'Остался долг: 60 баллов. Эти баллы были начислены за покупку и уже потрачены',
    ]);
  });

  test('a receipt that was cancelled before it came', () =>
    expect(explainVoid(voice('operator', 'en')).whole).toHaveLength(1));
});

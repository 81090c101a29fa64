import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import clothing from '../../../programmes/clothing.json' with { type: 'json' };
import diy from '../../../programmes/diy.json' with { type: 'json' };
import hypermarket from '../../../programmes/hypermarket.json' with { type: 'json' };
import sportswear from '../../../programmes/sportswear.json' with { type: 'json' };
import type { MemberFacts } from './basket.ts';
import { calculate } from './calculate.ts';
import { dayMs, daysFromCivil } from './calendar.ts';
import type { CompiledProgramme } from './compile.ts';
import { namesOf } from './names.ts';
import { instant, minor } from './number.ts';
import { offerDays, offerKeys, type OfferDays } from './offer-days.ts';
import type { Promotion } from './programme.ts';
import { basket, compiled, document, line, member, promotion } from './testing/receipts.ts';
import { offerWords } from './words/offers.ts';

const tenOff = { type: 'line-percent', rate: 1000 };
const programmeOf = (rest: object): CompiledProgramme =>
  compiled(document({ promotions: [promotion(tenOff, { ...rest })] }));

function only({ programme }: CompiledProgramme): Promotion {
  const [first] = programme.promotions;
  if (!first) throw new Error('no promotion');
  return first;
}

const TODAY = '2026-11-22';

function days(rest: object, facts: Partial<MemberFacts> = {}, store?: string): OfferDays | null {
  const programme = programmeOf(rest);
  const who = member(facts);
  const level = programme.programme.levels.find(({ id }) => id === who.level);
  if (!level) throw new Error(`no level ${who.level}`);
  return offerDays(only(programme), {
    member: who,
    level,
    today: TODAY,
    ...(store !== undefined && { store: { id: store, tags: [] } }),
  });
}

describe('G4 what is turned on fires, and nothing before', () => {
  const pay = (rest: object, offers: MemberFacts['offers']): ReturnType<typeof calculate> =>
    calculate(programmeOf(rest), {
      basket: basket([line(100_000)]),
      member: member({ offers }),
      wish: 'none',
    });
  const turnedOn = [{ id: 'offer-1', promotion: 'promo' }];

  test('a promotion for everybody with a card stands after its first receipt', () => {
    expect(pay({ activation: { days: 7 } }, []).totals.discount).toBe(0);
    expect(pay({ activation: { days: 7 } }, turnedOn)).toMatchObject({
      totals: { discount: 10_000 },
      usedOffers: [],
    });
  });

  test('a personal one is used up', () =>
    expect(pay({ personal: true, activation: { days: 7 } }, turnedOn).usedOffers).toEqual(['offer-1']));

  test('nobody is near what they have not turned on', () =>
    expect(pay({ activation: { days: 7 } }, []).missed).toEqual([]));
});

describe('G4 an offer is for whom it can fire', () => {
  const gold = { fact: 'member.level', op: 'is', value: 'gold' };
  const until = (value: string): object => ({ fact: 'time.date', op: 'until', value });

  test('without conditions it is there, and no end is in sight', () =>
    expect(days({})).toEqual({ from: TODAY, until: null }));

  test.each([
    ['of another level', { when: gold }, { level: 'start' }],
    ['in no segment of its', { when: { fact: 'member.segment', op: 'has', value: 'cats' } }, {}],
    ['after its last day', { when: until('2026-11-21') }, {}],
    ['before a day too far away', { when: { fact: 'time.date', op: 'from', value: '2027-06-01' } }, {}],
    ['without a birthday', { when: birthday(3, 3) }, {}],
  ])('not for a member %s', (_, rest, facts) => expect(days(rest, facts)).toBeNull());

  test('its days are those on which it may fire', () => {
    expect(days({ when: until('2026-11-29') })).toEqual({ from: TODAY, until: '2026-11-29' });
    const december = { fact: 'time.date', op: 'between', value: { from: '2026-12-01', to: '2026-12-05' } };
    expect(days({ when: { all: [gold, december] } })).toEqual({ from: '2026-12-01', until: '2026-12-05' });
    expect(days({ when: birthday(3, 3) }, { birthday: { month: 11, day: 30 } })).toEqual({
      from: '2026-11-27',
      until: '2026-12-03',
    });
  });

  test('a store that it is not for has it not', () => {
    const when = { fact: 'store.id', op: 'in', value: ['store-1'] };
    expect(days({ when })).not.toBeNull();
    expect(days({ when }, {}, 'store-1')).not.toBeNull();
    expect(days({ when }, {}, 'store-2')).toBeNull();
  });

  test('goods that take no part have it not, those of a set have it', () => {
    const socks = { id: 'socks', category: ['Одежда', 'Носки'], brand: null, onSale: false, floor: minor(0) };
    const clothes = { fact: 'line.category', op: 'within', value: ['Одежда'] };
    const shoes = { fact: 'line.category', op: 'within', value: ['Обувь'] };
    const takesPart = (rest: object): boolean => {
      const first = only(programmeOf(rest));
      const [level] = programmeOf(rest).programme.levels;
      if (!level) throw new Error('no level');
      return offerDays(first, { member: member(), level, today: TODAY, product: socks }) !== null;
    };
    expect([takesPart({ lines: clothes }), takesPart({ lines: shoes })]).toEqual([true, false]);
    const set = {
      effect: {
        type: 'bundle',
        parts: [
          { lines: shoes, units: 1 },
          { lines: clothes, units: 1 },
        ],
        price: 1,
      },
    };
    expect(takesPart(set)).toBe(true);
    expect(offerKeys(only(programmeOf(set)))?.map(({ word }) => word)).toEqual(['Обувь', 'Одежда']);
  });

  test('what a receipt of today gets was never ruled out', () => {
    const leaf = fc.constantFrom<object>(
      gold,
      until('2026-11-22'),
      { fact: 'basket.amount', op: 'at-least', value: 50_000 },
      { fact: 'time.ofDay', op: 'between', value: { from: '09:00', to: '18:00' } },
      { fact: 'store.id', op: 'is', value: 'store-1' },
      { fact: 'member.receipts', op: 'at-least', value: 5 },
      { fact: 'line.brand', op: 'is', value: 'step' },
      birthday(2, 0),
    );
    const { condition } = fc.letrec<{ condition: object }>((tie) => ({
      condition: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        leaf,
        fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
        fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
        tie('condition').map((not) => ({ not })),
      ),
    }));
    fc.assert(
      fc.property(condition, fc.boolean(), fc.nat({ max: 23 }), (lines, isGold, hour) => {
        const facts = { level: isGold ? 'gold' : 'start', birthday: { month: 11, day: 23 } };
        const at = instant(
          daysFromCivil({ year: 2026, month: 11, day: 22 }) * dayMs + (hour - 3) * 3_600_000,
        );
        const { totals } = calculate(programmeOf({ lines }), {
          basket: basket([line(40_000 + hour * 1000, { brand: 'step' })], { at }),
          member: member(facts),
          wish: 'none',
        });
        expect(totals.discount === 0 || days({ lines }, facts)?.from === TODAY).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  function birthday(before: number, after: number): object {
    return { fact: 'member.birthday', op: 'within-days', value: { before, after } };
  }
});

describe('G4 an offer in words', () => {
  const words = (effect: object, rest: object = {}, language: 'ru' | 'en' = 'ru') => {
    const { programme } = compiled(
      document({
        kinds: [{ id: 'bonus', name: { ru: 'Бонусы', en: 'Points' }, worth: 100, life: { never: true } }],
        promotions: [promotion({ ...effect }, { ...rest })],
      }),
    );
    const [first] = programme.promotions;
    if (!first) throw new Error('no promotion');
    return offerWords(
      first,
      { ...namesOf(programme), goods: { socks: { ru: 'Носки', en: 'Socks' } } },
      language,
    );
  };

  test.each([
    [{ type: 'line-percent', rate: 2000 }, '−20 %', 'price'],
    [{ type: 'basket-amount', amount: 50_000 }, '−500 ₽', 'price'],
    [{ type: 'line-price', price: 19_900 }, '199 ₽', 'price'],
    [{ type: 'buy-get-free', buy: 2, free: 1 }, '2 + 1', 'price'],
    [{ type: 'nth-item', every: 6, rate: 10_000 }, '5 + 1', 'price'],
    [{ type: 'nth-item', every: 2, rate: 5000 }, '−50 %', 'price'],
    [{ type: 'points', kind: 'bonus', points: 200 }, '+200', 'points'],
    [{ type: 'points-rate', kind: 'bonus', rate: 500 }, '+5 %', 'points'],
    [{ type: 'points-multiplier', kind: 'bonus', times: 30_000 }, '×3', 'points'],
    [{ type: 'spend-and-get', from: 300_000, get: { kind: 'bonus', points: 150 } }, '+150', 'points'],
  ])('%o is %s', (effect, figure, of) =>
    expect(words(effect)).toMatchObject({ figure: figure.replaceAll(/ (?=[%₽])/g, '\u00A0'), of }),
  );

  test('its terms are what a member can do something about, not what they are', () => {
    const when = {
      all: [
        { fact: 'basket.amount', op: 'at-least', value: 300_000 },
        { fact: 'time.weekday', op: 'in', value: ['sat', 'sun'] },
        { fact: 'member.level', op: 'is', value: 'gold' },
        { fact: 'time.date', op: 'until', value: '2026-12-31' },
        { fact: 'store.id', op: 'is', value: 'MSK-1' },
      ],
    };
    const lines = {
      all: [
        {
          any: [
            { fact: 'line.category', op: 'within', value: ['Одежда', 'Футболки'] },
            { fact: 'line.product', op: 'is', value: 'socks' },
          ],
        },
        { not: { fact: 'line.brand', op: 'is', value: 'Step' } },
      ],
    };
    const rest = { when, lines, stacking: 'exclusive', limits: { member: { times: 2, per: 'month' } } };
    expect(words(tenOff, rest).terms).toEqual([
      'Товары: Одежда › Футболки или «Носки»; кроме: бренд Step',
      'Сумма чека от 3\u00A0000\u00A0₽',
      'День недели: суббота, воскресенье',
      'Вам — 2 раза в месяц',
      'Не складывается с другими акциями на те же товары',
    ]);
    expect(words(tenOff, rest, 'en').terms).toContain('For you twice a month');
  });

  test('every promotion that comes with Bonum has a figure and a sentence in both languages', () => {
    for (const written of [sportswear, hypermarket, diy, clothing]) {
      const { programme } = compiled(written);
      for (const one of programme.promotions) {
        for (const language of ['ru', 'en'] as const) {
          const { figure, does, terms } = offerWords(one, { ...namesOf(programme), goods: {} }, language);
          expect(figure.length).toBeLessThan(14);
          expect([does, ...terms].join()).not.toMatch(/undefined|null|NaN|\[object/);
        }
      }
    }
  });

  test('a level’s name is not told to those who have it', () =>
    expect(words(tenOff, { when: { fact: 'member.spend', op: 'at-least', value: minor(1) } }).terms).toEqual(
      [],
    ));
});

describe('G4 goods of an offer, whoever sees it', () => {
  const shoes = { id: 'SHOES', category: ['Обувь'], brand: null, onSale: false, floor: minor(0) };
  const isShoes = { fact: 'line.product', op: 'is', value: 'SHOES' };
  const forAnybody = (rest: object, product = shoes): boolean =>
    offerDays(only(programmeOf(rest)), { today: TODAY, product }) !== null;

  test('what is not said of the buyer may be anything; what is known of goods and days decides', () => {
    const gold = { fact: 'member.level', op: 'is', value: 'gold' };
    expect(forAnybody({ when: gold, lines: isShoes })).toBe(true);
    expect(forAnybody({ when: { not: gold }, lines: isShoes })).toBe(true);
    expect(forAnybody({ lines: isShoes }, { ...shoes, id: 'SOCKS' })).toBe(false);
    expect(
      forAnybody({ when: { fact: 'time.date', op: 'until', value: '2026-11-21' }, lines: isShoes }),
    ).toBe(false);
  });
});

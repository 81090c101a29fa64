import { describe, expect, test } from 'vitest';
import replay from '../../../programmes/replay.json' with { type: 'json' };
import sportswear from '../../../programmes/sportswear.json' with { type: 'json' };
import type { Basket, MemberFacts, SpendWish } from './basket.ts';
import { calculate } from './calculate.ts';
import type { Calculation } from './calculation.ts';
import { instant, minor, points } from './number.ts';
import { basket, compiled, document, line, member, noon, promotion } from './testing/receipts.ts';

const sports = compiled(sportswear);

const at = (level: string, spend: number, rest: Partial<MemberFacts> = {}): MemberFacts =>
  member({ level, spend: minor(spend), ...rest });

function answer(
  programme: unknown,
  given: Basket,
  who: MemberFacts | null = member(),
  wish: SpendWish = 'none',
): Calculation {
  return calculate(compiled(programme), { basket: given, member: who, wish });
}

const askSports = (who: MemberFacts | null): Calculation =>
  calculate(sports, { basket: basket([line(100_000)]), member: who, wish: 'none' });

const born = (day: number): number =>
  askSports(at('gold', 10_000_000, { birthday: { month: 1, day } })).earning.length;

const off = (priority: number): unknown =>
  promotion({ type: 'basket-amount', amount: 5000 }, { id: 'off', priority });

const kind = (id: string): unknown => ({
  id,
  name: { ru: id, en: id },
  worth: 100,
  life: { never: true },
  spending: { maxShare: 10_000 },
});

const withPromotions = (...promotions: readonly unknown[]): unknown => document({ promotions });

describe('U1 levels of the sportswear programme', () => {
  const shoes = basket([line(999_900)]);
  const earned = (level: string, spend: number): number[] =>
    calculate(sports, { basket: shoes, member: at(level, spend), wish: 'none' }).earning.map(
      (lot) => lot.points,
    );

  test('a Participant neither earns nor spends', () => {
    const who = at('participant', 0, { balances: { bonus: points(500) } });
    const result = calculate(sports, { basket: shoes, member: who, wish: 'most' });
    expect(result.earning).toEqual([]);
    expect(result.spending).toEqual([
      { kind: 'bonus', available: 500, most: 0, because: 'level-does-not-spend', points: 0, amount: 0 },
    ]);
  });

  test('Bronze earns 3 %, Silver 5 %, Gold 7 % of 9 999 ₽, rounded down', () => {
    expect(earned('bronze', 1_000_000)).toEqual([299]);
    expect(earned('silver', 5_000_000)).toEqual([499]);
    expect(earned('gold', 10_000_000)).toEqual([699]);
  });

  test('points live one year', () => {
    const [lot] = calculate(sports, { basket: shoes, member: at('gold', 10_000_000), wish: 'none' }).earning;
    expect(lot).toMatchObject({ activeFrom: noon, rate: 700, base: 999_900 });
    // 15 January 2027, 12:30 in Moscow.
    expect(lot?.expiresAt).toBe(1_800_005_400_000);
  });

  test('points pay for up to 30 % of the receipt', () => {
    const who = at('gold', 10_000_000, { balances: { bonus: points(100_000) } });
    const { spending, totals } = calculate(sports, { basket: shoes, member: who, wish: 'most' });
    expect(spending[0]).toMatchObject({
      most: 2999,
      because: 'share-of-receipt',
      points: 2999,
      amount: 299_900,
    });
    expect(totals).toEqual({ amount: 999_900, discount: 0, spent: 299_900, paid: 700_000 });
  });

  test('points never pay for goods on sale, though these count in the receipt', () => {
    const lines = [line(100_000, { id: 'sale', onSale: true }), line(10_000, { id: 'ball' })];
    const who = at('gold', 10_000_000, { balances: { bonus: points(100_000) } });
    const result = calculate(sports, { basket: basket(lines), member: who, wish: 'most' });
    expect(result.spending[0]).toMatchObject({ most: 100, because: 'lines-that-may-be-paid' });
    expect(result.lines.map(({ paid }) => paid)).toEqual([100_000, 0]);
  });

  test('a level is earned by this receipt and counts from the next', () => {
    const { earning, level } = calculate(sports, {
      basket: shoes,
      member: at('participant', 500_000),
      wish: 'none',
    });
    expect(earning).toEqual([]);
    expect(level).toEqual({
      before: 'participant',
      after: 'bronze',
      spendBefore: 500_000,
      spendAfter: 1_499_900,
      next: { level: 'silver', missing: 3_500_100 },
    });
  });

  test('goods brought back can lower the level, and spend is kept exactly below zero', () => {
    const back = basket([line(-999_900, { units: -1 })]);
    const { level } = calculate(sports, { basket: back, member: at('bronze', 1_000_000), wish: 'none' });
    expect(level).toMatchObject({ before: 'bronze', after: 'participant', spendAfter: 100 });
    const below = calculate(sports, { basket: back, member: at('participant', 0), wish: 'none' });
    expect(below.level?.spendAfter).toBe(-999_900);
  });
});

describe('the replay programme', () => {
  const history = compiled(replay);
  const earned = (level: string, spend: number, amount: number): unknown =>
    calculate(history, {
      basket: basket([line(amount)]),
      member: at(level, spend),
      wish: 'most',
    }).earning.map(({ points: many, activeFrom, expiresAt }) => [
      many,
      expiresAt === null ? null : expiresAt - activeFrom,
    ]);

  test('a share of minor units, rounded down once, at the level held before, for 365 days to the second', () => {
    expect(earned('participant', 9999, 1_000_000)).toEqual([]);
    expect(earned('bronze', 10_000, 1033)).toEqual([[30, 31_536_000_000]]);
    expect(earned('silver', 50_000, 1039)).toEqual([[51, 31_536_000_000]]);
    expect(earned('gold', 100_000, 1042)).toEqual([[72, 31_536_000_000]]);
  });

  test('two lines are rounded together, not each by itself', () => {
    const lines = [line(1049, { id: 'a' }), line(1050, { id: 'b' })];
    const { earning, lines: out } = calculate(history, {
      basket: basket(lines),
      member: at('bronze', 10_000),
      wish: 'none',
    });
    // 2099 x 3 % = 62.97; by itself each would have been 31.47 and 31.5.
    expect(earning[0]?.points).toBe(62);
    expect(out.map((each) => each.earned[0]?.points)).toEqual([31, 31]);
  });
});

describe('U3 promotions', () => {
  test('1+1=3: the cheapest of three costs nothing, and what is saved is spread over all three', () => {
    const socks = ['a', 'b', 'c'].map((id, index) =>
      line([30_000, 20_000, 10_000][index] ?? 0, { id, category: ['Одежда', 'Носки'] }),
    );
    const { lines, totals, fired } = calculate(sports, { basket: basket(socks), member: null, wish: 'none' });
    expect(totals).toEqual({ amount: 60_000, discount: 10_000, spent: 0, paid: 50_000 });
    expect(lines.map(({ paid }) => paid)).toEqual([25_000, 16_667, 8333]);
    expect(fired).toEqual([
      {
        promotion: 'socks-1-1-3',
        discount: 10_000,
        points: 0,
        lines: ['a', 'b', 'c'],
        code: null,
        offer: null,
        times: 1,
      },
    ]);
  });

  test('two of three: the cashier hears that one more is missing', () => {
    const socks = line(20_000, { units: 2, category: ['Одежда', 'Носки', 'Спорт'] });
    const { missed } = calculate(sports, { basket: basket([socks]), member: member(), wish: 'none' });
    const because = { type: 'add-units', units: 1 };
    expect(missed).toContainEqual({ promotion: 'socks-1-1-3', code: null, because });
  });

  test('a code is read without its case and the blanks around it; an unknown one is refused', () => {
    const codes = [' start10 ', 'Старт10', 'nonsense'].map((code) => ({ code, singleUseOf: null }));
    const result = calculate(sports, {
      basket: basket([line(50_000)], { codes }),
      member: null,
      wish: 'none',
    });
    expect(result.totals.discount).toBe(5000);
    expect(result.fired[0]?.code).toBe('START10');
    expect(result.refusedCodes).toEqual([
      { code: 'СТАРТ10', because: 'no-effect' },
      { code: 'NONSENSE', because: 'unknown' },
    ]);
    expect(result.usedCodes).toEqual([]);
  });

  test('a code says when its conditions are not met, and when it does nothing', () => {
    const codes = [{ code: 'START10', singleUseOf: null }];
    const onSale = basket([line(50_000, { onSale: true })], { codes });
    expect(calculate(sports, { basket: onSale, member: null, wish: 'none' }).refusedCodes).toEqual([
      { code: 'START10', because: 'conditions-not-met' },
    ]);
    const atFloor = basket([line(50_000, { floor: 50_000 })], { codes });
    expect(calculate(sports, { basket: atFloor, member: null, wish: 'none' }).refusedCodes).toEqual([
      { code: 'START10', because: 'no-effect' },
    ]);
  });

  test('a single-use code is used up once, and only where it did something', () => {
    const codes = [
      { code: 'one', singleUseOf: 'next-purchase-500' },
      { code: 'two', singleUseOf: 'next-purchase-500' },
      { code: 'bad', singleUseOf: 'start10' },
    ];
    const dear = calculate(sports, {
      basket: basket([line(300_000)], { codes }),
      member: null,
      wish: 'none',
    });
    expect(dear.usedCodes).toEqual(['ONE']);
    expect(dear.totals.discount).toBe(50_000);
    expect(dear.refusedCodes).toEqual([
      { code: 'TWO', because: 'no-effect' },
      { code: 'BAD', because: 'unknown' },
    ]);
    const cheap = calculate(sports, {
      basket: basket([line(299_999)], { codes }),
      member: null,
      wish: 'none',
    });
    expect(cheap.usedCodes).toEqual([]);
    expect(cheap.refusedCodes[0]).toEqual({ code: 'ONE', because: 'conditions-not-met' });
  });

  test('a personal offer works for whoever holds it, once for each offer', () => {
    const offers = [1, 2].map((n) => ({ id: `offer-${n}`, promotion: 'personal-15' }));
    expect(askSports(member({ offers })).usedOffers).toEqual(['offer-1']);
    expect(askSports(member({ offers })).totals.discount).toBe(15_000);
    expect(askSports(member()).totals.discount).toBe(0);
    expect(askSports(null).totals.discount).toBe(0);
  });

  test('an exclusive promotion keeps the others from its lines', () => {
    const socks = line(30_000, { units: 3, category: ['Одежда', 'Носки'] });
    const codes = [{ code: 'START10', singleUseOf: null }];
    const { lines } = calculate(sports, {
      basket: basket([socks, line(10_000, { id: 'ball' })], { codes }),
      member: null,
      wish: 'none',
    });
    expect(lines.map(({ paid }) => paid)).toEqual([20_000, 9000]);
  });

  test('a birthday gives a further share in points, three days before and after', () => {
    expect([11, 12, 15, 18, 19].map(born)).toEqual([1, 2, 2, 2, 1]);
  });

  test.each([
    [{ type: 'line-percent', rate: 1500 }, [8500, 17_000]],
    [{ type: 'line-amount', amount: 300 }, [9700, 19_400]],
    [{ type: 'line-price', price: 9900 }, [9900, 19_800]],
    [{ type: 'line-price', price: 99_900 }, [10_000, 20_000]],
    [{ type: 'basket-percent', rate: 1000 }, [9000, 18_000]],
    [{ type: 'basket-amount', amount: 100 }, [9967, 19_933]],
    [{ type: 'basket-amount', amount: 1e9 }, [0, 0]],
    [{ type: 'basket-price', price: 15_000 }, [5000, 10_000]],
    [{ type: 'basket-price', price: 99_000 }, [10_000, 20_000]],
  ])('%j', (effect, paid) => {
    const lines = [line(10_000, { id: 'a' }), line(20_000, { id: 'b', units: 2 })];
    expect(answer(withPromotions(promotion(effect)), basket(lines)).lines.map((each) => each.paid)).toEqual(
      paid,
    );
  });

  test('a higher priority is calculated first', () => {
    const tenth = promotion({ type: 'basket-percent', rate: 1000 }, { id: 'tenth', priority: 1 });
    const paid = (priority: number): number =>
      answer(withPromotions(tenth, off(priority)), basket([line(10_000)])).totals.paid;
    expect([paid(2), paid(1), paid(0)]).toEqual([4500, 4000, 4000]);
  });

  test('extra points: a fixed number and a rate, with their own sources', () => {
    const fixed = promotion({ type: 'points', kind: 'bonus', points: 101 }, { id: 'hundred' });
    const rate = promotion({ type: 'points-rate', kind: 'bonus', rate: 2000 }, { id: 'fifth', priority: 1 });
    const { earning, fired, lines } = answer(
      withPromotions(fixed, rate),
      basket([line(10_000, { id: 'a' }), line(20_000, { id: 'b' })]),
    );
    expect(earning.map(({ source, points: many, base }) => [source, many, base])).toEqual([
      ['purchase', 30, 30_000],
      ['fifth', 60, 30_000],
      ['hundred', 101, 0],
    ]);
    expect(fired.map(({ promotion: id, points: many }) => [id, many])).toEqual([
      ['fifth', 60],
      ['hundred', 101],
    ]);
    expect(lines.map(({ earned }) => earned.map((part) => part.points))).toEqual([
      [10, 20, 34],
      [20, 40, 67],
    ]);
  });
});

describe('D6 accumulate-only', () => {
  test('without the questionnaire points are earned but not spent', () => {
    const who = member({ accumulateOnly: true, balances: { bonus: points(1000) } });
    const { earning, spending, hints } = answer(document(), basket([line(100_000)]), who, 'most');
    expect(earning[0]?.points).toBe(100);
    expect(spending[0]).toMatchObject({ most: 0, because: 'questionnaire-incomplete', points: 0 });
    expect(hints).toContainEqual({ type: 'complete-questionnaire' });
  });
});

describe('C4 promo points before cashback', () => {
  test('kinds are spent in the order of the programme, and together never more than the receipt', () => {
    const programme = document({ kinds: [kind('promo'), kind('bonus')] });
    const who = member({ balances: { promo: points(60), bonus: points(100) } });
    const { spending, totals } = answer(programme, basket([line(10_000)]), who, 'most');
    expect(spending.map((part) => [part.kind, part.points])).toEqual([
      ['promo', 60],
      ['bonus', 40],
    ]);
    expect(totals.paid).toBe(0);
  });

  test('with goods brought back in the receipt, all kinds together pay what is left to pay', () => {
    const lines = [line(100_000, { id: 'new' }), line(-60_000, { id: 'old', units: -1 })];
    const who = member({ balances: { promo: points(300), bonus: points(1000) } });
    const programme = document({ kinds: [kind('promo'), kind('bonus')] });
    const { spending, totals } = answer(programme, basket(lines), who, 'most');
    expect(spending.map((part) => part.points)).toEqual([300, 100]);
    expect(totals.paid).toBe(0);
  });

  test('a wish for points of a kind that does not exist is a mistake, not a wish for none', () => {
    expect(() => answer(document(), basket([line(1)]), member(), { cashbak: points(1) })).toThrow('cashbak');
  });
});

describe('hard corners', () => {
  test('nothing is earned on what points paid (the receipt does not fund its own reward)', () => {
    const who = member({ balances: { bonus: points(50) } });
    const { earning } = answer(document(), basket([line(10_000)]), who, { bonus: points(50) });
    expect(earning[0]).toMatchObject({ base: 5000, points: 5 });
  });

  test('goods brought back in the receipt lessen base, share and level', () => {
    const lines = [line(100_000, { id: 'new' }), line(-60_000, { id: 'old', units: -1 })];
    const who = member({ balances: { bonus: points(10_000) } });
    const { earning, spending, lines: out } = answer(document(), basket(lines), who, 'most');
    expect(spending[0]).toMatchObject({ most: 400, because: 'share-of-receipt' });
    expect(earning).toEqual([]);
    expect(out.map(({ paid }) => paid)).toEqual([60_000, -60_000]);
    const [lot] = answer(document(), basket(lines)).earning;
    expect(lot).toMatchObject({ base: 40_000, points: 40 });
  });

  test('a line without quantity is worth nothing', () => {
    const { totals, lines } = answer(document(), basket([line(10_000, { thousandths: 0 }), line(500)]));
    expect(totals.amount).toBe(500);
    expect(lines[0]?.amount).toBe(0);
  });

  test('a floor price holds against discounts and points together', () => {
    const who = member({ balances: { bonus: points(1000) } });
    const half = withPromotions(promotion({ type: 'line-percent', rate: 5000 }));
    const goods = line(30_000, { units: 3, floor: 4000 });
    const { lines } = answer(half, basket([goods]), who, 'most');
    expect(lines[0]?.paid).toBe(12_000);
  });

  test('an amount near the edge of exact numbers is still exact', () => {
    const dear = line(9_000_000_000_000_007);
    const { earning } = answer(document(), basket([dear]));
    expect(earning[0]?.points).toBe(9_000_000_000_000);
    expect(() => answer(document(), basket([dear, { ...dear, id: 'again' }]))).toThrow(RangeError);
  });

  test('a level that this version does not know is the one that the spend stands on', () => {
    expect(answer(document(), basket([line(10_000)]), member({ level: 'vip' })).level?.before).toBe('gold');
  });

  test('an activation delay comes before the life of the points', () => {
    const kinds = [
      { id: 'bonus', name: { ru: 'Б', en: 'B' }, worth: 100, life: { days: 30 }, activation: { days: 14 } },
    ];
    const [lot] = answer(document({ kinds }), basket([line(10_000)])).earning;
    expect(lot?.activeFrom).toBe(instant(noon + 14 * 86_400_000));
    expect(lot?.expiresAt).toBe(instant(noon + 44 * 86_400_000));
  });

  test('S9 an anonymous receipt earns nothing and invites', () => {
    const { earning, level, hints } = calculate(sports, {
      basket: basket([line(10_000)]),
      member: null,
      wish: 'most',
    });
    expect({ earning, level, hints }).toEqual({ earning: [], level: null, hints: [{ type: 'invite' }] });
  });
});

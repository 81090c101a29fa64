import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calculate, type Question } from './calculate.ts';
import { dayMs, daysFromCivil, fixedCalendar, minuteMs } from './calendar.ts';
import type { Calculation } from './calculation.ts';
import { compileProgramme } from './compile.ts';
import { budgetsAt, periodOf, periodsAt } from './limits.ts';
import { instant } from './number.ts';
import { basket, compiled, document, line, member, promotion } from './testing/receipts.ts';
import { validateProgramme } from './validation/validate.ts';

function day(date: string): number {
  const [year = 0, month = 0, of = 0] = date.split('-').map(Number);
  return daysFromCivil({ year, month, day: of });
}

describe('a period by its name', () => {
  test.each([
    ['day', '2026-11-22'],
    ['week', '2026-W47'],
    ['month', '2026-11'],
    ['year', '2026'],
    ['ever', 'ever'],
  ] as const)('%s', (per, name) => expect(periodOf(per, day('2026-11-22'))).toBe(name));

  test('a week belongs to the year of its Thursday', () => {
    const weeks = ['2024-12-29', '2024-12-30', '2027-01-03', '2027-01-04', '1970-01-01'];
    expect(weeks.map((date) => periodOf('week', day(date)))).toEqual([
      '2024-W52',
      '2025-W01',
      '2026-W53',
      '2027-W01',
      '1970-W01',
    ]);
  });

  test('a week has seven days, and its name is never another week’s', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_000, max: 60_000 }), (monday) => {
        const first = monday * 7 + 4;
        const names = Array.from({ length: 8 }, (_, index) => periodOf('week', first + index));
        expect(new Set(names.slice(0, 7)).size).toBe(1);
        expect(names[7]).not.toBe(names[0]);
      }),
    );
  });

  test('the local time decides, before 1970 too', () => {
    const late = instant(day('2027-01-01') * dayMs - 90 * minuteMs);
    expect(periodsAt(late, 180)).toEqual(['2027-01-01', '2026-W53', '2027-01', '2027', 'ever']);
    expect(periodsAt(late, 0)).toEqual(['2026-12-31', '2026-W53', '2026-12', '2026', 'ever']);
    expect(periodsAt(instant(-1), 0)).toEqual(['1969-12-31', '1970-W01', '1969-12', '1969', 'ever']);
  });
});

const tenPercent = (limits: object, rest: object = {}) =>
  compiled(document({ promotions: [promotion({ type: 'line-percent', rate: 1000 }, { limits, ...rest })] }));
const asked = (
  rules: ReturnType<typeof compiled>,
  rest: Partial<Question> & { readonly lines?: Question['basket']['lines'] } = {},
): Calculation =>
  calculate(rules, {
    basket: basket(rest.lines ?? [line(100_000)]),
    member: member(),
    wish: 'none',
    exhausted: [],
    ...rest,
  });
const used = (times: number, period: string) => member({ uses: [{ promotion: 'promo', period, times }] });

describe('U3 a limit for each member', () => {
  const twiceADay = tenPercent({ member: { times: 2, per: 'day' } });
  const today = '2026-01-15';

  test('is counted in the receipt’s evidence', () => {
    const { totals, uses } = asked(twiceADay);
    expect(totals.discount).toBe(10_000);
    expect(uses).toEqual([{ promotion: 'promo', limit: 'member', period: today, most: 2, amount: 1 }]);
  });

  test.each([
    ['once before', used(1, today), 10_000],
    ['twice before', used(2, today), 0],
    ['more often than is allowed by now', used(5, today), 0],
    ['yesterday', used(2, '2026-01-14'), 10_000],
    ['by another count', used(2, '2026-01'), 10_000],
    ['nobody in particular', null, 0],
  ])('%s', (_, buyer, discount) => {
    expect(asked(twiceADay, { member: buyer }).totals.discount).toBe(discount);
  });

  test('who misses it is told why', () => {
    const because = { type: 'limit-reached', times: 2, per: 'day' };
    expect(asked(twiceADay, { member: used(2, today) }).missed).toMatchObject([{ because }]);
    const stranger = { condition: { fact: 'member.known', op: 'is', value: true } };
    expect(asked(twiceADay, { member: null }).missed).toMatchObject([
      { because: { type: 'condition', anyOf: [stranger] } },
    ]);
  });

  test('a code that is asked for once more is told why', () => {
    const rules = tenPercent({ member: { times: 1, per: 'ever' } }, { codes: ['HELLO'] });
    const codes = [{ code: 'HELLO', singleUseOf: null }];
    const again = calculate(rules, {
      basket: basket([line(100_000)], { codes }),
      member: used(1, 'ever'),
      wish: 'none',
    });
    expect(again.refusedCodes).toEqual([{ code: 'HELLO', because: 'limit-reached' }]);
  });

  test('a promotion that did nothing was not used', () => {
    const free = asked(twiceADay, { lines: [line(100_000, { floor: 100_000 })] });
    expect(free.uses).toEqual([]);
  });
});

describe('U3 a limit for everybody', () => {
  const limits = {
    total: { times: 100, per: 'month' },
    discount: { amount: 500_000, per: 'ever' },
  };
  const rules = tenPercent(limits);

  test('takes what it gave of each', () => {
    expect(asked(rules, { member: null }).uses).toEqual([
      { promotion: 'promo', limit: 'total', period: '2026-01', most: 100, amount: 1 },
      { promotion: 'promo', limit: 'discount', period: 'ever', most: 500_000, amount: 10_000 },
    ]);
  });

  test('in points', () => {
    const points = promotion(
      { type: 'points', kind: 'bonus', points: 30 },
      { limits: { total: limits.total, points: { points: 70, per: 'day' } } },
    );
    expect(asked(compiled(document({ promotions: [points] }))).uses).toContainEqual({
      promotion: 'promo',
      limit: 'points',
      period: '2026-01-15',
      most: 70,
      amount: 30,
    });
  });

  test('what is used up does not fire, and says so', () => {
    const closed = tenPercent(limits, { codes: ['HELLO'] });
    const codes = [{ code: 'hello', singleUseOf: null }];
    const question = { basket: basket([line(100_000)], { codes }), member: null, wish: 'none' } as const;
    expect(calculate(closed, { ...question, exhausted: [] }).totals.discount).toBe(10_000);
    const over = calculate(closed, { ...question, exhausted: ['promo'] });
    expect(over).toMatchObject({
      totals: { discount: 0 },
      uses: [],
      missed: [{ because: { type: 'budget-used-up' } }],
      refusedCodes: [{ code: 'HELLO', because: 'budget-used-up' }],
    });
  });

  test('a till that cannot ask what is left gives nothing of it away', () => {
    const question = { basket: basket([line(100_000)]), member: member(), wish: 'none' } as const;
    expect(calculate(rules, question)).toMatchObject({
      totals: { discount: 0 },
      missed: [{ because: { type: 'offline' } }],
    });
    expect(calculate(tenPercent({ member: { times: 1, per: 'day' } }), question).totals.discount).toBe(
      10_000,
    );
  });

  test('the chain’s zone decides about everybody, the receipt’s own time about the member', () => {
    const both = document({
      promotions: [
        promotion(
          { type: 'line-percent', rate: 1000 },
          { limits: { member: { times: 1, per: 'day' }, total: { times: 1, per: 'day' } } },
        ),
      ],
    });
    const checked = validateProgramme(both);
    if (!checked.ok) throw new Error('the document is wrong');
    const at = instant(day('2026-01-15') * dayMs + 20.5 * 60 * minuteMs);
    const { uses } = asked(compileProgramme(checked.programme, fixedCalendar(180)), {
      basket: { ...basket([line(100_000)]), at, offsetMinutes: 600 },
    });
    expect(uses.map(({ limit, period }) => [limit, period])).toEqual([
      ['member', '2026-01-16'],
      ['total', '2026-01-15'],
    ]);
  });
});

test('what everybody may have now: by the chain’s zone, members’ limits left out', () => {
  const rules = tenPercent({ member: { times: 1, per: 'day' }, total: { times: 5, per: 'day' } });
  const beforeMidnight = instant(day('2026-01-15') * dayMs + 20.5 * 60 * minuteMs);
  expect(budgetsAt(rules, beforeMidnight)).toEqual([
    { promotion: 'promo', limit: 'total', period: '2026-01-15', most: 5 },
  ]);
  const after = instant(beforeMidnight + 60 * minuteMs);
  expect(budgetsAt(rules, after).map(({ period }) => period)).toEqual(['2026-01-16']);
});

describe('what is wrong with limits', () => {
  const tenPercentOff = { type: 'line-percent', rate: 1000 };
  const wrong = (limits: unknown, effect: Readonly<Record<string, unknown>> = tenPercentOff): string[] => {
    const checked = validateProgramme(document({ promotions: [promotion(effect, { limits })] }));
    return checked.ok ? [] : checked.problems.map(({ path, message }) => `${path} ${message.ru}`);
  };
  const at = '/promotions/0/limits';

  test.each([
    [{}, `${at} Акция «Акция», ограничения: ни одного ограничения не задано`],
    [{ member: { times: 0, per: 'day' } }, `${at}/member/times Акция «Акция», ограничения, на участника`],
    [
      { member: { times: 1 } },
      `${at}/member Акция «Акция», ограничения, на участника: не хватает поля «per»`,
    ],
    [{ total: { times: 1, per: 'dey' } }, 'периода «dey» не существует. Может быть, «day»?'],
    [{ discount: { amount: 0.5, per: 'ever' } }, `${at}/discount/amount Акция`],
    [{ points: { amount: 5, per: 'ever' } }, `${at}/points/amount`],
    [{ budget: {} }, `${at}/budget`],
  ])('%j', (limits, told) => expect(wrong(limits).join('\n')).toContain(told));

  const pointsBudget = { points: { points: 5, per: 'ever' } };
  const discountBudget = { discount: { amount: 5, per: 'ever' } };
  const reward = (get: object) => ({ type: 'spend-and-get', from: 100, get });

  test.each([
    [
      pointsBudget,
      tenPercentOff,
      `${at}/points Акция «Акция», ограничения, баллы: акция не начисляет баллов`,
    ],
    [pointsBudget, reward({ discount: 5 }), 'акция не начисляет баллов'],
    [discountBudget, reward({ kind: 'bonus', points: 5 }), 'акция не даёт скидки'],
    [discountBudget, { type: 'points-multiplier', kind: 'bonus', times: 20_000 }, 'акция не даёт скидки'],
  ])('%j of %j limits nothing', (limits, effect, told) =>
    expect(wrong(limits, effect).join('\n')).toContain(told),
  );

  test.each([
    [discountBudget, tenPercentOff],
    [discountBudget, reward({ discount: 5 })],
    [pointsBudget, reward({ kind: 'bonus', points: 5 })],
    [pointsBudget, { type: 'points', kind: 'bonus', points: 5 }],
  ])('%j of %j limits something', (limits, effect) => expect(wrong(limits, effect)).toEqual([]));
});

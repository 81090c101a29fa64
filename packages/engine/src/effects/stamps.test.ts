import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calculate } from '../calculate.ts';
import type { ChargedLine } from '../charged.ts';
import { minor, points } from '../number.ts';
import { buy, paidFor, soldBy } from '../testing/mechanics.ts';
import { basket, compiled, document, line, member, named, promotion } from '../testing/receipts.ts';
import { cancelDue } from '../returns.ts';
import { validateProgramme } from '../validation/validate.ts';

const kinds = [
  { id: 'bonus', name: named('Бонусы'), worth: 100, life: { never: true }, spending: { maxShare: 10_000 } },
  { id: 'cups', name: named('Чашки'), worth: 3000, life: { months: 6 } },
];
const tenth = (effect = {}) =>
  promotion({ type: 'nth-item', every: 10, rate: 10_000, stamps: 'cups', ...effect }, { id: 'coffee' });
const programmeWith = (effect = {}) =>
  compiled(document({ kinds, earning: [], promotions: [tenth(effect)] }));
const coffee = programmeWith();

const cups = (units: number, price = 20_000) => line(units * price, { id: `c${price}`, units });

describe('U3 every n-th item over several receipts, counted in stamps', () => {
  test('each unit gives a stamp, with the life of its kind', () => {
    const { earning, lines, stamps, totals } = buy(coffee, [cups(3)]);
    expect(earning).toMatchObject([{ kind: 'cups', source: 'coffee', points: 3 }]);
    expect(earning[0]?.expiresAt).toBeGreaterThan(earning[0]?.activeFrom ?? 0);
    expect(lines[0]?.earned).toEqual([{ kind: 'cups', source: 'coffee', points: 3 }]);
    expect([stamps, totals.discount]).toEqual([[], 0]);
  });

  test('nine stamps make the cheapest one free; it takes them, and gives none', () => {
    const answer = buy(coffee, [cups(1, 30_000), cups(1)], { cups: 9 });
    expect(paidFor(answer)).toEqual({ c30000: 30_000, c20000: 0 });
    expect(answer.stamps).toEqual([{ promotion: 'coffee', kind: 'cups', points: 9 }]);
    expect(answer.lines.map(({ spent }) => spent)).toEqual([[], [{ kind: 'cups', points: 9, amount: 0 }]]);
    expect(answer.earning).toMatchObject([{ points: 1 }]);
    expect(answer.totals.spent).toBe(0);
  });

  test('units of the same receipt count: they join in, give no stamp, and bear their share', () => {
    const answer = buy(coffee, [cups(10)]);
    expect([answer.totals.discount, answer.earning, answer.stamps]).toEqual([20_000, [], []]);
    const mixed = buy(coffee, [cups(3, 30_000), cups(3)], { cups: 8 });
    expect(mixed.fired).toMatchObject([{ times: 1, discount: 20_000, points: 4 }]);
    // One at 300 joins in with the one at 200: 12 000 and 8 000 off; of the stamps 5 and 3.
    expect(mixed.lines.map(({ paid, spent, earned }) => [paid, spent[0]?.points, earned[0]?.points])).toEqual(
      [
        [78_000, 5, 2],
        [52_000, 3, 2],
      ],
    );
  });

  test('a unit saves no more than its stamps are worth', () => {
    expect(buy(coffee, [cups(1, 50_000)], { cups: 9 }).totals.discount).toBe(27_000);
  });

  test('a return gives back and takes back what belongs to the goods', () => {
    const lines = [cups(3, 30_000), cups(3)];
    const due = cancelDue(soldBy(buy(coffee, lines, { cups: 8 }), lines));
    expect(due.spent).toEqual([{ kind: 'cups', points: 8, amount: 0 }]);
    expect(due.earned).toEqual([{ kind: 'cups', source: 'coffee', points: 4 }]);
  });

  test('nobody and an incomplete questionnaire take no stamps; nobody gets any', () => {
    const ask = (who: Parameters<typeof calculate>[1]['member']) =>
      calculate(coffee, { basket: basket([cups(1)]), member: who, wish: 'none' });
    const because = { type: 'condition', anyOf: [{ condition: { fact: 'member.known' } }] };
    expect(ask(null)).toMatchObject({ fired: [], earning: [], stamps: [], missed: [{ because }] });
    const collects = ask(member({ accumulateOnly: true, balances: { cups: points(9) } }));
    expect(collects).toMatchObject({ stamps: [], earning: [{ points: 1 }], totals: { discount: 0 } });
  });

  test('a till without network gave no reward: then every unit gives a stamp', () => {
    const lines = [cups(10)];
    const ask = (charged?: readonly ChargedLine[]) =>
      calculate(coffee, {
        basket: basket(lines),
        member: member(),
        wish: 'none',
        ...(charged && { charged }),
      });
    const full = { id: 'c20000', discounts: [], spent: [], paid: minor(200_000) };
    expect(ask().earning).toEqual([]);
    expect(ask([full])).toMatchObject({ earning: [{ points: 10 }], totals: { paid: 200_000 } });
  });

  test('units brought back in the same receipt give none, and make none free: changing goods gains no stamps', () => {
    const lines = { fact: 'line.product', op: 'is', value: 'cup' };
    const effect = { type: 'nth-item', every: 10, rate: 10_000, stamps: 'cups' };
    const cupsOnly = compiled(document({ kinds, earning: [], promotions: [promotion(effect, { lines })] }));
    const out = (units: number) => line(units * 20_000, { id: 'out', product: 'cup', units });
    const back = line(-40_000, { id: 'back', product: 'cup', units: -2 });
    const other = line(100, { id: 'other' });
    expect(buy(cupsOnly, [out(2), other]).earning).toMatchObject([{ points: 2 }]);
    expect(buy(cupsOnly, [out(2), back, other]).earning).toEqual([]);
    expect(buy(cupsOnly, [out(3), back, other]).earning).toMatchObject([{ points: 1 }]);
    expect(buy(cupsOnly, [out(1), other], { cups: 9 }).totals.discount).toBe(20_000);
    expect(buy(cupsOnly, [out(2), back, other], { cups: 9 }).totals.discount).toBe(0);
    const paid = (id: string, amount: number) => ({ id, discounts: [], spent: [], paid: minor(amount) });
    const charged = [paid('out', 240_000), paid('back', -40_000)];
    const asked = { basket: basket([out(12), back]), member: member(), wish: 'none' } as const;
    expect(calculate(cupsOnly, asked).earning).toEqual([]);
    expect(calculate(cupsOnly, { ...asked, charged }).earning).toMatchObject([{ points: 10 }]);
  });

  test('at its floor a unit takes no stamps and gives one', () => {
    const floored = line(20_000, { id: 'c', floor: 20_000 });
    expect(buy(coffee, [floored], { cups: 9 })).toMatchObject({ stamps: [], earning: [{ points: 1 }] });
  });

  test('near the next one the cashier hears how many are missing', () => {
    expect(buy(coffee, [cups(1)], { cups: 7 }).missed).toMatchObject([
      { because: { type: 'add-units', units: 2 } },
    ]);
    expect(buy(coffee, [cups(1)]).missed).toEqual([]);
  });

  test('stamps are neither made nor lost: had + units = left + rewards × n', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ units: fc.integer({ min: 1, max: 30 }), price: fc.integer({ min: 1, max: 9 }) }),
          {
            minLength: 1,
            maxLength: 4,
          },
        ),
        fc.nat(60),
        fc.integer({ min: 2, max: 11 }),
        fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
        (goods, had, every, times) => {
          const lines = goods.map(({ units, price }, index) =>
            line(units * price * 1000, { id: `${index}`, units }),
          );
          const programme = programmeWith({ every, ...(times !== undefined && { times }) });
          const { earning, stamps, fired, lines: answered } = buy(programme, lines, { cups: had });
          const units = goods.reduce((sum, each) => sum + each.units, 0);
          const [given, taken] = [earning[0]?.points ?? 0, stamps?.[0]?.points ?? 0];
          const rewards = fired[0]?.discount ? fired[0].times : 0;
          expect(had - taken + given).toBe(had + units - rewards * every);
          const spent = answered.flatMap((each) => each.spent).reduce((sum, part) => sum + part.points, 0);
          expect([spent, taken <= had]).toEqual([taken, true]);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a kind that can be spent, one that does not exist, and one of two promotions are refused', () => {
    const problems = (...promotions: readonly unknown[]) => {
      const checked = validateProgramme(document({ kinds, earning: [], promotions }));
      return checked.ok ? [] : checked.problems.map(({ path, message }) => [path, message.ru]);
    };
    const place = '/promotions/0/effect/stamps';
    const says = 'Акция «Акция», действие, штампы: вида баллов без оплаты ими («spending»)';
    expect(problems(tenth({ stamps: 'bonus' }))).toEqual([
      [place, `${says} «bonus» не существует. Возможные: cups.`],
    ]);
    expect(problems(tenth({ stamps: 'cup' }))).toEqual([
      [place, `${says} «cup» не существует. Может быть, «cups»?`],
    ]);
    expect(problems(tenth(), { ...tenth(), id: 'tea' })).toMatchObject([
      ['/promotions/1/effect/stamps', expect.stringContaining('«cups» уже есть')],
    ]);
  });
});

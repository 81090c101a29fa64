import { describe, expect, test } from 'vitest';
import { calculate } from '../calculate.ts';
import type { Calculation } from '../calculation.ts';
import type { BasketLine } from '../basket.ts';
import { cashierHints } from '../words/cashier-hints.ts';
import { explain } from '../words/explain.ts';
import { namesOf } from '../names.ts';
import { points } from '../number.ts';
import { validateProgramme } from '../validation/validate.ts';
import { cashier, basket, compiled, document, line, member, promotion } from '../testing/receipts.ts';

const programmeWith = (effect: Readonly<Record<string, unknown>>, rest = {}) =>
  compiled(document({ promotions: [promotion({ type: 'spend-and-get', ...effect }, rest)] }));
const off = programmeWith({ from: 100_000, get: { discount: 30_000 } });
const gives = programmeWith({ from: 100_000, get: { kind: 'bonus', points: 50 }, times: 2 });

const ask = (
  programme: typeof off,
  lines: readonly BasketLine[],
  wish: 'none' | 'most' = 'none',
): Calculation =>
  calculate(programme, {
    basket: basket(lines),
    member: member({ balances: { bonus: points(5000) } }),
    wish,
  });

const granted = ({ earning }: Calculation): unknown =>
  earning.filter(({ source }) => source === 'promo').map((part) => [part.points, part.base, part.rate]);

describe('U3 spend and get', () => {
  test('so much off for every full amount, spread over the lines by price (medusa#13265: multiples)', () => {
    const { lines, fired } = ask(off, [line(150_000, { id: 'a' }), line(50_000, { id: 'b' })]);
    expect(lines.map(({ paid }) => paid)).toEqual([105_000, 35_000]);
    expect(fired).toMatchObject([{ discount: 60_000, times: 2 }]);
  });

  test('what the lines cost is what promotions before it have left', () => {
    const first = promotion({ type: 'basket-amount', amount: 1 }, { id: 'first', priority: 1 });
    const second = promotion({ type: 'spend-and-get', from: 100_000, get: { discount: 30_000 } });
    const both = compiled(document({ promotions: [second, first] }));
    expect(ask(both, [line(100_001)]).totals.paid).toBe(70_000);
    expect(ask(both, [line(100_000)]).totals.paid).toBe(99_999);
  });

  test('points are for what is paid in money: points that pay fund no others', () => {
    expect(granted(ask(gives, [line(250_000)]))).toEqual([[100, 250_000, null]]);
    expect(granted(ask(gives, [line(599_999)], 'most'))).toEqual([]);
    expect(granted(ask(gives, [line(600_000)], 'most'))).toEqual([[50, 100_000, null]]);
  });

  test('at most `times`', () => {
    expect(granted(ask(gives, [line(900_000)]))).toEqual([[100, 900_000, null]]);
  });

  test.each([
    ['a rate', { type: 'points-rate', kind: 'bonus', rate: 1000 }, 100, 0],
    ['each amount', { type: 'spend-and-get', from: 10_000, get: { kind: 'bonus', points: 7 } }, 70, 0],
    ['a multiplier', { type: 'points-multiplier', kind: 'bonus', times: 20_000 }, 100, 0],
  ])('points for %s: goods changed for others of the same price earn nothing', (_, effect, one, none) => {
    const lines = { fact: 'line.product', op: 'is', value: 'boots' };
    const programme = compiled(document({ promotions: [promotion(effect, { lines })] }));
    const out = line(100_000, { id: 'out', product: 'boots' });
    const back = line(-100_000, { id: 'back', product: 'boots', units: -1 });
    const other = line(300_000, { id: 'socks' });
    const earned = (...goods: BasketLine[]): number =>
      ask(programme, goods)
        .earning.filter(({ source }) => source === 'promo')
        .reduce((sum, part) => sum + part.points, 0);
    expect([earned(out, other), earned(out, back, other)]).toEqual([one, none]);
  });

  test('where at most half an amount is missing, the cashier says so', () => {
    const said = (amount: number): string[] =>
      cashierHints(ask(off, [line(amount)]), namesOf(off.programme), 'ru').slice(0, 1);
    expect(said(84_000)).toEqual(['Предложите товаров ещё на 160\u00A0₽: сработает «Акция»']);
    expect(ask(off, [line(49_999)]).missed).toEqual([]);
    expect(ask(gives, [line(284_000)]).missed).toEqual([]);
  });

  test('the reason tells what was paid', () => {
    const why = explain(ask(gives, [line(250_000)]), namesOf(gives.programme), cashier('en')).whole;
    expect(why).toContain('100 points for ₽2,500 paid in money, “Акция”, level “Золотой”');
  });

  test('what is wrong with it is said in its place', () => {
    const wrong = promotion({ type: 'spend-and-get', from: 0, get: { kind: 'stars', points: 1 } });
    const checked = validateProgramme(document({ promotions: [wrong] }));
    expect(checked.ok ? [] : checked.problems.map(({ path, code }) => [path, code])).toEqual([
      ['/promotions/0/effect/from', 'out-of-range'],
      ['/promotions/0/effect/get/kind', 'unknown-name'],
    ]);
  });
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calculate } from './calculate.ts';
import type { Calculation } from './calculation.ts';
import type { BasketLine } from './basket.ts';
import { basket, compiled, document, line, member, named, promotion } from './testing/receipts.ts';
import { validateProgramme } from './validation/validate.ts';

const group = (id: string, rest: object = {}): object => ({
  id,
  name: named(id),
  priority: 0,
  choose: 'all',
  ...rest,
});

/** A discount of one kopeck, so that all of them fire. */
const grain = (id: string, rest: object = {}): object =>
  promotion({ type: 'basket-amount', amount: 1 }, { id, ...rest });

const order = (promotions: readonly object[], groups: readonly object[]): string[] =>
  calculate(compiled(document({ promotions, groups })), {
    basket: basket([line(100_000)]),
    member: member(),
    wish: 'none',
  }).fired.map((fired) => fired.promotion);

describe('U3 groups of promotions', () => {
  test('a group stands where its priority puts it, and its promotions among themselves', () => {
    const promotions = [
      grain('low', { group: 'first', priority: -9 }),
      grain('between', { priority: 5 }),
      grain('high', { group: 'first', priority: 9 }),
      grain('last', { group: 'second', priority: 100 }),
    ];
    const groups = [group('second', { priority: 1 }), group('first', { priority: 6 })];
    expect(order(promotions, groups)).toEqual(['high', 'low', 'between', 'last']);
  });

  test('of equal priority, a group stands as one where its first promotion stands', () => {
    const promotions = [grain('a'), grain('b', { group: 'g' }), grain('c'), grain('d', { group: 'g' })];
    expect(order(promotions, [group('g')])).toEqual(['a', 'b', 'd', 'c']);
  });

  test('a group that is not there is refused by name', () => {
    const written = document({ promotions: [grain('a', { group: 'summr' })], groups: [group('summer')] });
    const checked = validateProgramme(written);
    expect(checked).toMatchObject({ problems: [{ path: '/promotions/0/group', code: 'unknown-name' }] });
    expect(JSON.stringify(checked)).toContain('Did you mean “summer”?');
  });
});

/** Nobody spends points here, so that what a promotion is worth at its moment is what it gives. */
function ask(
  promotions: readonly object[],
  lines: readonly BasketLine[],
  rest: { readonly groups?: readonly object[]; readonly known?: boolean } = {},
): Calculation {
  const { groups = [group('g', { choose: 'best' })], known = true } = rest;
  const rules = compiled(document({ promotions, groups, earning: [] }));
  return calculate(rules, { basket: basket(lines), member: known ? member() : null, wish: 'none' });
}

const worth = ({ fired }: Calculation): number =>
  fired.reduce((sum, { discount, points }) => sum + discount + points * 100, 0);
const names = ({ fired }: Calculation): string[] => fired.map((each) => each.promotion);

describe('U3 the best of a group', () => {
  const inGroup = { group: 'g' };
  const tenth = promotion({ type: 'line-percent', rate: 1000 }, { id: 'tenth', ...inGroup });
  const flat = promotion({ type: 'basket-amount', amount: 30_000 }, { id: 'flat', ...inGroup });
  const extra = promotion({ type: 'points-rate', kind: 'bonus', rate: 2000 }, { id: 'extra', ...inGroup });

  test('only the one that is worth most to the member fires, points at their worth', () => {
    expect(names(ask([tenth, flat], [line(100_000)]))).toEqual(['flat']);
    expect(names(ask([tenth, flat], [line(400_000)]))).toEqual(['tenth']);
    expect(names(ask([tenth, flat, extra], [line(400_000)]))).toEqual(['extra']);
    expect(names(ask([tenth, flat, extra], [line(400_000)], { known: false }))).toEqual(['tenth']);
  });

  test('of equals the first in the order of calculation', () => {
    const twin = { ...tenth, id: 'twin' };
    expect(names(ask([tenth, twin], [line(1000)]))).toEqual(['tenth']);
    expect(names(ask([tenth, { ...twin, priority: 1 }], [line(1000)]))).toEqual(['twin']);
  });

  test('the others say by which they were beaten, and those that give nothing why', () => {
    const threeForTwo = promotion(
      { type: 'buy-get-free', buy: 2, free: 1 },
      { id: 'three-for-two', ...inGroup },
    );
    expect(ask([tenth, flat, threeForTwo], [line(100_000)]).missed).toEqual([
      { promotion: 'tenth', code: null, because: { type: 'beaten', by: 'flat' } },
      { promotion: 'three-for-two', code: null, because: { type: 'add-units', units: 2 } },
    ]);
  });

  test('a code whose promotion was beaten is told so', () => {
    const rules = compiled(
      document({
        promotions: [{ ...tenth, codes: ['TEN'] }, flat],
        groups: [group('g', { choose: 'best' })],
      }),
    );
    const codes = [{ code: 'ten', singleUseOf: null }];
    const asked = { basket: basket([line(1000)], { codes }), member: null, wish: 'none' as const };
    expect(calculate(rules, asked).refusedCodes).toEqual([{ code: 'TEN', because: 'not-combined' }]);
  });
});

describe('U3 a promotion that stands alone', () => {
  const alone = promotion(
    { type: 'line-percent', rate: 1000 },
    { id: 'alone', stacking: 'alone', lines: { fact: 'line.product', op: 'is', value: 'shoes' } },
  );
  const shoes = line(100_000, { product: 'shoes' });

  test('nothing after it fires, on other lines neither, nor what gives points', () => {
    const more = promotion({ type: 'points', kind: 'bonus', points: 5 }, { id: 'more' });
    const answer = ask([alone, grain('other'), more], [shoes, line(500)]);
    expect(names(answer)).toEqual(['alone']);
    expect(answer.missed.map(({ promotion: id, because }) => [id, because])).toEqual([
      ['other', { type: 'taken', by: 'alone' }],
      ['more', { type: 'taken', by: 'alone' }],
    ]);
  });

  test('it does not fire where something fired before it, be it points', () => {
    const more = promotion({ type: 'points', kind: 'bonus', points: 5 }, { id: 'more' });
    expect(names(ask([grain('other'), alone], [shoes]))).toEqual(['other']);
    expect(names(ask([more, alone], [shoes]))).toEqual(['more']);
    expect(names(ask([more, alone], [shoes], { known: false }))).toEqual(['alone']);
  });

  test('where it gives nothing, it stands in nobody’s way', () => {
    const floored = line(100_000, { product: 'shoes', floor: 100_000 });
    const answer = ask([alone, grain('other')], [floored, line(500)]);
    expect(names(answer)).toEqual(['other']);
    expect(answer.missed[0]?.because).toEqual({ type: 'at-floor' });
  });
});

const anyEffect = fc.oneof(
  fc.record({ type: fc.constantFrom('line-percent', 'basket-percent'), rate: fc.nat(9000) }),
  fc.record({ type: fc.constantFrom('line-amount', 'basket-amount'), amount: fc.nat(60_000) }),
  fc.record({ type: fc.constantFrom('line-price', 'basket-price'), price: fc.nat(90_000) }),
  fc.record({ type: fc.constant('buy-get-free'), buy: fc.constantFrom(1, 2), free: fc.constant(1) }),
  fc.record({
    type: fc.constant('points'),
    kind: fc.constant('bonus'),
    points: fc.integer({ min: 1, max: 500 }),
  }),
  fc.record({ type: fc.constant('points-rate'), kind: fc.constant('bonus'), rate: fc.nat(3000) }),
);
const anyCondition = fc.constantFrom(
  undefined,
  { fact: 'basket.amount', op: 'at-least', value: 150_000 },
  { fact: 'time.ofDay', op: 'between', value: { from: '18:00', to: '20:00' } },
  { fact: 'member.known', op: 'is', value: true },
);
const anyPromotions = fc.array(
  fc.record(
    {
      effect: anyEffect,
      priority: fc.nat(9),
      group: fc.constantFrom('g', 'h'),
      stacking: fc.constantFrom('combines', 'exclusive', 'alone'),
      when: anyCondition,
      lines: fc.constantFrom(
        { fact: 'line.product', op: 'is', value: 'a' },
        { fact: 'line.product', op: 'in', value: ['a', 'b'] },
      ),
    },
    { requiredKeys: ['effect', 'priority'] },
  ),
  { minLength: 1, maxLength: 6 },
);
const anyLines = fc
  .array(
    fc.record({
      product: fc.constantFrom('a', 'b', 'c'),
      amount: fc.integer({ min: 1, max: 90_000 }),
      units: fc.integer({ min: 1, max: 4 }),
      floor: fc.constantFrom(0, 0, 10_000),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((goods) => goods.map(({ amount, ...rest }, index) => line(amount, { id: `${index}`, ...rest })));
// Never equal to the priority of a promotion below, which ends in 5 at most.
const groups = [group('g', { choose: 'best', priority: 8 }), group('h', { priority: 19 })];

const lawOf = (
  holds: (answer: Calculation, asked: { promotions: readonly Given[]; lines: readonly BasketLine[] }) => void,
): void =>
  fc.assert(
    fc.property(anyPromotions, anyLines, (given, lines) => {
      // Equal priorities are ordered by place, which would change when one is left out.
      const promotions = given.map(({ when, ...rest }, index) => ({
        id: `p${index}`,
        name: named('p'),
        ...(when && { when }),
        ...rest,
        priority: rest.priority * 10 + index,
      }));
      holds(ask(promotions, lines, { groups }), { promotions, lines });
    }),
    { numRuns: 400 },
  );
interface Given {
  readonly id: string;
  readonly group?: string;
  readonly stacking?: string;
}

describe('laws of groups and of what is missed', () => {
  test('the best of a group is worth no less than each of them by itself', () =>
    lawOf((_, { promotions, lines }) => {
      const together = promotions.map((each) => ({ ...each, group: 'g' }));
      const best = worth(ask(together, lines, { groups }));
      for (const each of together) expect(worth(ask([each], lines, { groups }))).toBeLessThanOrEqual(best);
    }));

  test('of a best group at most one fires, and one that stands alone has no company', () =>
    lawOf(({ fired }, { promotions }) => {
      const given = fired.map(({ promotion: id }) => promotions.find((each) => each.id === id));
      expect(given.filter((each) => each?.group === 'g').length).toBeLessThanOrEqual(1);
      expect(fired.length === 1 || given.every((each) => each?.stacking !== 'alone')).toBe(true);
    }));

  test('what is missed has no effect: without it the answer is the same', () =>
    lawOf((answer, { promotions, lines }) => {
      const fired = new Set(names(answer));
      const left = promotions.filter(({ id }) => fired.has(id));
      const { missed: _, ...same } = ask(left, lines, { groups });
      const { missed: __, ...was } = answer;
      expect(same).toEqual(was);
    }));

  test('the order of scanning changes nothing', () =>
    lawOf(({ lines, fired, missed }, asked) => {
      const turned = ask(asked.promotions, asked.lines.toReversed(), { groups });
      expect(turned.lines.toReversed()).toEqual(lines);
      expect([names(turned), turned.missed]).toEqual([fired.map((each) => each.promotion), missed]);
    }));
});

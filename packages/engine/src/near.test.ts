import { describe, expect, test } from 'vitest';
import type { Basket, MemberFacts } from './basket.ts';
import { calculate } from './calculate.ts';
import type { Missed } from './missed.ts';
import { minor } from './number.ts';
import { basket, compiled, document, line, member, promotion } from './testing/receipts.ts';

const evening = { fact: 'time.ofDay', op: 'between', value: { from: '18:00', to: '20:00' } };
const from3000 = { fact: 'basket.amount', op: 'at-least', value: 300_000 };
const elsewhere = { fact: 'store.id', op: 'is', value: 'store-2' };
const gold = { fact: 'member.level', op: 'is', value: 'gold' };

const missed = (
  rest: Record<string, unknown>,
  asked: { readonly member?: MemberFacts | null; readonly basket?: Partial<Basket> } = {},
): readonly Missed[] =>
  calculate(compiled(document({ promotions: [promotion({ type: 'line-percent', rate: 1000 }, rest)] })), {
    basket: basket([line(100_000, { product: 'shoes' })], asked.basket),
    member: asked.member === undefined ? member() : asked.member,
    wish: 'none',
  }).missed;

const unmet = (...anyOf: (readonly [condition: object, missing: number | null])[]): object[] => [
  {
    promotion: 'promo',
    code: null,
    because: { type: 'condition', anyOf: anyOf.map(([condition, missing]) => ({ condition, missing })) },
  },
];

describe('B2 a promotion that nearly fired', () => {
  test('one condition is not met, and the buyer or the hour could change it', () => {
    expect(missed({ when: from3000 })).toEqual(unmet([from3000, 200_000]));
    expect(missed({ when: { all: [gold, evening] } })).toEqual(unmet([evening, null]));
    const more = { fact: 'member.spend', op: 'more-than', value: 20_000_000 };
    expect(missed({ when: more })).toEqual(unmet([more, 1]));
    expect(missed({ when: gold }, { member: null })).toEqual(unmet([gold, null]));
  });

  test('of a choice of conditions, each would do', () => {
    expect(missed({ when: { any: [from3000, evening] } })).toEqual(
      unmet([from3000, 200_000], [evening, null]),
    );
  });

  test('what gives points to members only is near for who shows no card', () => {
    const effect = { type: 'points', kind: 'bonus', points: 100 };
    const known = { fact: 'member.known', op: 'is', value: true };
    expect(missed({ effect }, { member: null })).toEqual(unmet([known, null]));
  });

  test.each([
    ['two conditions are not met', { when: { all: [from3000, evening] } }],
    ['it is for another store', { when: elsewhere }],
    ['another store is one of the choices', { when: { any: [elsewhere, evening] } }],
    ['it has gone', { when: { fact: 'time.date', op: 'until', value: '2025-12-31' } }],
    ['its goods are not there', { when: evening, lines: { fact: 'line.product', op: 'is', value: 'hat' } }],
    ['nobody gave its code', { when: evening, codes: ['SECRET'] }],
    ['it is somebody’s own', { when: evening, personal: true }],
  ])('but not where %s', (_, rest) => expect(missed(rest)).toEqual([]));

  test('a code that was given is told of with its promotion', () => {
    const codes = [{ code: 'secret', singleUseOf: null }];
    expect(missed({ when: evening, codes: ['SECRET'] }, { basket: { codes } })).toMatchObject([
      { promotion: 'promo', code: 'SECRET' },
    ]);
  });

  test('prices at their floor, and lines that an exclusive one has taken', () => {
    const lines = [line(100_000, { floor: 100_000 })];
    expect(missed({}, { basket: { lines } })).toMatchObject([{ because: { type: 'at-floor' } }]);
    const half = { type: 'line-percent', rate: 5000 };
    const rules = document({
      promotions: [
        promotion(half, { id: 'first', stacking: 'exclusive' }),
        promotion(half, { id: 'second' }),
      ],
    });
    const asked = { basket: basket([line(minor(1000))]), member: null, wish: 'none' as const };
    expect(calculate(compiled(rules), asked).missed).toEqual([
      { promotion: 'second', code: null, because: { type: 'taken', by: 'first', lines: ['line-1000'] } },
    ]);
  });

  test('the very lines that others have taken, of a promotion that fired on the rest', () => {
    const half = { type: 'line-percent', rate: 5000 };
    const of = (product: string) => ({ fact: 'line.product', op: 'is', value: product });
    const exclusive = (product: string) =>
      promotion(half, { id: `on-${product}`, lines: of(product), stacking: 'exclusive', priority: 1 });
    const rules = compiled(
      document({ promotions: [exclusive('hat'), exclusive('tie'), promotion(half, { codes: ['ALL'] })] }),
    );
    const ask = (products: readonly string[]) =>
      calculate(rules, {
        basket: basket(
          products.map((product, index) => line(1000, { product, id: `${product}-${index}` })),
          { codes: [{ code: 'all', singleUseOf: null }] },
        ),
        member: null,
        wish: 'none',
      });
    const taken = (by: string, lines: readonly string[]) => ({
      promotion: 'promo',
      code: 'ALL',
      because: { type: 'taken', by, lines },
    });
    const some = ask(['hat', 'shoes', 'tie', 'hat']);
    expect(some.fired.map(({ promotion: id, lines }) => [id, lines])).toEqual([
      ['on-hat', ['hat-0', 'hat-3']],
      ['on-tie', ['tie-2']],
      ['promo', ['shoes-1']],
    ]);
    expect(some.missed).toEqual([taken('on-hat', ['hat-0', 'hat-3']), taken('on-tie', ['tie-2'])]);
    expect(some.refusedCodes).toEqual([]);
    const none = ask(['tie', 'hat']);
    expect(none.missed).toEqual([taken('on-hat', ['hat-1']), taken('on-tie', ['tie-0'])]);
    expect(none.refusedCodes).toEqual([{ code: 'ALL', because: 'not-combined' }]);
  });
});

import type { Basket, BasketLine, MemberFacts, Question } from '@bonum/engine';
import { basisPoints, instant, minor, points, thousandths } from '@bonum/engine';
import { randomOf } from '../apps/server/src/demo/random.ts';

type Random = ReturnType<typeof randomOf>;

/** A promotion as the programme has it, and as a loop would that nobody may change. */
export interface Rule {
  readonly document: object;
  readonly when: (basket: Basket, sum: number, member: MemberFacts) => boolean;
  readonly lines: (line: BasketLine) => boolean;
  /** What one line that costs so much gives: off its price, or in points. */
  readonly gives: (line: BasketLine, left: number) => number;
}

/** Monday 23 November 2026, 19:05 in Moscow. */
const now = instant(Date.UTC(2026, 10, 23, 16, 5));

const productOf = (index: number): string => String(100_000 + index);
const brandOf = (index: number): string => `brand-${index}`;
const categoryOf = (index: number): string[] => [`hall-${index % 8}`, `shelf-${index % 200}`];

/** A chain's usual mixture: most promotions are for some brand, shelf or list of goods, and hold under one condition or two. */
export function makeRules(count: number): readonly Rule[] {
  const random = randomOf(`rules of the engine's bench, ${count}`);
  return Array.from({ length: count }, (_, index) => {
    const [goods, condition] = [goodsOf(random), conditionOf(random)];
    const effect = effectOf(random, goods.document ?? anything);
    return {
      document: {
        id: `p${index}`,
        name: { ru: `Акция ${index}`, en: `Promotion ${index}` },
        priority: random.whole(1, 60),
        ...(goods.document && { lines: goods.document }),
        ...(condition.document && { when: condition.document }),
        ...(random.chance(0.2) && { group: `g${random.whole(0, 3)}` }),
        ...(random.chance(0.1) && { stacking: 'exclusive' }),
        ...(random.chance(0.2) && { limits: limitsOf(random) }),
        effect: effect.document,
      },
      when: condition.holds,
      lines: goods.holds,
      gives: effect.gives,
    };
  });
}

const limitsOf = (random: Random): object =>
  random.pick([
    { member: { times: 1, per: 'day' } },
    { total: { times: 10_000, per: 'month' } },
    { total: { times: 500_000, per: 'ever' }, member: { times: 3, per: 'week' } },
  ]);

function goodsOf(random: Random): { document?: object; holds: Rule['lines'] } {
  const kind = random.next();
  if (kind < 0.02) return { holds: () => true };
  if (kind < 0.4) {
    const brand = brandOf(random.whole(0, 999));
    return {
      document: { fact: 'line.brand', op: 'is', value: brand },
      holds: ({ product }) => product.brand === brand,
    };
  }
  if (kind < 0.7) {
    const [hall = '', shelf = ''] = categoryOf(random.whole(0, 199));
    return {
      document: {
        all: [
          { fact: 'line.category', op: 'within', value: [hall, shelf] },
          { fact: 'line.onSale', op: 'is', value: false },
        ],
      },
      holds: ({ product }) =>
        product.category[0] === hall && product.category[1] === shelf && !product.onSale,
    };
  }
  const goods = Array.from({ length: 40 }, () => productOf(random.whole(0, 19_999)));
  const known = new Set(goods);
  return {
    document: { fact: 'line.product', op: 'in', value: goods },
    holds: ({ product }) => known.has(product.id),
  };
}

function conditionOf(random: Random): { document?: object; holds: Rule['when'] } {
  const from = random.whole(5, 50) * 10_000;
  const hour = random.whole(8, 20);
  const hours = { from: `${String(hour).padStart(2, '0')}:00`, to: `${hour + 2}:00` };
  return random.pick<{ document?: object; holds: Rule['when'] }>([
    { holds: () => true },
    {
      document: { fact: 'basket.amount', op: 'at-least', value: from },
      holds: (_, sum) => sum >= from,
    },
    {
      document: {
        all: [
          { fact: 'member.level', op: 'in', value: ['silver', 'gold'] },
          { fact: 'time.date', op: 'between', value: { from: '2026-11-01', to: '2026-12-31' } },
        ],
      },
      holds: (_, __, member) => member.level !== 'start',
    },
    {
      document: { fact: 'time.ofDay', op: 'between', value: hours },
      holds: () => hour === 18 || hour === 19,
    },
    {
      document: { fact: 'time.weekday', op: 'in', value: ['mon', 'wed', 'sat'] },
      holds: () => true,
    },
    {
      document: { fact: 'store.tag', op: 'has', value: 'centre' },
      holds: ({ store }) => store.tags.includes('centre'),
    },
  ]);
}

/** A bundle or a gift of all goods. */
const anything = { fact: 'line.onSale', op: 'is', value: false };

function effectOf(random: Random, goods: object): { document: object; gives: Rule['gives'] } {
  const rate = random.whole(2, 20) * 100;
  const amount = random.whole(5, 50) * 100;
  const share = (_: BasketLine, left: number): number => Math.floor((left * rate) / 10_000);
  return random.pick<{ document: object; gives: Rule['gives'] }>([
    { document: { type: 'line-percent', rate }, gives: share },
    { document: { type: 'basket-percent', rate }, gives: share },
    {
      document: { type: 'line-amount', amount },
      gives: ({ quantity }, left) => Math.min(left, (amount * quantity) / 1000),
    },
    { document: { type: 'basket-amount', amount }, gives: (_, left) => Math.min(left, amount) },
    {
      document: { type: 'line-price', price: amount * 10 },
      gives: ({ quantity }, left) => Math.max(0, left - (amount * 10 * quantity) / 1000),
    },
    {
      document: { type: 'buy-get-free', buy: 2, free: 1 },
      gives: ({ quantity }, left) => Math.floor((left * Math.floor(quantity / 3000) * 1000) / quantity),
    },
    { document: { type: 'points-rate', kind: 'bonus', rate }, gives: () => 0 },
    { document: { type: 'points', kind: 'bonus', points: rate }, gives: () => 0 },
    { document: { type: 'points-multiplier', kind: 'bonus', times: 20_000 }, gives: () => 0 },
    {
      document: { type: 'nth-item', every: 2, rate: 5000 },
      gives: ({ quantity }, left) => Math.floor((left * Math.floor(quantity / 2000) * 1000) / (quantity * 2)),
    },
    {
      document: { type: 'spend-and-get', from: amount * 100, get: { discount: amount } },
      gives: (_, left) => Math.floor(left / (amount * 100)) * amount,
    },
    {
      document: { type: 'bundle', parts: [{ lines: goods, units: 3 }], price: amount * 20 },
      gives: ({ quantity }, left) => (quantity < 3000 ? 0 : Math.max(0, left - amount * 20)),
    },
    {
      document: { type: 'gift', gift: goods, units: 1, for: { units: 5 } },
      gives: ({ quantity }, left) => (quantity < 6000 ? 0 : Math.floor((left * 1000) / quantity)),
    },
  ]);
}

/** Receipts of a supermarket: a member of the middle level, goods of any shelf, some of them twice or more. */
export function makeQuestions(count: number, lines: number): readonly Question[] {
  const random = randomOf(`receipts of the engine's bench, ${lines}`);
  return Array.from({ length: count }, () => ({
    basket: {
      at: now,
      offsetMinutes: 180,
      store: { id: 'M-1', tags: ['centre', 'big'] },
      codes: [],
      lines: Array.from({ length: lines }, (_, index) => lineOf(random, index)),
    },
    member: {
      level: 'silver',
      spend: minor(6_000_000),
      receipts: 12,
      accumulateOnly: false,
      birthday: { month: 4, day: 17 },
      segments: ['runners'],
      offers: [],
      uses: [],
      balances: { bonus: points(5000) },
    },
    wish: 'none',
    exhausted: [],
  }));
}

function lineOf(random: Random, index: number): BasketLine {
  const product = random.whole(0, 19_999);
  const units = random.weighted([1, 2, 3, 6], (many) => 1 / many);
  const price = random.whole(30, 900) * 100 - 1;
  return {
    id: String(index + 1),
    product: {
      id: productOf(product),
      category: categoryOf(product),
      brand: brandOf(product % 1000),
      onSale: product % 10 === 0,
      floor: minor(product % 4 === 0 ? Math.floor(price / 2) : 0),
    },
    quantity: thousandths(units * 1000),
    amount: minor(price * units),
  };
}

export const programmeOf = (rules: readonly Rule[]): object => ({
  format: 'bonum/1',
  id: 'bench',
  name: { ru: 'Замер', en: 'Bench' },
  currency: 'RUB',
  zone: 'Europe/Moscow',
  kinds: [
    {
      id: 'bonus',
      name: { ru: 'Бонусы', en: 'Points' },
      worth: 100,
      life: { months: 12 },
      spending: { maxShare: basisPoints(3000), lines: { fact: 'line.onSale', op: 'is', value: false } },
    },
  ],
  levels: ['start', 'silver', 'gold'].map((id, index) => ({
    id,
    name: { ru: id, en: id },
    from: index * 5_000_000,
    spends: index > 0,
  })),
  earning: [
    {
      id: 'base',
      name: { ru: 'За покупки', en: 'For purchases' },
      kind: 'bonus',
      rate: { start: 100, silver: 300, gold: 500 },
    },
  ],
  promotions: rules.map(({ document }) => document),
  groups: [0, 1, 2, 3].map((index) => ({
    id: `g${index}`,
    name: { ru: 'Группа', en: 'Group' },
    priority: index * 20,
    choose: index % 2 === 0 ? 'best' : 'all',
  })),
  returns: { shortfall: 'debt', graceDays: 14 },
  holds: { minutes: 15 },
  cards: { prefixes: ['29'] },
});

import type { Programme } from '@bonum/engine';
import { shipped } from '../chain.ts';

/** What one point pays, in minor units, under every programme here: else a sum of points would have no worth. */
export const worths: Readonly<Record<string, number>> = { bonus: 100, gift: 10, cups: 9000 };

/** The longest that points of a kind live, from the receipt or the gift that gave them, grace days included. */
export const LONGEST_LIFE_DAYS = 450;

/** What a member may come to owe of each kind for what tills let them spend without network. */
export const MOST_OFFLINE = 300;

const name = (text: string) => ({ ru: text, en: text });

const bonus = {
  id: 'bonus',
  name: name('Bonus'),
  worth: worths['bonus'],
  life: { months: 12, until: 'end-of-day' },
  spending: { maxShare: 5000, lines: { fact: 'line.onSale', op: 'is', value: false } },
};
const gift = {
  id: 'gift',
  name: name('Gift points'),
  worth: worths['gift'],
  life: { days: 30 },
  activation: { days: 2 },
  spending: { maxShare: 9900 },
};

const cups = { id: 'cups', name: name('Cups'), worth: worths['cups'], life: { months: 3 } };

const levels = (second: number, third: number) => [
  { id: 'first', name: name('First'), from: 0, spends: true },
  { id: 'second', name: name('Second'), from: second, spends: true },
  { id: 'third', name: name('Third'), from: third, spends: true },
];

const earning = [
  { id: 'base', name: name('Base'), kind: 'bonus', rate: { first: 300, second: 700, third: 1500 } },
  {
    id: 'socks',
    name: name('Socks'),
    kind: 'gift',
    rate: 900,
    lines: { fact: 'line.product', op: 'in', value: ['SOCKS', 'BALL'] },
  },
];

const tops = { fact: 'line.product', op: 'in', value: ['TEE', 'DRESS'] };

/** One promotion of every effect, each so that baskets of the till's goods often meet it. */
const promotions = [
  { id: 'three-for-two', priority: 90, lines: tops, effect: { type: 'buy-get-free', buy: 2, free: 1 } },
  {
    id: 'socks-off',
    priority: 80,
    lines: { fact: 'line.product', op: 'is', value: 'SOCKS' },
    effect: { type: 'line-percent', rate: 1250 },
  },
  {
    id: 'ball-off',
    priority: 70,
    stacking: 'exclusive',
    lines: { fact: 'line.product', op: 'is', value: 'BALL' },
    effect: { type: 'line-amount', amount: 777 },
  },
  {
    id: 'shoe-price',
    priority: 60,
    lines: { fact: 'line.product', op: 'is', value: 'SHOES' },
    effect: { type: 'line-price', price: 499_900 },
  },
  {
    id: 'fourth-pair',
    priority: 58,
    lines: { fact: 'line.product', op: 'is', value: 'SHOES' },
    effect: { type: 'nth-item', every: 4, rate: 5000, stamps: 'cups' },
  },
  {
    id: 'second-racket',
    priority: 57,
    group: 'sets',
    lines: { fact: 'line.product', op: 'is', value: 'RACKET' },
    effect: { type: 'nth-item', every: 2, rate: 3333 },
  },
  {
    id: 'game',
    priority: 56,
    group: 'sets',
    effect: {
      type: 'bundle',
      price: 70_000,
      parts: [
        { lines: { fact: 'line.product', op: 'is', value: 'RACKET' }, units: 2 },
        { lines: { fact: 'line.product', op: 'is', value: 'BALL' }, units: 1 },
      ],
    },
  },
  {
    id: 'socks-with-dress',
    priority: 55,
    lines: { fact: 'line.product', op: 'is', value: 'DRESS' },
    limits: { member: { times: 2, per: 'week' }, total: { times: 5, per: 'ever' } },
    effect: {
      type: 'gift',
      gift: { fact: 'line.product', op: 'is', value: 'SOCKS' },
      units: 1,
      for: { units: 2 },
      price: 100,
    },
  },
  {
    id: 'every-thousand',
    priority: 54,
    limits: { discount: { amount: 50_000, per: 'month' } },
    effect: { type: 'spend-and-get', from: 300_000, get: { discount: 9999 }, times: 3 },
  },
  { id: 'start', priority: 50, codes: ['START'], effect: { type: 'basket-percent', rate: 1000 } },
  {
    id: 'next',
    priority: 40,
    singleUseCodes: true,
    effect: { type: 'basket-amount', amount: 30_001 },
    prints: { from: 600_000, after: 1, days: 60 },
  },
  {
    id: 'set',
    priority: 35,
    when: { fact: 'basket.units', op: 'at-least', value: 6000 },
    lines: { fact: 'line.product', op: 'in', value: ['RACKET', 'BALL', 'SOCKS'] },
    effect: { type: 'basket-price', price: 1_200_000 },
  },
  { id: 'personal', priority: 30, personal: true, effect: { type: 'line-percent', rate: 1500 } },
  {
    id: 'evening',
    priority: 25,
    when: { fact: 'time.ofDay', op: 'between', value: { from: '18:00', to: '23:00' } },
    effect: { type: 'line-percent', rate: 333 },
  },
  {
    id: 'hundred',
    priority: 20,
    when: { fact: 'basket.amount', op: 'at-least', value: 200_000 },
    effect: { type: 'points', kind: 'gift', points: 101 },
  },
  {
    id: 'more',
    priority: 10,
    when: { fact: 'member.receipts', op: 'at-least', value: 2 },
    effect: { type: 'points-rate', kind: 'bonus', rate: 250 },
  },
  {
    id: 'more-for-tops',
    priority: 5,
    lines: tops,
    effect: { type: 'points-multiplier', kind: 'bonus', times: 25_000 },
  },
].map((promotion) => ({ ...promotion, name: name(promotion.id) }));

/**
 * Programmes that follow each other while people buy: what a receipt is worth, who stands where and what a return does
 * changes under their hands. The third has dropped a kind of points and most promotions.
 */
export async function soakProgrammes(): Promise<readonly Programme[]> {
  const first = {
    kinds: [gift, bonus, cups],
    groups: [{ id: 'sets', name: name('Sets'), priority: 56, choose: 'best' }],
    levels: levels(1_000_000, 4_000_000),
    earning,
    promotions,
    returns: { shortfall: 'debt', graceDays: 14 },
    holds: { minutes: 15 },
    offline: { days: 14, points: { most: MOST_OFFLINE, hours: 48 } },
  };
  const second = {
    ...first,
    kinds: [bonus, cups, { ...gift, spending: { maxShare: 2500 } }],
    levels: levels(500_000, 9_000_000),
    promotions: promotions.map((promotion, index) => ({ ...promotion, priority: 10 * index })),
    returns: { shortfall: 'reduce-refund', graceDays: 0 },
    holds: { minutes: 5 },
    offline: { days: 3, points: { most: MOST_OFFLINE / 2, hours: 6 } },
  };
  const third = {
    ...first,
    kinds: [bonus],
    groups: [],
    earning: earning.slice(0, 1),
    promotions: promotions.slice(0, 3),
    returns: { shortfall: 'reduce-refund', graceDays: 60 },
    offline: { days: 30 },
  };
  return Promise.all([first, second, third].map((changes) => shipped('sportswear', changes)));
}

import * as fc from 'fast-check';
const name = { ru: 'Акция', en: 'Promotion' };
const of = (...products: string[]) => ({ fact: 'line.product', op: 'in', value: products });
const promotion = (id: string, effect: object, rest: object = {}) => ({
  id,
  name,
  priority: 0,
  effect,
  ...rest,
});

/** Every unit of tennis is counted, and the fifth is free. A stamp is worth 500 roubles. */
export const stamps = {
  kind: { id: 'stamps', name: { ru: 'Штампы', en: 'Stamps' }, worth: 50_000, life: { months: 6 } },
  promotion: promotion(
    'fifth',
    { type: 'nth-item', every: 5, rate: 10_000, stamps: 'stamps' },
    { lines: of('BALL'), priority: -10 },
  ),
};

/** One promotion of every mechanic, over goods that meet; points are of this kind. */
export const everyMechanic = (kind: string): object[] => [
  stamps.promotion,
  promotion('second', { type: 'nth-item', every: 2, rate: 5000 }, { lines: of('TEE'), priority: 9 }),
  promotion('third', { type: 'buy-get-free', buy: 2, free: 1 }, { lines: of('SOCKS'), priority: 8 }),
  promotion('set', {
    type: 'bundle',
    parts: [
      { lines: of('SHOES', 'DRESS'), units: 1 },
      { lines: of('SOCKS', 'TEE'), units: 2 },
    ],
    price: 100_000,
  }),
  promotion(
    'present',
    { type: 'gift', gift: of('RACKET', 'TEE'), units: 1, for: { from: 300_000 }, price: 100 },
    { priority: 7 },
  ),
  promotion('full', { type: 'spend-and-get', from: 200_000, get: { discount: 7_777 } }, { priority: -1 }),
  promotion('thanks', { type: 'spend-and-get', from: 100_000, get: { kind, points: 13 }, times: 9 }),
  promotion('percent', { type: 'line-percent', rate: 1234 }, { lines: of('DRESS'), stacking: 'exclusive' }),
  promotion('code', { type: 'basket-percent', rate: 777 }, { codes: ['START10'], priority: 1 }),
  promotion('rate', { type: 'points-rate', kind, rate: 111 }),
  promotion('twice', { type: 'points-multiplier', kind, times: 20_000 }, { lines: of('SHOES', 'BALL') }),
];

/** Goods with their quantities, whole and in parts. */
export const goods = fc.array(
  fc.record({
    productId: fc.constantFrom('SHOES', 'SOCKS', 'TEE', 'DRESS', 'BALL', 'RACKET'),
    quantity: fc.oneof(
      fc.integer({ min: 1, max: 6 }).map((units) => units * 1000),
      fc.integer({ min: 1, max: 3500 }),
    ),
    amount: fc.integer({ min: 1, max: 1_500_000 }),
  }),
  { minLength: 1, maxLength: 6 },
);

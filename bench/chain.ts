import { randomOf } from '../apps/server/src/demo/random.ts';
import hypermarket from '../programmes/hypermarket.json' with { type: 'json' };

/** How large the chain is that is measured, besides its members. */
export const size = { stores: 50, tillsOfStore: 6, products: 20_000, promotions: 50 } as const;

export interface TillOfChain {
  readonly storeId: string;
  readonly tillId: string;
  readonly secret: string;
}

export const storeOf = (index: number): string => `M-${index + 1}`;
const productOf = (index: number): string => String(100_000 + index);

/** Every lane has a key of its own, as in production. */
export const tills: readonly TillOfChain[] = Array.from(
  { length: size.stores * size.tillsOfStore },
  (_, index) => ({
    storeId: storeOf(Math.floor(index / size.tillsOfStore)),
    tillId: String((index % size.tillsOfStore) + 1),
    secret: `bonum_bench_${String(index).padStart(4, '0')}`,
  }),
);

const shelves = [
  ['Продукты', 'Рыба'],
  ['Продукты', 'Молочное', 'Йогурты'],
  ['Продукты', 'Молочное', 'Сыр'],
  ['Продукты', 'Хлеб'],
  ['Продукты', 'Овощи и фрукты'],
  ['Продукты', 'Бакалея', 'Крупы'],
  ['Продукты', 'Бакалея', 'Чай и кофе'],
  ['Продукты', 'Сладкое'],
  ['Алкоголь и табак', 'Вино'],
  ['Дом', 'Посуда'],
  ['Дом', 'Бытовая химия'],
  ['Дом', 'Текстиль'],
  ['Детям', 'Игрушки'],
  ['Детям', 'Питание'],
  ['Красота', 'Уход'],
  ['Животным', 'Корм'],
] as const;
const brands = ['Наша ферма', 'Каждый день', 'Северная', 'Утро', 'Сад', 'Лайм', 'Клён', 'Вершина'];

export interface Product {
  readonly product_id: string;
  readonly name: string;
  readonly category: readonly string[];
  readonly brand: string;
  readonly price: number;
  readonly on_sale: boolean;
  readonly floor: number;
}

export function makeProducts(): readonly Product[] {
  const random = randomOf('goods of the bench');
  return Array.from({ length: size.products }, (_, index) => ({
    product_id: productOf(index),
    name: `Товар ${index}`,
    category: random.pick(shelves),
    brand: random.pick(brands),
    price: random.whole(30, 900) * 100 - 1,
    on_sale: random.chance(0.1),
    floor: 0,
  }));
}

/** The hypermarket's own promotions, and as many small ones beside them as a large chain runs at a time. */
export function makeProgramme(): object {
  const random = randomOf('promotions of the bench');
  const more = Array.from({ length: size.promotions - hypermarket.promotions.length }, (_, index) => ({
    id: `bench-${index}`,
    name: { ru: `Акция ${index}`, en: `Promotion ${index}` },
    priority: random.whole(1, 60),
    lines: linesOf(index, random),
    ...(random.chance(0.4) && { when: whenOf(index) }),
    ...(random.chance(0.3) && { stacking: 'exclusive' }),
    effect: effectOf(index),
  }));
  return { ...hypermarket, id: 'bench', promotions: [...hypermarket.promotions, ...more] };
}

type Random = ReturnType<typeof randomOf>;

function linesOf(index: number, random: Random): object {
  if (index % 3 === 0) return { fact: 'line.category', op: 'within', value: random.pick(shelves) };
  if (index % 3 === 1) return { fact: 'line.brand', op: 'in', value: [random.pick(brands)] };
  const goods = Array.from({ length: 40 }, () => productOf(random.whole(0, size.products - 1)));
  return { fact: 'line.product', op: 'in', value: goods };
}

const whenOf = (index: number): object =>
  [
    { fact: 'basket.amount', op: 'at-least', value: 300_000 },
    { fact: 'member.level', op: 'in', value: ['friend', 'family'] },
    { fact: 'time.weekday', op: 'in', value: ['mon', 'wed', 'sat'] },
    { fact: 'store.id', op: 'in', value: [storeOf(index % size.stores)] },
  ][index % 4] ?? {};

const effectOf = (index: number): object =>
  [
    { type: 'line-percent', rate: 500 },
    { type: 'buy-get-free', buy: 2, free: 1 },
    { type: 'line-percent', rate: 1000 },
    { type: 'line-amount', amount: 500 },
    { type: 'line-price', price: 9900 },
    { type: 'line-percent', rate: 700 },
    { type: 'points-rate', kind: 'bonus', rate: 100 },
    { type: 'points', kind: 'gift', points: 10 },
  ][index % 8] ?? {};

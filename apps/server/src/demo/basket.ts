import type { Input } from '@bonum/contract';
import { families, type Family } from './goods-families.ts';
import { goods, type Good } from './goods.ts';
import type { Random } from './random.ts';
import { inSeason, type Days } from './rhythm.ts';

export type Lines = Input<'commit-receipt'>['lines'];

const sizes: readonly (readonly [positions: number, share: number])[] = [
  [1, 36],
  [2, 30],
  [3, 17],
  [4, 9],
  [5, 5],
  [7, 3],
];

/** What somebody carries to the till on a day. */
export function makeBasket(random: Random, days: Days, day: number): Lines {
  const [positions] = random.weighted(sizes, ([, share]) => share);
  const chosen = new Map<string, Good>();
  for (let tries = 0; chosen.size < positions && tries < positions * 3; tries++) {
    const family = random.weighted(families, ({ share, season }) => share * inSeason(days, day, season));
    const good = random.pick(goodsOf(family));
    chosen.set(good.productId, good);
  }
  return [...chosen.values()].map((good, index) =>
    lineOf(good, { id: String(index + 1), pieces: pieces(random, good) }),
  );
}

export const lineOf = (
  { productId, price }: Pick<Good, 'productId' | 'price'>,
  { id, pieces: count }: { id: string; pieces: number },
): Lines[number] => ({ id, productId, quantity: count * 1000, amount: price * count });

/** Three, since the third is free. */
const pieces = (random: Random, { family }: Good): number =>
  family.inPairs ? random.weighted([1, 2, 3], (count) => [0, 5, 2, 4][count] ?? 0) : 1;

const byFamily = Map.groupBy(goods, (good) => good.family);
const goodsOf = (family: Family): readonly Good[] => byFamily.get(family) ?? [];

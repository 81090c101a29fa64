import { randomOf } from '../apps/server/src/demo/random.ts';
import { makeProducts, size } from './chain.ts';

/** Baskets to draw from; each is the JSON of its lines, made beforehand so that the tills cost little. */
const DIFFERENT_BASKETS = 4000;

/**
 * Receipts of a self-service shop: ten lines on the average but many of two and some of forty, mostly one piece each, a fifth
 * of the goods making up three fifths of the lines. The same on every machine.
 */
export function makeBaskets(): readonly string[] {
  const random = randomOf('baskets of the bench');
  const products = makeProducts();
  return Array.from({ length: DIFFERENT_BASKETS }, () => {
    const lines = Math.min(60, 1 + Math.floor(-9.2 * Math.log(1 - random.next())));
    return JSON.stringify(
      Array.from({ length: lines }, (_, index) => {
        const product = products[Math.floor(random.next() ** 3 * size.products)];
        const pieces = random.chance(0.75) ? 1 : random.whole(2, 4);
        return {
          id: String(index + 1),
          productId: product?.product_id,
          quantity: pieces * 1000,
          amount: pieces * (product?.price ?? 0),
        };
      }),
    );
  });
}

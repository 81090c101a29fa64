import type { Input } from '@bonum/contract';
import { checkDigit } from '../cards/card-number.ts';
import { families, type Family } from './goods-families.ts';
import { randomOf, type Random } from './random.ts';

export interface Good {
  readonly productId: string;
  readonly name: string;
  readonly brand: string;
  /** In minor units. */
  readonly price: number;
  readonly onSale: boolean;
  readonly barcode: string;
  readonly family: Family;
}

/** Made up, so that nobody's trade mark is sold here. */
const brands = [
  'Ветробег',
  'Лихобор',
  'Тропинкин',
  'Зимолюб',
  'Быстробор',
  'Волнорад',
  'Силодар',
  'Мячеград',
] as const;

function makeGood(
  random: Random,
  { family, index, model }: { family: Family; index: number; model: number },
): Good {
  const brand = brands[(index * 3 + model) % brands.length] ?? brands[0];
  const number = (index + 1) * 10 + model + 1;
  const onSale = random.chance(0.12);
  const roubles = family.roubles * (0.75 + 0.3 * model + random.next() * 0.2) * (onSale ? 0.65 : 1);
  return {
    productId: `S${number}`,
    name: `${family.name} «${brand}»`,
    brand,
    price: priceTag(roubles),
    onSale,
    barcode: inStoreBarcode(number),
    family,
  };
}

/** As shops write them: 1 290 ₽, 399 ₽. */
const priceTag = (roubles: number): number =>
  roubles >= 1000 ? (Math.round(roubles / 100) * 100 - 10) * 100 : (Math.round(roubles / 50) * 50 - 1) * 100;

/** Of each kind of goods as many as the shop has brands of it. */
export const goods: readonly Good[] = families.flatMap((family, index) => {
  const random = randomOf(`goods ${family.name}`);
  return Array.from({ length: family.models }, (_, model) => makeGood(random, { family, index, model }));
});

/** GS1 keeps what begins with 2 for a shop's own use; 21 is the cards'. */
function inStoreBarcode(number: number): string {
  const twelve = `20${String(number).padStart(10, '0')}`;
  return twelve + checkDigit(twelve);
}

const LOWEST_SHARE = 0.4;

export const productsRequest = (): Input<'put-products'> => ({
  products: goods.map(({ productId, name, brand, price, onSale, barcode, family }) => ({
    productId,
    name,
    brand,
    price,
    onSale,
    barcode,
    category: [...family.category],
    floor: Math.floor(price * LOWEST_SHARE),
  })),
});

import { minor, offerKeys, type ProductFacts, type Promotion } from '@bonum/engine';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';

/** So many are looked at. */
const LOOKED_AT = 200;

export interface OfferGoods {
  readonly facts: ProductFacts;
  readonly name: string;
  readonly price: number | null;
  /** Where its picture is said to be. */
  readonly picture: string | null;
}

/** Goods that may take part in a promotion, by name, as far as they are named by it; none where any goods do. */
export async function goodsOf(
  db: Kysely<Database> | Transaction<Database>,
  promotion: Promotion,
  which: 'all' | 'with a picture',
): Promise<readonly OfferGoods[]> {
  const keys = offerKeys(promotion);
  if (keys === null) return [];
  const words = (of: string): string[] => keys.filter((key) => key.of === of).map(({ word }) => word);
  const rows = await db
    .selectFrom('product')
    .select(['product_id', 'name', 'price', 'category', 'brand', 'on_sale', 'picture'])
    .where((eb) =>
      eb.or([
        eb('product_id', '=', eb.fn.any(eb.val(words('product')))),
        eb('brand', '=', eb.fn.any(eb.val(words('brand')))),
        eb('category', '&&', eb.val(words('category'))),
      ]),
    )
    .where('gone_at', 'is', null)
    .$if(which === 'with a picture', (query) => query.where('picture', 'is not', null))
    .orderBy('name')
    .orderBy('product_id')
    .limit(LOOKED_AT)
    .execute();
  return rows.map(({ product_id, name, price, category, brand, on_sale, picture }) => ({
    facts: { id: product_id, category, brand, onSale: on_sale, floor: minor(0) },
    name,
    price,
    picture,
  }));
}

import { sql } from 'kysely';
import { operation } from '../operation.ts';

/** Writes goods: new ones are added, known ones replaced. */
export const putProducts = operation('put-products', async ({ shell }, { products }) => {
  const rows = products.map((product) => ({
    product_id: product.productId,
    name: product.name,
    category: product.category ?? [],
    brand: product.brand ?? null,
    price: product.price ?? null,
    floor: product.floor ?? 0,
    on_sale: product.onSale ?? false,
    barcode: product.barcode ?? null,
  }));
  // One product twice in one list: the last one counts, as if they had come one after another.
  const unique = [...new Map(rows.map((row) => [row.product_id, row])).values()];
  await sql`
    insert into product select r.* from jsonb_populate_recordset(null::product, ${JSON.stringify(unique)}::jsonb) r
     order by r.product_id
    on conflict (product_id) do update set name = excluded.name, category = excluded.category, brand = excluded.brand,
       price = excluded.price, floor = excluded.floor, on_sale = excluded.on_sale, barcode = excluded.barcode`.execute(
    shell.db,
  );
  return { ok: true, value: { written: unique.length } };
});

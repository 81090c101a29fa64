import { iso } from '@bonum/ledger';
import { sql } from 'kysely';
import { operation } from '../operation.ts';
import { changeCatalogue } from './change.ts';

/** Writes goods: new ones are added, known ones replaced. */
export const putProducts = operation('put-products', async ({ shell, recordedAt }, { products }) => {
  const rows = products.map((product) => ({
    product_id: product.productId,
    name: product.name,
    category: product.category ?? [],
    brand: product.brand ?? null,
    price: product.price ?? null,
    floor: product.floor ?? 0,
    on_sale: product.onSale ?? false,
    barcode: product.barcode ?? null,
    changed_at: iso(recordedAt),
    gone_at: null,
  }));
  // One product twice in one list: the last one counts, as if they had come one after another.
  const unique = [...new Map(rows.map((row) => [row.product_id, row])).values()];
  const change = sql`
    insert into product select r.* from jsonb_populate_recordset(null::product, ${JSON.stringify(unique)}::jsonb) r
     order by r.product_id
    on conflict (product_id) do update set name = excluded.name, category = excluded.category, brand = excluded.brand,
       price = excluded.price, floor = excluded.floor, on_sale = excluded.on_sale, barcode = excluded.barcode,
       changed_at = excluded.changed_at, gone_at = null`;
  await changeCatalogue(shell.db, (transaction) => change.execute(transaction));
  return { ok: true, value: { written: unique.length } };
});

import { sql } from 'kysely';
import { operation } from '../operation.ts';

/** What PostgreSQL takes for a sign of its own in a pattern. */
const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

interface Row {
  readonly productId: string;
  readonly name: string;
  readonly brand: string | null;
  readonly price: number | null;
}

/** Goods for a dialog: the one whose id or barcode was given, then those whose name or brand has every word. */
export const searchProducts = operation('search-products', async ({ shell }, { text, limit }) => {
  const asked = text.trim();
  const words = asked.split(/\s+/).filter((word) => word !== '');
  const hasAll = words.map((word) => sql`(name || ' ' || coalesce(brand, '')) ilike ${`%${escaped(word)}%`}`);
  const { rows } = await sql<Row>`
    select product_id as "productId", name, brand, price
      from product
     where gone_at is null
       and (product_id = ${asked} or barcode = ${asked} or ${words.length > 0 ? sql`(${sql.join(hasAll, sql` and `)})` : sql`false`})
     order by product_id = ${asked} or barcode is not distinct from ${asked} desc, name, product_id
     limit ${limit ?? 20}`.execute(shell.db);
  return { ok: true, value: { products: rows } };
});

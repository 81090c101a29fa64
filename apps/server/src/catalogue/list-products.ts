import { iso } from '@bonum/ledger';
import { sql } from 'kysely';
import { operation } from '../operation.ts';

const PAGE = 1000;
/** A write that was under way when a till asked may bear an earlier time than the answer. */
const OVERLAP_MS = 60_000;

/** Goods as the rules ask about them: all of them, or what has changed since a till last asked. */
export const listProducts = operation(
  'list-products',
  async ({ shell, recordedAt }, { after, since, gone }) => {
    const from = since === undefined ? 0 : Date.parse(since) - OVERLAP_MS;
    const rows = await shell.db
      .selectFrom('product')
      .select(['product_id', 'name', 'category', 'brand', 'price', 'floor', 'on_sale', 'barcode', 'gone_at'])
      .where('product_id', '>', after ?? '')
      .where(sql<boolean>`(changed_at >= ${new Date(from)} or gone_at >= ${new Date(from)})`)
      .$if(gone !== true, (query) => query.where('gone_at', 'is', null))
      .orderBy('product_id')
      // One more than is shown tells whether there is a next page.
      .limit(PAGE + 1)
      .execute();
    const shown = rows.slice(0, PAGE);
    return {
      ok: true,
      value: {
        products: shown.map((row) => ({
          productId: row.product_id,
          name: row.name,
          category: row.category,
          floor: row.floor,
          onSale: row.on_sale,
          ...(row.brand !== null && { brand: row.brand }),
          ...(row.price !== null && { price: row.price }),
          ...(row.barcode !== null && { barcode: row.barcode }),
          ...(row.gone_at !== null && { goneAt: iso(row.gone_at) }),
        })),
        next: rows.length > PAGE ? (shown.at(-1)?.product_id ?? null) : null,
        asOf: iso(recordedAt),
      },
    };
  },
);

import type { CatalogueRow, PriceRow, ProductRow } from '@bonum/adapters/commerceml/catalogue-rows';
import { sql } from 'kysely';
import { changeCatalogue } from '../catalogue/change.ts';
import { pictureAddress } from '../pictures/picture-address.ts';
import type { ExchangeShell } from './session.ts';

/** Of one product the last row counts, as if they had come one after another. */
const lastOfEach = <Row extends { readonly productId: string }>(rows: readonly Row[]): Row[] => [
  ...new Map(rows.map((row) => [row.productId, row])).values(),
];

/** What is written at once. */
const A_BATCH = 2000;

function* inBatches<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let at = 0; at < rows.length; at += A_BATCH) yield rows.slice(at, at + A_BATCH);
}

/**
 * Writes rows to the catalogue. Only what differs: to be told the same every night costs nothing. All prices of one product must be
 * among them, for the lowest to be found.
 */
export async function writeRows(
  shell: ExchangeShell,
  sessionId: string,
  rows: readonly CatalogueRow[],
): Promise<void> {
  const told = lastOfEach(rows.filter((row) => row.type === 'product' || row.type === 'gone'));
  for (const batch of inBatches(told)) {
    await writeProducts(
      shell,
      batch.filter((row) => row.type === 'product'),
    );
    await giveUp(
      shell,
      batch.filter((row) => row.type === 'gone').map(({ productId }) => productId),
    );
  }
  for (const batch of inBatches(lowestOfEach(rows.filter((row) => row.type === 'price'))))
    await writePrices(shell, batch);
  for (const batch of inBatches(rows.filter((row) => row.type !== 'price')))
    await markSeen(shell, sessionId, batch);
}

/** What is wrong with goods is no reason to take them for missing. */
async function markSeen(
  { db }: ExchangeShell,
  sessionId: string,
  rows: readonly Exclude<CatalogueRow, PriceRow>[],
): Promise<void> {
  const told = rows.filter((row) => row.type !== 'bad').map(({ productId }) => productId);
  const bad = rows.filter((row) => row.type === 'bad').map(({ what }) => what);
  await sql`
    insert into exchange_product as x (product_id, seen_in)
    select product_id, ${sessionId} from product
     where product_id = any(${told})
        or (product_id = any(${bad}) and product_id in (select product_id from exchange_product))
     order by product_id
    on conflict (product_id) do update set seen_in = excluded.seen_in where x.seen_in <> excluded.seen_in`.execute(
    db,
  );
}

async function writeProducts({ db, clock }: ExchangeShell, told: readonly ProductRow[]): Promise<void> {
  const given = told.map((row) => ({
    product_id: row.productId,
    name: row.name,
    category: row.category,
    brand: row.brand,
    barcode: row.barcode,
    picture: pictureIn(row),
  }));
  const { rows: differing } = await sql<{ product_id: string }>`
    select r.product_id
      from jsonb_populate_recordset(null::product, ${JSON.stringify(given)}::jsonb) r
      left join product p on p.product_id = r.product_id
     where p.product_id is null or p.gone_at is not null
        or (p.name, p.category, p.brand, p.barcode, p.picture)
           is distinct from (r.name, r.category, coalesce(r.brand, p.brand), coalesce(r.barcode, p.barcode),
                             coalesce(r.picture, ${notOurs}))`.execute(db);
  if (differing.length === 0) return;
  const ids = differing.map(({ product_id }) => product_id);
  const known = await db.selectFrom('exchange_price').selectAll().where('product_id', 'in', ids).execute();
  const prices = new Map(known.map(({ product_id, price }) => [product_id, price]));
  const wanted = new Set(ids);
  const changed = given
    .filter(({ product_id }) => wanted.has(product_id))
    .map((row) => ({ ...row, price: prices.get(row.product_id) ?? null }));
  await changeCatalogue(db, async (transaction) => {
    // What 1C does not tell stays: whether goods are on sale, and how low they may go.
    await sql`
      insert into product as p (product_id, name, category, brand, price, barcode, picture, changed_at)
      select r.product_id, r.name, r.category, r.brand, r.price, r.barcode, r.picture, ${new Date(clock())}
        from jsonb_populate_recordset(null::product, ${JSON.stringify(changed)}::jsonb) r
       order by r.product_id
      on conflict (product_id) do update
         set name = excluded.name, category = excluded.category, brand = coalesce(excluded.brand, p.brand),
             barcode = coalesce(excluded.barcode, p.barcode), price = coalesce(excluded.price, p.price),
             picture = coalesce(excluded.picture, ${notOurs}), changed_at = excluded.changed_at, gone_at = null`.execute(
      transaction,
    );
    await sql`delete from exchange_price where product_id = any(${ids})`.execute(transaction);
  });
}

function pictureIn({ picture, media }: ProductRow): string | null {
  if (picture !== null) return pictureAddress({ in: 'web', address: picture });
  return media === null ? null : pictureAddress({ in: 'onec', file: media });
}

/** Where 1C has none, a picture that came otherwise stays; one of its own it has taken away. */
const notOurs = sql`case when p.picture like 'onec:%' then null else p.picture end`;

async function giveUp({ db, clock }: ExchangeShell, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql`
    select from product where product_id = any(${ids}) and gone_at is null limit 1`.execute(db);
  if (rows.length === 0) return;
  await changeCatalogue(db, async (transaction) => {
    await sql`
      update product set gone_at = ${new Date(clock())}
       where product_id = any(${ids}) and gone_at is null`.execute(transaction);
  });
}

/** Goods with characteristics have a price for each: what they cost is from so much on. */
function lowestOfEach(rows: readonly PriceRow[]): { product_id: string; price: number }[] {
  const lowest = new Map<string, number>();
  for (const { productId, price } of rows)
    lowest.set(productId, Math.min(price, lowest.get(productId) ?? price));
  return [...lowest].map(([product_id, price]) => ({ product_id, price }));
}

/** Of goods that are not known yet the price waits for them. */
async function writePrices(
  { db, clock }: ExchangeShell,
  prices: readonly { product_id: string; price: number }[],
): Promise<void> {
  if (prices.length === 0) return;
  const given = sql`jsonb_to_recordset(${JSON.stringify(prices)}::jsonb) as r (product_id text, price bigint)`;
  await sql`
    insert into exchange_price as e (product_id, price)
    select r.product_id, r.price from ${given}
     where not exists (select from product p where p.product_id = r.product_id)
     order by r.product_id
    on conflict (product_id) do update set price = excluded.price where e.price <> excluded.price`.execute(
    db,
  );
  const { rows } = await sql`
    select from ${given} join product p on p.product_id = r.product_id
     where p.price is distinct from r.price limit 1`.execute(db);
  if (rows.length === 0) return;
  await changeCatalogue(db, async (transaction) => {
    await sql`
      update product p set price = r.price, changed_at = ${new Date(clock())} from ${given}
       where p.product_id = r.product_id and p.price is distinct from r.price`.execute(transaction);
  });
}

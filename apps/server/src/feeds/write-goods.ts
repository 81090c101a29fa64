import type { YmlProduct } from '@bonum/adapters/yml/yml-rows';
import { sql } from 'kysely';
import { changeCatalogue } from '../catalogue/change.ts';
import type { Shell } from '../operation.ts';
import { pictureAddress } from '../pictures/picture-address.ts';

type WriteShell = Pick<Shell, 'db' | 'clock'>;
interface Of {
  readonly feedId: string;
  readonly runId: string;
}

/** Goods that differ are written, and nothing else: to be told the same every hour costs nothing. @returns how many */
export async function writeGoods(shell: WriteShell, of: Of, told: readonly YmlProduct[]): Promise<number> {
  if (told.length === 0) return 0;
  const { db, clock } = shell;
  // Of one product the last row counts, as if they had come one after another.
  const last = new Map(told.map((row) => [row.productId, row]));
  const given = [...last.values()].map((row) => ({
    product_id: row.productId,
    name: row.name,
    category: row.category,
    brand: row.brand,
    barcode: row.barcode,
    price: row.price,
    on_sale: row.onSale,
    picture: pictureIn(row, of),
  }));
  const { rows } = await sql<{ product_id: string }>`
    select r.product_id
      from jsonb_populate_recordset(null::product, ${JSON.stringify(given)}::jsonb) r
      left join product p on p.product_id = r.product_id
     where p.product_id is null or p.gone_at is not null
        or (p.name, p.category, p.brand, p.barcode, p.price, p.on_sale, p.picture)
           is distinct from (r.name, r.category, coalesce(r.brand, p.brand), coalesce(r.barcode, p.barcode), r.price, coalesce(r.on_sale, p.on_sale), r.picture)`.execute(
    db,
  );
  const differing = new Set(rows.map(({ product_id }) => product_id));
  const changed = given.filter(({ product_id }) => differing.has(product_id));
  if (changed.length > 0)
    await changeCatalogue(db, async (transaction) => {
      // What a feed does not tell stays: how low goods may go, and what it leaves out.
      await sql`
        insert into product as p (product_id, name, category, brand, price, barcode, on_sale, picture, changed_at)
        select r.product_id, r.name, r.category, r.brand, r.price, r.barcode,
               coalesce(r.on_sale, k.on_sale, false), r.picture, ${new Date(clock())}
          from jsonb_populate_recordset(null::product, ${JSON.stringify(changed)}::jsonb) r
          left join product k on k.product_id = r.product_id
         order by r.product_id
        on conflict (product_id) do update
           set name = excluded.name, category = excluded.category, brand = coalesce(excluded.brand, p.brand),
               barcode = coalesce(excluded.barcode, p.barcode), price = excluded.price, on_sale = excluded.on_sale,
               picture = excluded.picture, changed_at = excluded.changed_at, gone_at = null`.execute(
        transaction,
      );
    });
  await sql`
    insert into feed_product as f (feed_id, product_id, seen_in)
    select ${of.feedId}, r.id, ${of.runId} from unnest(${[...last.keys()]}::text[]) as r (id) order by r.id
    on conflict (feed_id, product_id) do update set seen_in = excluded.seen_in`.execute(db);
  return changed.length;
}

function pictureIn({ picture, media }: YmlProduct, { feedId }: Of): string | null {
  if (picture !== null) return pictureAddress({ in: 'web', address: picture });
  return typeof media === 'string' ? pictureAddress({ in: 'akeneo', feedId, media }) : null;
}

const A_BATCH = 5000;

/** What came by this feed before, and now has not, is sold no more. @returns how many goods that are */
export async function giveUpMissing(shell: WriteShell, { feedId, runId }: Of): Promise<number> {
  let gone = 0;
  for (;;) {
    const { rows } = await sql<{ product_id: string }>`
      select f.product_id from feed_product f join product p using (product_id)
       where f.feed_id = ${feedId} and f.seen_in <> ${runId} and p.gone_at is null and not ${alsoComes(feedId)}
       limit ${A_BATCH}`.execute(shell.db);
    if (rows.length === 0) return gone;
    gone += await giveUp(
      shell,
      feedId,
      rows.map(({ product_id }) => product_id),
    );
  }
}

/** What a feed says is sold no more, as far as it came by it and by no other. @returns how many goods that are */
export async function giveUpNamed(
  shell: WriteShell,
  feedId: string,
  ids: readonly string[],
): Promise<number> {
  if (ids.length === 0) return 0;
  const { rows } = await sql<{ product_id: string }>`
    select f.product_id from feed_product f join product p using (product_id)
     where f.feed_id = ${feedId} and f.product_id = any(${ids}) and p.gone_at is null and not ${alsoComes(feedId)}`.execute(
    shell.db,
  );
  return giveUp(
    shell,
    feedId,
    rows.map(({ product_id }) => product_id),
  );
}

/** By another feed. */
const alsoComes = (feedId: string) => sql`
  exists (select from feed_product o join feed on feed.feed_id = o.feed_id
           where o.product_id = f.product_id and o.feed_id <> ${feedId} and not feed.paused)`;

async function giveUp({ db, clock }: WriteShell, feedId: string, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  await changeCatalogue(db, async (transaction) => {
    await sql`
      update product set gone_at = ${new Date(clock())}
       where product_id = any(${ids}) and gone_at is null`.execute(transaction);
  });
  await sql`
    delete from feed_product where feed_id = ${feedId} and product_id = any(${ids})`.execute(db);
  return ids.length;
}

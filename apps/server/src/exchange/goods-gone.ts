import { sql } from 'kysely';
import { changeCatalogue } from '../catalogue/change.ts';
import type { ExchangeSession, ExchangeShell } from './session.ts';

const A_BATCH = 5000;
/** 1C asks again when it is told that this goes on. */
const PATIENCE_MS = 20_000;

/**
 * 1C has sent all its goods: what it had sent before, and now has not, it sells no more. Nothing is given up where a file could not
 * be read, or the catalogue is empty: its goods would look as if they were missing.
 * @returns what 1C is told
 */
export async function giveUpMissing(
  { db, clock }: ExchangeShell,
  { sessionId, whole }: Pick<ExchangeSession, 'sessionId' | 'whole'>,
): Promise<string> {
  if (!whole) return 'success\nКаталог передан не целиком: ничего не снято с продажи';
  const { rows } = await sql<{ state: string }>`
    select state from exchange_import where session_id = ${sessionId} and state <> 'done'`.execute(db);
  if (rows.length > 0) return 'failure\nНе все файлы прочитаны: ничего не снято с продажи';
  const seen = await sql`select from exchange_product where seen_in = ${sessionId} limit 1`.execute(db);
  if (seen.rows.length === 0) return 'failure\nВ каталоге не было товаров: ничего не снято с продажи';
  const until = performance.now() + PATIENCE_MS;
  let gone = 0;
  for (;;) {
    const missing = await sql<{ product_id: string }>`
      select x.product_id from exchange_product x join product p using (product_id)
       where x.seen_in <> ${sessionId} and p.gone_at is null limit ${A_BATCH}`.execute(db);
    const ids = missing.rows.map(({ product_id }) => product_id);
    if (ids.length === 0) return `success\nСнято с продажи: ${gone}`;
    await changeCatalogue(db, async (transaction) => {
      await sql`
        update product set gone_at = ${new Date(clock())}
         where product_id = any(${ids}) and gone_at is null`.execute(transaction);
    });
    gone += ids.length;
    if (performance.now() > until) return `progress\nСнято с продажи: ${gone}`;
  }
}

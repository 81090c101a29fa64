import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { operation, refuse } from '../operation.ts';
import { changeCatalogue } from './change.ts';

/** How many of the ids of stores the audit log names. */
const NAMED = 50;

/** Writes stores and their tills: new ones are added, known ones replaced; a till that is not named stays. */
export const putStores = operation('put-stores', async ({ shell }, { stores, onlyNew }) => {
  const unique = [...new Map(stores.map((store) => [store.storeId, store])).values()];
  const ids = unique.map(({ storeId }) => storeId);
  if (onlyNew === true) {
    const there = await firstThere(shell.db, ids);
    if (there !== null)
      return refuse('id-reused', `Store ${there} is there already.`, {
        path: `/stores/${stores.findIndex(({ storeId }) => storeId === there)}/storeId`,
      });
  }
  const storeRows = unique.map(({ storeId, name, city, tags, place }) => ({
    store_id: storeId,
    name,
    city: city ?? null,
    tags: tags ?? [],
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
  }));
  const tills = new Map(
    unique.flatMap(({ storeId, tills: own }) =>
      own.map(({ tillId, name }) => [
        JSON.stringify([storeId, tillId]),
        { store_id: storeId, till_id: tillId, name },
      ]),
    ),
  );
  const change = sql`
    with stores as (
      insert into store select r.* from jsonb_populate_recordset(null::store, ${JSON.stringify(storeRows)}::jsonb) r
       order by r.store_id
      on conflict (store_id) do update set name = excluded.name, city = excluded.city, tags = excluded.tags,
        latitude = excluded.latitude, longitude = excluded.longitude)
    insert into till select r.* from jsonb_populate_recordset(null::till, ${JSON.stringify([...tills.values()])}::jsonb) r
     order by r.store_id, r.till_id
    on conflict (store_id, till_id) do update set name = excluded.name`;
  await changeCatalogue(shell.db, (transaction) => change.execute(transaction));
  const audit = { detail: { stores: ids.slice(0, NAMED), count: ids.length } };
  return { ok: true, value: { written: unique.length }, audit };
});

async function firstThere(db: Kysely<Database>, ids: readonly string[]): Promise<string | null> {
  const row = await db.selectFrom('store').select('store_id').where('store_id', 'in', ids).executeTakeFirst();
  return row?.store_id ?? null;
}

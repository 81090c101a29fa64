import { sql } from 'kysely';
import { operation } from '../operation.ts';
import { changeCatalogue } from './change.ts';

/** Writes stores and their tills: new ones are added, known ones replaced; a till that is not named stays. */
export const putStores = operation('put-stores', async ({ shell }, { stores }) => {
  const unique = [...new Map(stores.map((store) => [store.storeId, store])).values()];
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
  return { ok: true, value: { written: unique.length } };
});

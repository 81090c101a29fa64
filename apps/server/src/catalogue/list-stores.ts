import type { Answer } from '@bonum/contract';
import type { Kysely, Selectable } from 'kysely';
import type { Database } from '../database/schema.ts';
import { operation } from '../operation.ts';
import { foldWords } from '../search/fold.ts';

type StoreRow = Selectable<Database['store']>;
type Till = Answer<'list-stores'>['stores'][number]['tills'][number];

/**
 * Stores by name, with their tills. A country has thousands of them, so all are read, and looked through as members are: in whichever
 * alphabet.
 */
export const listStores = operation('list-stores', async ({ shell }, { text = '', after, limit: most }) => {
  const limit = most ?? 50;
  const all = await shell.db
    .selectFrom('store')
    .select(['store_id', 'name', 'city', 'tags', 'latitude', 'longitude'])
    .orderBy('name')
    .orderBy('store_id')
    .execute();
  const found = all.filter(hasWords(text));
  const from = after === undefined ? 0 : found.findIndex(({ store_id }) => store_id === after) + 1;
  const shown = found.slice(from, from + limit);
  const tills = await tillsOf(shell.db, shown);
  return {
    ok: true,
    value: {
      stores: shown.map((row) => storeAnswer(row, tills.get(row.store_id) ?? [])),
      next: found.length > from + limit ? (shown.at(-1)?.store_id ?? null) : null,
    },
  };
});

/** The text stands in the id as it is; or each of its words begins one of the name or the city. */
function hasWords(text: string): (row: StoreRow) => boolean {
  const wanted = foldWords(text);
  const id = text.trim().toLowerCase();
  return ({ store_id, name, city }) => {
    if (store_id.toLowerCase().includes(id)) return true;
    const own = foldWords(`${name} ${city ?? ''}`);
    return wanted.length > 0 && wanted.every((word) => own.some((one) => one.startsWith(word)));
  };
}

async function tillsOf(
  db: Kysely<Database>,
  stores: readonly StoreRow[],
): Promise<ReadonlyMap<string, readonly Till[]>> {
  if (stores.length === 0) return new Map();
  const ids = stores.map(({ store_id }) => store_id);
  const rows = await db
    .selectFrom('till')
    .select(['store_id', 'till_id as tillId', 'name'])
    .where('store_id', 'in', ids)
    .execute();
  const byStore = Map.groupBy(rows, ({ store_id }) => store_id);
  return new Map(ids.map((id) => [id, inOrder(byStore.get(id) ?? [])]));
}

/** 2 before 10. */
const inOrder = (tills: readonly Till[]): readonly Till[] =>
  tills
    .map(({ tillId, name }) => ({ tillId, name }))
    .toSorted((a, b) => a.tillId.localeCompare(b.tillId, 'ru', { numeric: true }));

const storeAnswer = (row: StoreRow, tills: readonly Till[]): Answer<'list-stores'>['stores'][number] => ({
  storeId: row.store_id,
  name: row.name,
  ...(row.city !== null && { city: row.city }),
  ...(row.tags.length > 0 && { tags: row.tags }),
  ...(row.latitude !== null &&
    row.longitude !== null && { place: { latitude: row.latitude, longitude: row.longitude } }),
  tills: [...tills],
});

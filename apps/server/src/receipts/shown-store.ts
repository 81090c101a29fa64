import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

/** A store as people know it. */
export interface ShownStore {
  readonly storeId: string;
  readonly name: string;
  readonly city: string | null;
}

export async function storesOf(
  db: Kysely<Database>,
  storeIds: readonly string[],
): Promise<ReadonlyMap<string, ShownStore>> {
  const wanted = [...new Set(storeIds)];
  if (wanted.length === 0) return new Map();
  const rows = await db
    .selectFrom('store')
    .select(['store_id', 'name', 'city'])
    .where(sql<boolean>`store_id = any(${wanted})`)
    .execute();
  return new Map(
    rows.map(({ store_id, name, city }) => [store_id, { storeId: store_id, name, city }] as const),
  );
}

import type { Kysely } from 'kysely';
import type { Database, IdentifierKind } from '../database/schema.ts';

/** The owner that something leads to, whether or not they are part of another by now; null: nobody. */
export async function leadsTo(
  db: Kysely<Database>,
  kind: IdentifierKind,
  value: string,
): Promise<string | null> {
  const found = await db
    .selectFrom('identifier')
    .select('owner_id')
    .where('kind', '=', kind)
    .where('value', '=', value)
    .executeTakeFirst();
  return found?.owner_id ?? null;
}

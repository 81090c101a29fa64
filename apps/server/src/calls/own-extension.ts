import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { ScopedCaller } from '../operation.ts';

/** The telephone that whoever asks sits at; null: none, or it is a key, which sits nowhere. */
export async function ownExtension(db: Kysely<Database>, caller: ScopedCaller): Promise<string | null> {
  if (!('operatorId' in caller)) return null;
  const row = await db
    .selectFrom('extension')
    .select('extension')
    .where('operator_id', '=', caller.operatorId)
    .executeTakeFirst();
  return row?.extension ?? null;
}

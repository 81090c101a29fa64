import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

/** Whether this was a person who asked to be forgotten. */
export async function isErased(db: Kysely<Database>, ownerId: string): Promise<boolean> {
  const member = await db
    .selectFrom('member')
    .select('status')
    .where('owner_id', '=', ownerId)
    .executeTakeFirst();
  return member?.status === 'erased';
}

import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

/** An owner and all that were merged into it, and into those: whose receipts and movements are this member's history. */
export async function withMerged(db: Kysely<Database>, ownerId: string): Promise<string[]> {
  const all = [ownerId];
  // One owner at a time: each may lie on another machine. Hardly anybody was ever merged.
  for (let index = 0; index < all.length; index++) {
    const rows = await db
      .selectFrom('merge')
      .select('from_owner_id')
      .where('owner_id', '=', all[index] ?? ownerId)
      .where('undone_at', 'is', null)
      .orderBy('at')
      .execute();
    for (const { from_owner_id: from } of rows) if (!all.includes(from)) all.push(from);
  }
  return all;
}

import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';

/**
 * What becomes of calls when a person is erased: those that are theirs, and those from their phones, go with everything that was
 * said of them. A worker deletes their files, which takes longer than a transaction.
 */
export async function eraseCalls(
  db: Transaction<Database>,
  { ownerIds, addresses }: { readonly ownerIds: readonly string[]; readonly addresses: readonly string[] },
): Promise<void> {
  const { rows } = await sql<{ call_id: string }>`
    select call_id from call
     where member_id = any(${[...ownerIds]}::uuid[]) or client_phone = any(${[...addresses]}::text[])`.execute(
    db,
  );
  const ids = rows.map(({ call_id }) => call_id);
  if (ids.length === 0) return;
  await sql`update recording set state = 'erasing', record_ref = null, next_at = statement_timestamp()
             where call_id = any(${ids}::uuid[])`.execute(db);
  for (const table of ['call_news', 'listening', 'call'] as const)
    await db.deleteFrom(table).where('call_id', 'in', ids).execute();
}

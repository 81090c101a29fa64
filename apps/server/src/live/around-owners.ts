import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

/**
 * What lies around members and does not move their version, so that no till waits for it: messages, what became of each, and what they
 * said of receipts. In a text that is otherwise as soon as any of it is.
 */
export async function aroundOwners(
  db: Kysely<Database>,
  ownerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ownerIds.length === 0) return new Map();
  const { rows } = await sql<{ owner_id: string; around: string }>`
    select o.owner_id, concat_ws(' ',
        (select concat_ws(' ', count(*), count(m.failed), max(m.created_at), max(m.sent_at))
           from message m where m.owner_id = o.owner_id),
        (select concat_ws(' ', count(*), string_agg(a.state, ' ' order by a.message_id, a.step, a.nth))
           from attempt a where a.owner_id = o.owner_id),
        (select concat_ws(' ', count(*), max(f.given_at)) from feedback f where f.owner_id = o.owner_id),
        (select count(p.type) from feedback_photo p where p.owner_id = o.owner_id),
        (select concat_ws(' ', count(*), max(c.tries)) from record_command c
          where c.owner_id = o.owner_id and c.state in ('waiting', 'refused'))) as around
      from owner o where o.owner_id = any(${[...ownerIds]}::uuid[])`.execute(db);
  return new Map(rows.map(({ owner_id, around }) => [owner_id, around]));
}

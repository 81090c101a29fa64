import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

/** More people than this with one phone are nobody in particular. */
const MOST = 10;

/**
 * Whom a phone leads to. Who has proved this very number is the one. Else everybody counts whose number ends alike (exchanges write
 * numbers with and without the country), or who has said that it is theirs.
 */
export async function membersByPhone(db: Kysely<Database>, phone: string): Promise<string[]> {
  const tail = phone.slice(-10);
  const { rows } = await sql<{ owner_id: string; exact: boolean }>`
    select i.owner_id, i.value = ${phone} as exact from identifier i
     where i.kind = 'phone' and right(i.value, 10) = ${tail}
    union
    select c.owner_id, false from phone_claim c join owner o on o.owner_id = c.owner_id
     where right(c.phone, 10) = ${tail} and o.merged_into is null
     order by 1 limit ${MOST}`.execute(db);
  const exact = rows.find((row) => row.exact);
  return exact ? [exact.owner_id] : [...new Set(rows.map(({ owner_id }) => owner_id))];
}

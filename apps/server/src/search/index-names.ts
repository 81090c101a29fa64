import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { learnWords, searchRows, type NamedRow } from './search-words.ts';

const BATCH = 2000;

/**
 * Makes members findable by name who are not yet: those of an earlier release, and those who were brought in without the
 * operations. @returns how many there were
 */
export async function indexNames(db: Kysely<Database>): Promise<number> {
  for (let done = 0; ;) {
    const { rows } = await sql<NamedRow>`
      select m.owner_id, m.name, m.surname from member m join owner o on o.owner_id = m.owner_id
       where (m.name is not null or m.surname is not null) and not o.apart
         and not exists (select from member_search s where s.owner_id = m.owner_id)
       limit ${BATCH}`.execute(db);
    if (rows.length === 0) return done;
    await learnWords(db, rows);
    await db
      .insertInto('member_search')
      .values(searchRows(rows))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    done += rows.length;
  }
}

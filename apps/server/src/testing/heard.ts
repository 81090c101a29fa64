import { Kysely, PostgresDialect, type CompiledQuery } from 'kysely';
import type { Pool } from 'pg';
import type { Database } from '../database/schema.ts';

/** The database by this pool, and each statement that was asked of it and went well, in their order. */
export function heardDatabase(pool: Pool): { db: Kysely<Database>; said: readonly CompiledQuery[] } {
  const said: CompiledQuery[] = [];
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    log: ({ level, query }) => {
      if (level === 'query') said.push(query);
    },
  });
  return { db, said };
}

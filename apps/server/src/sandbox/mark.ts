import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

/** What says of a database that it is the sandbox, and may be emptied. */
export interface Mark {
  readonly state: 'being made' | 'made';
  /** Counts how often it was made up anew. */
  readonly epoch: number;
}

const SETTING = 'sandbox';

/** Null: this database is no sandbox, or not yet. */
export async function readMark(db: Kysely<Database>): Promise<Mark | null> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', SETTING).executeTakeFirst();
  return row ? (row.value as Mark) : null;
}

export const markMade = async (db: Kysely<Database>, epoch: number): Promise<void> => {
  await db
    .updateTable('setting')
    .set({ value: JSON.stringify({ state: 'made', epoch } satisfies Mark) })
    .where('name', '=', SETTING)
    .execute();
};

/** Takes everything away but which migrations it has seen; what the migrations themselves have written is there again. */
export async function emptySandbox(db: Kysely<Database>, epoch: number): Promise<void> {
  const mark: Mark = { state: 'being made', epoch };
  await db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ name: string }>`
      select c.relname as name from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
         and c.relname <> 'migration'`.execute(transaction);
    const tables = rows.map(({ name }) => sql.table(name));
    await sql`truncate ${sql.join(tables)}`.execute(transaction);
    await sql`insert into catalogue_change (number) values (1)`.execute(transaction);
    await transaction
      .insertInto('setting')
      .values({ name: SETTING, value: JSON.stringify(mark) })
      .execute();
  });
}

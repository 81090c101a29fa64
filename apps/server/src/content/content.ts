import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { ContentName } from '../database/content-tables.ts';
import type { Database } from '../database/schema.ts';
import { refuse, type Call, type Refusal } from '../operation.ts';

interface Written<T> {
  readonly version: number;
  readonly document: T;
}

/** The version that counts; null: nobody has written one. The contract held it when it was written. */
export async function readContent<T>(db: Kysely<Database>, name: ContentName): Promise<Written<T> | null> {
  const row = await db
    .selectFrom('content')
    .select(['version', 'document'])
    .where('name', '=', name)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { version: row.version, document: row.document as unknown as T } : null;
}

/** Adds a version. One that is written already is not written again; of two at once the second finds its number taken. */
export async function writeContent(
  { shell, now }: Call,
  name: ContentName,
  document: object,
): Promise<number> {
  const text = JSON.stringify(document);
  const { rows } = await sql<{ version: number }>`
    with live as (select version, document from content where name = ${name} order by version desc limit 1),
    written as (
      insert into content (name, version, document, written_at)
      select ${name}, coalesce((select version from live), 0) + 1, ${text}::jsonb, ${new Date(now)}
       where not exists (select from live where live.document = ${text}::jsonb)
      returning version)
    select version from written union all select version from live order by version desc limit 1`.execute(
    shell.db,
  );
  return rows[0]?.version ?? 0;
}

/** null: no two have the same id. */
export function idTwice(ids: readonly string[], path: string): Refusal | null {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  return twice === undefined
    ? null
    : refuse('id-twice', `Two of them are called ${twice}. Give each its own id.`, { path });
}

import { FeedCutOff } from '@bonum/adapters/yml/fetch-feed';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { refuse, type Refusal, type Shell } from '../operation.ts';

interface Of {
  readonly feedId: string;
  readonly fileId: string;
}

export interface FeedFile {
  /** Of how many parts it is; null: it has not been said to be whole. */
  readonly parts: number | null;
}

/** The file of a feed that files are sent to, begun if it is new; one after the other for each feed. */
export async function fileFor(
  transaction: Transaction<Database>,
  { feedId, fileId }: Of,
  now: number,
): Promise<FeedFile | Refusal> {
  const feed = await transaction
    .selectFrom('feed')
    .select('url')
    .where('feed_id', '=', feedId)
    .forUpdate()
    .executeTakeFirst();
  if (!feed) return refuse('unknown-feed', 'There is no such feed.', { path: '/feedId' });
  if (feed.url !== null)
    return refuse('bad-feed', 'This feed is fetched from its address: no file is sent to it.', {
      path: '/feedId',
    });
  await sql`
    insert into feed_file (file_id, feed_id, begun_at) values (${fileId}, ${feedId}, ${new Date(now)})
    on conflict do nothing`.execute(transaction);
  const file = await transaction
    .selectFrom('feed_file')
    .select(['feed_id', 'parts'])
    .where('file_id', '=', fileId)
    .executeTakeFirstOrThrow();
  if (file.feed_id === feedId) return { parts: file.parts };
  return refuse('bad-feed', 'This id is that of a file of another feed; make a new one.', {
    path: '/fileId',
  });
}

/** What has come of a file. */
export async function whatCame(
  db: Kysely<Database>,
  fileId: string,
): Promise<{ readonly parts: number; readonly bytes: number }> {
  const { rows } = await sql<{ parts: number; bytes: number }>`
    select count(*)::integer as parts, coalesce(sum(length(bytes)), 0)::bigint as bytes
      from feed_part where file_id = ${fileId}`.execute(db);
  return rows[0] ?? { parts: 0, bytes: 0 };
}

/** The bytes of a file that is whole, a part at a time. @throws FeedCutOff when the worker is to stop, or the file was taken away */
export async function* bytesOf(
  db: Kysely<Database>,
  fileId: string,
  stop: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const file = await db
    .selectFrom('feed_file')
    .select('parts')
    .where('file_id', '=', fileId)
    .executeTakeFirst();
  if (!file) throw new FeedCutOff('the file is not there any more');
  for (let number = 1; number <= (file.parts ?? 0); number += 1) {
    if (stop.aborted) throw new FeedCutOff('the worker stops');
    const part = await db
      .selectFrom('feed_part')
      .select('bytes')
      .where('file_id', '=', fileId)
      .where('number', '=', number)
      .executeTakeFirst();
    if (!part) throw new FeedCutOff('a part of the file is not there any more');
    yield part.bytes;
  }
}

/** Whole files that nobody will read: they were read, or a later one took their place. That they came stays known. */
export const dropRead = async (db: Kysely<Database>, feedId: string): Promise<void> => {
  await sql`
    delete from feed_part p using feed_file i join feed f using (feed_id)
     where p.file_id = i.file_id and f.feed_id = ${feedId} and i.parts is not null
       and f.run_id is null and i.file_id is distinct from f.file_id`.execute(db);
};

const KEPT_MS = 86_400_000;

/** Files of which nothing came any more for a day, and what is known of those that were read. */
export async function forgetFeedFiles({ db, clock }: Pick<Shell, 'db' | 'clock'>): Promise<void> {
  await sql`
    delete from feed_file i using feed f
     where f.feed_id = i.feed_id and i.begun_at < ${new Date(clock() - KEPT_MS)}
       and i.file_id is distinct from f.file_id and f.run_id is null`.execute(db);
}

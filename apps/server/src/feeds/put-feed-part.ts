import { sql } from 'kysely';
import { operation, refuse } from '../operation.ts';
import { fileFor, whatCame } from './feed-file.ts';

/** Of all files of a feed that have not been read: as much as an address may give. */
const MOST_BYTES = 4_294_967_296;

/** Keeps a part of a file of goods, until the file is said to be whole. */
export const putFeedPart = operation('put-feed-part', ({ shell, now }, { feedId, fileId, part, file }) =>
  shell.db.transaction().execute(async (transaction) => {
    const known = await fileFor(transaction, { feedId, fileId }, now);
    if ('ok' in known) return known;
    // Sent again, though it is whole already: the answer was lost.
    if (known.parts === null) {
      const { rows } = await sql<{ size: number }>`
        select coalesce(sum(length(p.bytes)), 0)::bigint as size from feed_part p join feed_file i using (file_id)
         where i.feed_id = ${feedId}`.execute(transaction);
      if ((rows[0]?.size ?? 0) + file.bytes.length > MOST_BYTES)
        return refuse('too-large', 'The files of this feed that have not been read are too large.');
      await sql`
        insert into feed_part (file_id, number, bytes) values (${fileId}, ${part}, ${Buffer.from(file.bytes)})
        on conflict (file_id, number) do update set bytes = excluded.bytes`.execute(transaction);
    }
    return { ok: true, value: await whatCame(transaction, fileId) };
  }),
);

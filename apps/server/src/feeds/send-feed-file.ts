import { sql } from 'kysely';
import { operation, refuse } from '../operation.ts';
import { readFeeds } from './feed-answer.ts';
import { dropRead, fileFor } from './feed-file.ts';

/** Has a file read whose parts have all come, by the next worker that has time. */
export const sendFeedFile = operation('send-feed-file', ({ shell, now }, { feedId, fileId, parts }) =>
  shell.db.transaction().execute(async (transaction) => {
    const known = await fileFor(transaction, { feedId, fileId }, now);
    if ('ok' in known) return known;
    if (known.parts !== null && known.parts !== parts)
      return refuse('bad-feed', `This file was said to be of ${known.parts} parts.`, { path: '/parts' });
    if (known.parts === null) {
      const { rows } = await sql<{ number: number }>`
        select number from generate_series(1, ${parts}::integer) number
        except select number from feed_part where file_id = ${fileId} order by number limit 20`.execute(
        transaction,
      );
      if (rows.length > 0)
        return refuse(
          'bad-feed',
          `These parts have not come: ${rows.map(({ number }) => number).join(', ')}.`,
          {
            path: '/parts',
          },
        );
      await sql`
        update feed_file set parts = ${parts}::integer where file_id = ${fileId}`.execute(transaction);
      await sql`
        update feed set file_id = ${fileId}, due_at = ${new Date(now)} where feed_id = ${feedId}`.execute(
        transaction,
      );
      await dropRead(transaction, feedId);
    }
    const [value] = await readFeeds(transaction, feedId);
    if (!value) throw new Error('A feed that is locked went away');
    return { ok: true, value, audit: { detail: { feedId } } };
  }),
);

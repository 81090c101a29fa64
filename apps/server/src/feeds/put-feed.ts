import { sql } from 'kysely';
import { operation, refuse } from '../operation.ts';
import { noHosts, refusedAddress } from '../webhooks/address.ts';
import { readFeeds } from './feed-answer.ts';

const MOST = 50;

/** Has goods fetched from an address, from now on. */
export const putFeed = operation('put-feed', async ({ shell, now }, request) => {
  const { feedId, kind, name, url, everyMinutes, paused = false } = request;
  const refused = refusedAddress(url, shell.webhookHosts ?? noHosts);
  if (refused) return refused;
  const at = new Date(now);
  await sql`
    insert into feed as f (feed_id, kind, name, url, every_minutes, paused, created_at, due_at)
    select ${feedId}, ${kind}, ${name}, ${url}, ${everyMinutes}, ${paused}, ${at}, ${at}
     where (select count(*) from feed where feed_id <> ${feedId}) < ${MOST}
    on conflict (feed_id) do update
       set kind = excluded.kind, name = excluded.name, url = excluded.url, every_minutes = excluded.every_minutes,
           paused = excluded.paused,
           due_at = case when f.url = excluded.url and f.paused = excluded.paused
                         then least(f.due_at, excluded.due_at + make_interval(mins => excluded.every_minutes))
                         else excluded.due_at end`.execute(shell.db);
  const [value] = await readFeeds(shell.db, feedId);
  if (!value) return refuse('too-many-feeds', `There are ${MOST} already.`);
  return { ok: true, value, audit: { detail: { feedId } } };
});

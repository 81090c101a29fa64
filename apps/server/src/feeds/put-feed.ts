import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { operation, refuse } from '../operation.ts';
import { noHosts, refusedAddress } from '../webhooks/address.ts';
import { readFeeds } from './feed-answer.ts';
import {
  openSettings,
  sealSettings,
  settingsOf,
  shownAddress,
  shownAkeneo,
  type KnownFeed,
} from './feed-settings.ts';

const MOST = 50;
const USUAL_MINUTES = 60;

/** Has goods fetched from an address, from now on. */
export const putFeed = operation('put-feed', async ({ shell, now }, request) => {
  const { feedId, kind, name, everyMinutes = USUAL_MINUTES, paused = false } = request;
  const { db, secret } = shell;
  const before = await knownSettings(db, secret, feedId);
  const settings = settingsOf(request, before);
  if (settings && 'ok' in settings) return settings;
  const refused = settings && refusedAddress(settings.url, shell.webhookHosts ?? noHosts);
  if (refused) return refused;
  // Sealed anew, the same would look like something else.
  const isSame = JSON.stringify(before?.settings) === JSON.stringify(settings);
  const sealed = settings && ((isSame && before?.sealed) || sealSettings(secret, feedId, settings));
  const shown = settings && shownAkeneo(settings);
  const at = new Date(now);
  await sql`
    insert into feed as f (feed_id, kind, name, url, settings, shown, every_minutes, paused, created_at, due_at)
    select ${feedId}, ${kind}, ${name}, ${settings && shownAddress(settings.url)}, ${sealed}, ${shown && JSON.stringify(shown)}::jsonb,
           ${everyMinutes}, ${paused}, ${at}, ${at}
     where (select count(*) from feed where feed_id <> ${feedId}) < ${MOST}
    on conflict (feed_id) do update
       set kind = excluded.kind, name = excluded.name, url = excluded.url, settings = excluded.settings, shown = excluded.shown,
           every_minutes = excluded.every_minutes, paused = excluded.paused,
           file_id = case when excluded.url is null then f.file_id end,
           read_from = case when f.settings = excluded.settings then f.read_from end,
           whole_at = case when f.settings = excluded.settings then f.whole_at end,
           due_at = case when f.settings = excluded.settings and f.paused = excluded.paused
                         then least(f.due_at, excluded.due_at + make_interval(mins => excluded.every_minutes))
                         else excluded.due_at end`.execute(db);
  const [value] = await readFeeds(db, feedId);
  if (!value) return refuse('too-many-feeds', `There are ${MOST} already.`);
  return { ok: true, value, audit: { detail: { feedId } } };
});

interface Known extends KnownFeed {
  /** Null: they are not yet. */
  readonly sealed: Buffer | null;
}

async function knownSettings(db: Kysely<Database>, secret: string, feedId: string): Promise<Known | null> {
  const feed = await db
    .selectFrom('feed')
    .select(['url', 'settings'])
    .where('feed_id', '=', feedId)
    .executeTakeFirst();
  if (!feed) return null;
  const { url, settings: sealed } = feed;
  if (sealed !== null) return { sealed, hasAddress: true, settings: openSettings(secret, feedId, sealed) };
  return { sealed, hasAddress: url !== null, settings: url === null ? null : { url } };
}

import type { FetchedPicture } from '@bonum/adapters/pictures/fetch-picture';
import { sql, type Transaction } from 'kysely';
import { createHash } from 'node:crypto';
import { rasterOf } from '../content/picture-fault.ts';
import { sizeOf } from '../content/picture-size.ts';
import type { Database } from '../database/schema.ts';
import { openSettings } from '../feeds/feed-settings.ts';
import type { PictureShell } from './choose-pictures.ts';
import { placeOf } from './picture-address.ts';
import type { PictureSources } from './picture-sources.ts';

interface Means extends PictureSources {
  readonly stop: AbortSignal;
}

/** So many are taken at once: where shops are slow, nobody waits for one after the other. */
export const PICTURES_A_BATCH = 8;
/** Longer than any may take; then another worker tries. */
export const LEASE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Shops put another picture in the same place now and then. */
const AGAIN_MS = 7 * DAY_MS;
const FIRST_WAIT_MS = 300_000;
/** Phones have to unpack it: a file of a few kilobytes may claim to be a wall. */
const MOST_SIDE = 8192;
const MOST_PIXELS = 40_000_000;

interface Taken {
  readonly source_id: Buffer;
  readonly address: string;
  readonly failures: number;
  readonly due_at: number;
}

/** Takes pictures that offers want and that are due. @returns how many it tried */
export async function takePictures(shell: PictureShell, means: Means): Promise<number> {
  const { db, clock } = shell;
  const now = clock();
  const { rows } = await sql<Taken>`
    with next as (
      select source_id from picture_source
       where unwanted_at is null and due_at <= ${new Date(now)}
       order by due_at limit ${PICTURES_A_BATCH} for update skip locked)
    update picture_source s set due_at = ${new Date(now + LEASE_MS)} from next where s.source_id = next.source_id
    returning s.source_id, s.address, s.failures, s.due_at`.execute(db);
  await Promise.all(rows.map((taken) => take(shell, means, taken)));
  return rows.length;
}

async function take(shell: PictureShell, means: Means, taken: Taken): Promise<void> {
  const had = await fetchFrom(shell, means, taken.address);
  // What was broken off by us is nobody's failure: when its lease is over it is tried again.
  if (means.stop.aborted) return;
  const picture = had.ok ? pictureOf(had.bytes) : had.because;
  if (typeof picture === 'string') return remember(shell, taken, picture);
  await shell.db.transaction().execute((transaction) => keep(transaction, taken, picture, shell.clock()));
}

async function fetchFrom(
  shell: PictureShell,
  { fetchPicture, fetchMedia, stop }: Means,
  address: string,
): Promise<FetchedPicture> {
  const place = placeOf(address);
  if (place.in === 'web') return fetchPicture(place.address, stop);
  if (place.in === 'onec') return fromExchange(shell, place.file);
  const { feedId, media } = place;
  const { rows } = await sql<{ settings: Buffer | null }>`
    select settings from feed where feed_id::text = ${feedId}`.execute(shell.db);
  const sealed = rows[0]?.settings;
  if (!sealed) return { ok: false, because: 'no-file' };
  const settings = openSettings(shell.secret, feedId, sealed);
  if (!settings?.akeneo) return { ok: false, because: settings ? 'no-file' : 'other-secret' };
  return fetchMedia({ settings: { url: settings.url, ...settings.akeneo }, media, signal: stop });
}

async function fromExchange({ db }: PictureShell, file: string): Promise<FetchedPicture> {
  const kept = await db
    .selectFrom('exchange_picture')
    .select(['bytes', 'because'])
    .where('file', '=', file)
    .executeTakeFirst();
  if (kept?.bytes) return { ok: true, bytes: kept.bytes };
  return { ok: false, because: kept?.because ?? 'no-file' };
}

interface TakenPicture {
  readonly picture_id: string;
  readonly type: string;
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

/** A picture by its bytes, whatever was said of them; or why they are none. */
function pictureOf(bytes: Buffer): TakenPicture | string {
  const type = rasterOf(bytes);
  const size = type === null ? null : sizeOf(bytes);
  if (type === null || size === null) return 'not-a-picture';
  const { width, height } = size;
  if (Math.max(width, height) > MOST_SIDE || width * height > MOST_PIXELS) return 'too-large';
  return {
    picture_id: `goods.${createHash('sha256').update(bytes).digest('base64url')}`,
    type,
    bytes,
    ...size,
  };
}

/** It was made due again meanwhile, since it has changed: what was found out counts for nothing. */
const isStillOurs = ({ source_id, due_at }: Taken) => sql`
  source_id = ${source_id} and due_at = ${new Date(due_at)}`;

async function keep(
  transaction: Transaction<Database>,
  taken: Taken,
  picture: TakenPicture,
  now: number,
): Promise<void> {
  await transaction
    .insertInto('picture')
    .values(picture)
    // Written although it is the same, so that nobody lets it go before it is pointed to.
    .onConflict((conflict) => conflict.column('picture_id').doUpdateSet({ type: picture.type }))
    .execute();
  await sql`
    update picture_source
       set changed_at = case when picture_id is distinct from ${picture.picture_id} or because is not null
                             then ${new Date(now)} else changed_at end,
           picture_id = ${picture.picture_id}, because = null, failures = 0, tried_at = ${new Date(now)},
           due_at = ${new Date(now + AGAIN_MS)}
     where ${isStillOurs(taken)}`.execute(transaction);
}

/** What was had before stays: a shop that is away for an hour takes no picture from anybody. */
async function remember({ db, clock }: PictureShell, taken: Taken, because: string): Promise<void> {
  const now = clock();
  const wait = Math.min(DAY_MS, FIRST_WAIT_MS * 2 ** Math.min(taken.failures, 16));
  await sql`
    update picture_source
       set changed_at = case when because is null then ${new Date(now)} else changed_at end,
           because = ${because}, failures = failures + 1, tried_at = ${new Date(now)}, due_at = ${new Date(now + wait)}
     where ${isStillOurs(taken)}`.execute(db);
}

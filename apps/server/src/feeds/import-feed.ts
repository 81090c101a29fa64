import { sql } from 'kysely';
import { v7 } from 'uuid';
import { troubleOf } from '../database/trouble.ts';
import { eventRow, writeEvent } from '../events.ts';
import { bytesOf, dropRead } from './feed-file.ts';
import { failed, TakenOver, type FeedEnd, type FeedMeans, type FeedRun, type FeedShell } from './feed-run.ts';
import { openSettings, sealSettings, shownAddress } from './feed-settings.ts';
import { readAkeneoFeed } from './read-akeneo-feed.ts';
import { readYml } from './read-yml.ts';

/** Who has not said for so long that they still work on a feed does not. */
const SILENT_MS = 120_000;
const MINUTE_MS = 60_000;
/** What is gone from an Akeneo is only missed where everything is read, and that is done so often. */
const WHOLE_MS = 24 * 60 * MINUTE_MS;

/** Fetches one feed that is due, into the catalogue. @returns whether there was one */
export async function importFeed(shell: FeedShell, means: FeedMeans): Promise<boolean> {
  await sealAddresses(shell);
  const run = await takeRun(shell);
  if (!run) return false;
  try {
    await endRun(shell, run, await readFeed(shell, means, run));
  } catch (error) {
    if (error instanceof TakenOver) return true;
    const trouble = troubleOf(error);
    await endRun(shell, run, failed(trouble ? trouble.code : 'bug'));
    throw error;
  }
  return true;
}

async function readFeed(shell: FeedShell, means: FeedMeans, run: FeedRun): Promise<FeedEnd> {
  const { settings, fileId } = run;
  if (fileId !== null) return readYml(shell, run, bytesOf(shell.db, fileId, means.stop));
  if (!settings) return failed('other-secret');
  const { url, akeneo } = settings;
  if (akeneo) return readAkeneoFeed(shell, means, run, { url, ...akeneo });
  const fetched = await means.fetchYml(url, means.stop);
  return fetched.ok ? readYml(shell, run, fetched.bytes) : failed(fetched.because);
}

/** Feeds of before addresses were sealed. */
async function sealAddresses({ db, secret }: FeedShell): Promise<void> {
  const open = await db
    .selectFrom('feed')
    .select(['feed_id', 'url'])
    .where('settings', 'is', null)
    .where('url', 'is not', null)
    .$narrowType<{ url: string }>()
    .execute();
  for (const { feed_id: feedId, url } of open)
    await db
      .updateTable('feed')
      .set({ url: shownAddress(url), settings: sealSettings(secret, feedId, { url }) })
      .where('feed_id', '=', feedId)
      .where('url', '=', url)
      .where('settings', 'is', null)
      .execute();
}

interface Taken {
  readonly feed_id: string;
  readonly kind: 'yml' | 'akeneo';
  readonly settings: Buffer | null;
  readonly file_id: string | null;
  readonly every_minutes: number;
  readonly read_from: number | null;
  readonly whole_at: number | null;
  readonly before: string | null;
}

async function takeRun({ db, clock, secret }: FeedShell): Promise<FeedRun | null> {
  const now = clock();
  const runId = v7();
  const { rows } = await sql<Taken>`
    with next as (
      select feed_id, run_id from feed
       where not paused and due_at <= ${new Date(now)} and (settings is not null or file_id is not null)
         and (run_id is null or beat_at < ${new Date(now - SILENT_MS)})
       order by due_at limit 1 for update skip locked)
    update feed f set run_id = ${runId}, beat_at = ${new Date(now)} from next where f.feed_id = next.feed_id
    returning f.feed_id, f.kind, f.settings, f.file_id, f.every_minutes, f.read_from, f.whole_at, next.run_id as before`.execute(
    db,
  );
  const [found] = rows;
  if (!found) return null;
  const { feed_id: feedId, kind, before } = found;
  if (before !== null) await noteEnd({ db, clock }, { feedId, kind, runId: before }, failed('broken-off'));
  await db
    .insertInto('feed_run')
    .values({ run_id: runId, feed_id: feedId, began_at: new Date(now), state: 'running' })
    .execute();
  const counts = { goods: 0, written: 0, gone: 0, bad: 0, promos: 0, bytes: 0 };
  const { every_minutes: everyMinutes, read_from: readFrom, whole_at: wholeAt } = found;
  const isWhole = readFrom === null || wholeAt === null || now - wholeAt >= WHOLE_MS;
  return {
    feedId,
    runId,
    kind,
    settings: found.settings && openSettings(secret, feedId, found.settings),
    sealed: found.settings,
    fileId: found.file_id,
    everyMinutes,
    beganAt: now,
    since: isWhole ? null : readFrom,
    beat: now,
    ...counts,
    promotions: [],
  };
}

async function endRun(shell: FeedShell, run: FeedRun, end: FeedEnd): Promise<void> {
  const { db, clock } = shell;
  const next = new Date(clock() + run.everyMinutes * MINUTE_MS);
  await noteEnd(shell, run, end);
  // By settings that have been changed meanwhile nothing has been read yet.
  if (end.state === 'done')
    await sql`
      update feed set read_from = ${new Date(run.beganAt)}, whole_at = ${run.since === null ? new Date(run.beganAt) : sql`whole_at`}
       where feed_id = ${run.feedId} and run_id = ${run.runId} and settings = ${run.sealed}`.execute(db);
  if (run.fileId !== null) return endFile(shell, run, end);
  await sql`
    update feed set run_id = null, beat_at = null, due_at = ${next}
     where feed_id = ${run.feedId} and run_id = ${run.runId}`.execute(db);
}

/** Of a run that another worker had only what it said last is known. */
type Ended = Pick<FeedRun, 'feedId' | 'runId' | 'kind'> & Partial<FeedRun>;

/** Writes down how a run has ended, and tells it if that is not well; once. */
async function noteEnd(
  { db, clock }: Pick<FeedShell, 'db' | 'clock'>,
  { feedId, runId, kind, ...counts }: Ended,
  { state, because, message }: FeedEnd,
): Promise<void> {
  const now = clock();
  const { goods = null, written = null, gone = null, bad = null, promos = null, bytes = null } = counts;
  await db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ goods: number; bad: number }>`
      update feed_run
         set state = ${state}, because = ${because}, message = ${message}, ended_at = ${new Date(now)},
             goods = coalesce(${goods}, goods), written = coalesce(${written}, written), gone = coalesce(${gone}, gone),
             bad = coalesce(${bad}, bad), promos = coalesce(${promos}, promos), bytes = coalesce(${bytes}, bytes)
       where run_id = ${runId} and state = 'running' returning goods, bad`.execute(transaction);
    const [ended] = rows;
    if (!ended) return;
    const read = { source: kind, feedId, runId, taken: ended.goods, bad: ended.bad };
    if (because !== null)
      await writeEvent(transaction, eventRow(feedId, 'catalogue-import-failed', now, { ...read, because }));
    else if (ended.bad > 0)
      await writeEvent(transaction, eventRow(feedId, 'catalogue-rows-not-taken', now, read));
  });
}

/** What broke off by no fault of the file is read again in a minute, and a file that has come meanwhile at once. */
async function endFile(
  { db, clock }: FeedShell,
  { feedId, runId, fileId }: FeedRun,
  end: FeedEnd,
): Promise<void> {
  const now = clock();
  const isThrough = end.state === 'done' || end.because === 'broken-file' || end.because === 'bug';
  await sql`
    update feed
       set run_id = null, beat_at = null,
           file_id = case when file_id = ${fileId} and ${isThrough} then null else file_id end,
           due_at = case when file_id = ${fileId} then ${new Date(now + MINUTE_MS)}::timestamptz else ${new Date(now)}::timestamptz end
     where feed_id = ${feedId} and run_id = ${runId}`.execute(db);
  await dropRead(db, feedId);
}

const KEPT_MS = 30 * 24 * 60 * MINUTE_MS;

/** Runs of long ago; the last one of each feed stays. */
export async function forgetFeedRuns({ db, clock }: Pick<FeedShell, 'db' | 'clock'>): Promise<void> {
  await sql`
    delete from feed_run r
     where began_at < ${new Date(clock() - KEPT_MS)}
       and exists (select from feed_run later where later.feed_id = r.feed_id and later.began_at > r.began_at)`.execute(
    db,
  );
}

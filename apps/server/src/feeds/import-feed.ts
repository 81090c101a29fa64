import { FileBroken, XmlText } from '@bonum/adapters/commerceml/xml-text';
import { FeedCutOff, type FetchFeed } from '@bonum/adapters/yml/fetch-feed';
import { YmlReader } from '@bonum/adapters/yml/read-yml';
import type { YmlRow } from '@bonum/adapters/yml/yml-rows';
import type { Promotion } from '@bonum/engine';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { troubleOf } from '../database/trouble.ts';
import type { Shell } from '../operation.ts';
import { NoProgramme } from '../programme/programmes.ts';
import { promotionsOf } from './promotions-of.ts';
import { giveUpMissing, writeGoods } from './write-goods.ts';

export type FeedShell = Pick<Shell, 'db' | 'clock' | 'programmes'>;

interface Means {
  readonly fetch: FetchFeed;
  readonly stop: AbortSignal;
}

/** Rows that are written at once. */
const A_BATCH = 2000;
/** What is put into the reader at once: a piece of a file may hold a million goods' worth of nothing. */
const A_PIECE = 65_536;
const BEAT_MS = 5000;
/** Who has not said for so long that they still work on a feed does not. */
const SILENT_MS = 120_000;
/** Of one run; the rest are only counted. */
const PROBLEMS_KEPT = 1000;
const MOST_PROMOTIONS = 500;
const MINUTE_MS = 60_000;

interface Run {
  readonly feedId: string;
  readonly runId: string;
  readonly url: string;
  readonly everyMinutes: number;
  /** What says that it is still ours. */
  beat: number;
  goods: number;
  written: number;
  gone: number;
  bad: number;
  promos: number;
  bytes: number;
  readonly promotions: Promotion[];
}

interface End {
  readonly state: 'done' | 'failed';
  readonly because: string | null;
  readonly message: string | null;
}

/** Fetches one feed that is due, into the catalogue. @returns whether there was one */
export async function importFeed(shell: FeedShell, means: Means): Promise<boolean> {
  const run = await takeRun(shell);
  if (!run) return false;
  try {
    await endRun(shell, run, await readFeed(shell, means, run));
  } catch (error) {
    if (error instanceof TakenOver) return true;
    const trouble = troubleOf(error);
    await endRun(shell, run, { state: 'failed', because: trouble ? trouble.code : 'bug', message: null });
    throw error;
  }
  return true;
}

/** Another worker has it now. */
class TakenOver extends Error {
  override name = 'TakenOver';
}

async function takeRun({ db, clock }: FeedShell): Promise<Run | null> {
  const now = clock();
  const runId = v7();
  const { rows } = await sql<{ feed_id: string; url: string; every_minutes: number; before: string | null }>`
    with next as (
      select feed_id, run_id from feed
       where not paused and due_at <= ${new Date(now)}
         and (run_id is null or beat_at < ${new Date(now - SILENT_MS)})
       order by due_at limit 1 for update skip locked)
    update feed f set run_id = ${runId}, beat_at = ${new Date(now)} from next where f.feed_id = next.feed_id
    returning f.feed_id, f.url, f.every_minutes, next.run_id as before`.execute(db);
  const [found] = rows;
  if (!found) return null;
  if (found.before !== null)
    await sql`
      update feed_run set state = 'failed', because = 'broken-off', ended_at = ${new Date(now)}
       where run_id = ${found.before} and state = 'running'`.execute(db);
  await db
    .insertInto('feed_run')
    .values({ run_id: runId, feed_id: found.feed_id, began_at: new Date(now), state: 'running' })
    .execute();
  const counts = { goods: 0, written: 0, gone: 0, bad: 0, promos: 0, bytes: 0 };
  const { feed_id: feedId, url, every_minutes: everyMinutes } = found;
  return { feedId, runId, url, everyMinutes, beat: now, ...counts, promotions: [] };
}

async function readFeed(shell: FeedShell, { fetch, stop }: Means, run: Run): Promise<End> {
  const fetched = await fetch(run.url, stop);
  if (!fetched.ok) return { state: 'failed', because: fetched.because, message: null };
  let rows: YmlRow[] = [];
  const text = new XmlText();
  const reader = new YmlReader({ currency: await currencyOf(shell), onRow: (row) => rows.push(row) });
  try {
    for await (const bytes of fetched.bytes)
      for (let at = 0; at < bytes.length; at += A_PIECE) {
        const piece = bytes.subarray(at, at + A_PIECE);
        run.bytes += piece.length;
        reader.read(text.read(piece));
        if (rows.length >= A_BATCH) await flush(shell, run, rows.splice(0));
        if (shell.clock() - run.beat >= BEAT_MS) await beat(shell, run);
      }
    reader.read(text.end());
    reader.end();
  } catch (error) {
    // What comes before a break is as good as any.
    if (error instanceof FileBroken || error instanceof FeedCutOff) await flush(shell, run, rows.splice(0));
    if (error instanceof FileBroken) {
      const where = error.line === null ? '' : `${error.line}: `;
      return { state: 'failed', because: 'broken-file', message: `${where}${error.message}` };
    }
    if (error instanceof FeedCutOff) return { state: 'failed', because: 'cut-off', message: null };
    throw error;
  }
  await flush(shell, run, rows);
  rows = [];
  await beat(shell, run);
  // An empty feed is a mistake of the shop, rather than a chain that sells nothing any more.
  if (run.goods > 0) run.gone = await giveUpMissing(shell, run);
  await keepPromotions(shell, run);
  return { state: 'done', because: null, message: null };
}

const currencyOf = ({ programmes }: FeedShell): Promise<string> =>
  programmes.current().then(
    ({ programme }) => programme.currency,
    (error: unknown) => {
      if (error instanceof NoProgramme) return 'RUB';
      throw error;
    },
  );

async function flush(shell: FeedShell, run: Run, rows: readonly YmlRow[]): Promise<void> {
  const goods = rows.filter((row) => row.type === 'product');
  run.goods += goods.length;
  run.written += await writeGoods(shell, run, goods);
  const promos = rows.filter((row) => row.type === 'promo');
  run.promos += promos.length;
  const room = Math.max(0, MOST_PROMOTIONS - run.promotions.length);
  run.promotions.push(...promos.flatMap(promotionsOf).slice(0, room));
  await keepProblems(shell, run, rows);
  if (rows.length > 0) await beat(shell, run);
}

async function keepProblems({ db }: FeedShell, run: Run, rows: readonly YmlRow[]): Promise<void> {
  const bad = rows.filter((row) => row.type === 'bad');
  const kept = bad
    .slice(0, Math.max(0, PROBLEMS_KEPT - run.bad))
    .map(({ line, what, reason, written }, index) => ({
      run_id: run.runId,
      number: run.bad + index + 1,
      line,
      what,
      reason,
      written,
    }));
  run.bad += bad.length;
  if (kept.length > 0)
    await sql`
      insert into feed_problem
      select * from jsonb_populate_recordset(null::feed_problem, ${JSON.stringify(kept)}::jsonb)`.execute(db);
}

/** Says how far it is, and that somebody is still at it. @throws TakenOver */
async function beat({ db, clock }: FeedShell, run: Run): Promise<void> {
  const now = clock();
  const { numAffectedRows } = await sql`
    update feed set beat_at = ${new Date(now)} where feed_id = ${run.feedId} and run_id = ${run.runId}`.execute(
    db,
  );
  if (numAffectedRows !== 1n) throw new TakenOver();
  run.beat = now;
  await sql`
    update feed_run set goods = ${run.goods}, written = ${run.written}, bad = ${run.bad}, promos = ${run.promos}, bytes = ${run.bytes}
     where run_id = ${run.runId}`.execute(db);
}

const keepPromotions = async ({ db }: FeedShell, { feedId, promotions }: Run): Promise<void> => {
  await sql`
    update feed set promotions = ${JSON.stringify(promotions)}::jsonb where feed_id = ${feedId}`.execute(db);
};

async function endRun({ db, clock }: FeedShell, run: Run, { state, because, message }: End): Promise<void> {
  const now = clock();
  const next = new Date(now + run.everyMinutes * MINUTE_MS);
  await sql`
    update feed_run
       set state = ${state}, because = ${because}, message = ${message}, ended_at = ${new Date(now)}, goods = ${run.goods},
           written = ${run.written}, gone = ${run.gone}, bad = ${run.bad}, promos = ${run.promos}, bytes = ${run.bytes}
     where run_id = ${run.runId} and state = 'running'`.execute(db);
  await sql`
    update feed set run_id = null, beat_at = null, due_at = ${next}
     where feed_id = ${run.feedId} and run_id = ${run.runId}`.execute(db);
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

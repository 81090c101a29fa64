import type { AkeneoRow } from '@bonum/adapters/akeneo/akeneo-product';
import type { YmlRow } from '@bonum/adapters/yml/yml-rows';
import type { Promotion } from '@bonum/engine';
import { sql } from 'kysely';
import type { Shell } from '../operation.ts';
import { NoProgramme } from '../programme/programmes.ts';
import type { FeedSettings } from './feed-settings.ts';
import type { FeedSources } from './feed-sources.ts';
import { promotionsOf } from './promotions-of.ts';
import { giveUpNamed, writeGoods } from './write-goods.ts';

export type FeedShell = Pick<Shell, 'db' | 'clock' | 'programmes' | 'secret'>;

export interface FeedMeans extends FeedSources {
  readonly stop: AbortSignal;
}

/** Of one run; the rest are only counted. */
const PROBLEMS_KEPT = 1000;
const MOST_PROMOTIONS = 500;

/** A feed that is being read, and how far that is. */
export interface FeedRun {
  readonly feedId: string;
  readonly runId: string;
  readonly kind: 'yml' | 'akeneo';
  /** Null: they were sealed by another secret, or a file was sent. */
  readonly settings: FeedSettings | null;
  readonly sealed: Buffer | null;
  /** The file that was sent; null: it is fetched. */
  readonly fileId: string | null;
  readonly everyMinutes: number;
  readonly beganAt: number;
  /** From when on what has changed is read; null: everything is. */
  readonly since: number | null;
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

export interface FeedEnd {
  readonly state: 'done' | 'failed';
  readonly because: string | null;
  readonly message: string | null;
}

export const done: FeedEnd = { state: 'done', because: null, message: null };
export const failed = (because: string, message: string | null = null): FeedEnd => ({
  state: 'failed',
  because,
  message,
});

/** Another worker has it now. */
export class TakenOver extends Error {
  override name = 'TakenOver';
}

export const currencyOf = ({ programmes }: FeedShell): Promise<string> =>
  programmes.current().then(
    ({ programme }) => programme.currency,
    (error: unknown) => {
      if (error instanceof NoProgramme) return 'RUB';
      throw error;
    },
  );

/** Writes what has been read. @throws TakenOver */
export async function flush(
  shell: FeedShell,
  run: FeedRun,
  rows: readonly (YmlRow | AkeneoRow)[],
): Promise<void> {
  const goods = rows.filter((row) => row.type === 'product');
  run.goods += goods.length;
  run.written += await writeGoods(shell, run, goods);
  const gone = rows.filter((row) => row.type === 'gone').map(({ productId }) => productId);
  run.gone += await giveUpNamed(shell, run.feedId, gone);
  const promos = rows.filter((row) => row.type === 'promo');
  run.promos += promos.length;
  const room = Math.max(0, MOST_PROMOTIONS - run.promotions.length);
  run.promotions.push(...promos.flatMap(promotionsOf).slice(0, room));
  await keepProblems(shell, run, rows);
  if (rows.length > 0) await beat(shell, run);
}

async function keepProblems(
  { db }: FeedShell,
  run: FeedRun,
  rows: readonly (YmlRow | AkeneoRow)[],
): Promise<void> {
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
export async function beat({ db, clock }: FeedShell, run: FeedRun): Promise<void> {
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

/** In place of those of the run before. */
export const keepPromotions = async ({ db }: FeedShell, { feedId, promotions }: FeedRun): Promise<void> => {
  await sql`
    update feed set promotions = ${JSON.stringify(promotions)}::jsonb where feed_id = ${feedId}`.execute(db);
};

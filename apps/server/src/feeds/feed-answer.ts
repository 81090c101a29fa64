import type { Answer } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { shownAddress } from './feed-settings.ts';

type FeedAnswer = Answer<'put-feed'>;

interface FeedRow {
  readonly feed_id: string;
  readonly kind: 'yml' | 'akeneo';
  readonly name: string;
  readonly url: string | null;
  readonly file_id: string | null;
  readonly shown: FeedAnswer['akeneo'] | null;
  readonly every_minutes: number;
  readonly paused: boolean;
  readonly created_at: number;
  readonly due_at: number;
  readonly run_id: string | null;
  readonly promotions: number;
}

/** Feeds as they are told, by name; or the one that is named. */
export async function readFeeds(db: Kysely<Database>, feedId: string | null): Promise<FeedAnswer[]> {
  const { rows: feeds } = await sql<FeedRow>`
    select feed_id, kind, name, url, file_id, shown, every_minutes, paused, created_at, due_at, run_id, jsonb_array_length(promotions) as promotions
      from feed where ${feedId}::uuid is null or feed_id = ${feedId}::uuid order by name, feed_id`.execute(
    db,
  );
  const runs = await runsOf(
    db,
    feeds.map(({ feed_id }) => feed_id),
  );
  return feeds.map((row) => ({
    feedId: row.feed_id,
    kind: row.kind,
    name: row.name,
    ...(row.url !== null && { url: shownAddress(row.url) }),
    everyMinutes: row.every_minutes,
    paused: row.paused,
    ...(row.shown && { akeneo: row.shown }),
    createdAt: iso(row.created_at),
    nextAt: isWaiting(row) ? iso(row.due_at) : null,
    promotions: row.promotions,
    runs: runs.get(row.feed_id) ?? [],
  }));
}

const isWaiting = ({ paused, run_id, url, file_id }: FeedRow): boolean =>
  !paused && run_id === null && (url !== null || file_id !== null);

const RUNS_TOLD = 10;

async function runsOf(
  db: Kysely<Database>,
  feedIds: readonly string[],
): Promise<ReadonlyMap<string, FeedAnswer['runs']>> {
  const all = new Map<string, FeedAnswer['runs']>();
  for (const feedId of feedIds) {
    const rows = await db
      .selectFrom('feed_run')
      .selectAll()
      .where('feed_id', '=', feedId)
      .orderBy('began_at', 'desc')
      .limit(RUNS_TOLD)
      .execute();
    const told = rows.map((row) => ({
      runId: row.run_id,
      state: row.state,
      beganAt: iso(row.began_at),
      endedAt: row.ended_at === null ? null : iso(row.ended_at),
      goods: row.goods,
      written: row.written,
      gone: row.gone,
      bad: row.bad,
      promos: row.promos,
      bytes: row.bytes,
      because: row.because,
      message: row.message,
    }));
    all.set(feedId, told);
  }
  return all;
}

import { operation, refuse } from '../operation.ts';

/** What of a run could not be taken, in the order of the file. */
export const listFeedProblems = operation(
  'list-feed-problems',
  async ({ shell: { db } }, { feedId, runId, after = 0, limit = 50 }) => {
    const run = await db
      .selectFrom('feed_run')
      .select('run_id')
      .where('run_id', '=', runId)
      .where('feed_id', '=', feedId)
      .executeTakeFirst();
    if (!run) return refuse('unknown-feed', 'There is no such run of this feed.', { path: '/runId' });
    const rows = await db
      .selectFrom('feed_problem')
      .select(['number', 'line', 'what', 'reason', 'written'])
      .where('run_id', '=', runId)
      .where('number', '>', after)
      .orderBy('number')
      // One more than is shown tells whether there is a next page.
      .limit(limit + 1)
      .execute();
    const problems = rows.slice(0, limit);
    return {
      ok: true,
      value: { problems, next: rows.length > limit ? (problems.at(-1)?.number ?? null) : null },
    };
  },
);

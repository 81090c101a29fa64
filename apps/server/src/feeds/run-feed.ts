import { operation, refuse } from '../operation.ts';
import { readFeeds } from './feed-answer.ts';

/** Has a feed fetched by the next worker that has time. */
export const runFeed = operation('run-feed', async ({ shell, now }, { feedId }) => {
  await shell.db
    .updateTable('feed')
    .set({ due_at: new Date(now) })
    .where('feed_id', '=', feedId)
    .where('run_id', 'is', null)
    .execute();
  const [value] = await readFeeds(shell.db, feedId);
  if (!value) return refuse('unknown-feed', 'There is no such feed.', { path: '/feedId' });
  return { ok: true, value };
});

import { operation } from '../operation.ts';
import { readFeeds } from './feed-answer.ts';

/** Feeds of goods, and how they fare. */
export const listFeeds = operation('list-feeds', async ({ shell }) => ({
  ok: true,
  value: { feeds: await readFeeds(shell.db, null) },
}));

import { getFeedDraft } from './get-feed-draft.ts';
import { listFeedProblems } from './list-feed-problems.ts';
import { listFeeds } from './list-feeds.ts';
import { putFeed } from './put-feed.ts';
import { putFeedPart } from './put-feed-part.ts';
import { runFeed } from './run-feed.ts';
import { sendFeedFile } from './send-feed-file.ts';

/** Goods that come by feeds. */
export const feedOperations = {
  'put-feed': putFeed,
  'list-feeds': listFeeds,
  'run-feed': runFeed,
  'put-feed-part': putFeedPart,
  'send-feed-file': sendFeedFile,
  'list-feed-problems': listFeedProblems,
  'get-feed-draft': getFeedDraft,
};

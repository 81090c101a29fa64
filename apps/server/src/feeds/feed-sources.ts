import { akeneoReader, type ReadAkeneo } from '@bonum/adapters/akeneo/read-akeneo';
import { feedFetcher, type FetchFeed } from '@bonum/adapters/yml/fetch-feed';

/** By what feeds of each kind are had. */
export interface FeedSources {
  readonly fetchYml: FetchFeed;
  readonly readAkeneo: ReadAkeneo;
}

/** From the internet, and from hosts of the chain's own. */
export const feedSources = (ownHosts: ReadonlySet<string>): FeedSources => ({
  fetchYml: feedFetcher(ownHosts),
  readAkeneo: akeneoReader(ownHosts),
});

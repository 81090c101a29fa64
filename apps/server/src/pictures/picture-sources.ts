import { akeneoMedia, type FetchMedia } from '@bonum/adapters/akeneo/fetch-media';
import { pictureFetcher, type FetchPicture } from '@bonum/adapters/pictures/fetch-picture';

/** By what pictures of goods are had that lie elsewhere. */
export interface PictureSources {
  readonly fetchPicture: FetchPicture;
  readonly fetchMedia: FetchMedia;
}

/** From the internet, and from hosts of the chain's own. */
export const pictureSources = (ownHosts: ReadonlySet<string>): PictureSources => ({
  fetchPicture: pictureFetcher(ownHosts),
  fetchMedia: akeneoMedia(ownHosts),
});

/** Where a picture of goods is: on the web, a file of 1C's exchange, or one that lies in an Akeneo. */
export type PicturePlace =
  | { readonly in: 'web'; readonly address: string }
  | { readonly in: 'onec'; readonly file: string }
  | { readonly in: 'akeneo'; readonly feedId: string; readonly media: string };

/** As the catalogue keeps it, in `product.picture`. */
export function pictureAddress(place: PicturePlace): string {
  if (place.in === 'web') return place.address;
  return place.in === 'onec' ? `onec:${place.file}` : `akeneo:${place.feedId}/${place.media}`;
}

export function placeOf(address: string): PicturePlace {
  if (address.startsWith('onec:')) return { in: 'onec', file: address.slice('onec:'.length) };
  const [, feedId, media] = /^akeneo:([^/]+)\/(.+)$/.exec(address) ?? [];
  if (feedId === undefined || media === undefined) return { in: 'web', address };
  return { in: 'akeneo', feedId, media };
}

/** What of it may be shown: there may be a password behind the question mark. */
export function shownPlace(address: string): string {
  const place = placeOf(address);
  if (place.in === 'onec') return place.file;
  if (place.in === 'akeneo') return place.media;
  if (!URL.canParse(address)) return '';
  const { origin, pathname } = new URL(address);
  return origin + pathname;
}

import type { AkeneoSettings } from '@bonum/adapters/akeneo/akeneo-settings';
import type { Input } from '@bonum/contract';
import { refuse, type Refusal } from '../operation.ts';
import { seal, unseal, type Seal } from '../sealing.ts';

/** What it takes to read a feed; all of it is kept sealed. */
export interface FeedSettings {
  readonly url: string;
  /** Of an Akeneo. */
  readonly akeneo?: Omit<AkeneoSettings, 'url'>;
}

type Request = Input<'put-feed'>;

const sealOf = (secret: string, feedId: string): Seal => ({ secret, purpose: 'feeds', of: feedId });

/** For the table. */
export const sealSettings = (secret: string, feedId: string, settings: FeedSettings): Buffer =>
  seal(sealOf(secret, feedId), Buffer.from(JSON.stringify(settings)));

/** Null: they were sealed by another secret than that of this installation. */
export function openSettings(secret: string, feedId: string, sealed: Buffer): FeedSettings | null {
  try {
    // What sealSettings has sealed.
    return JSON.parse(unseal(sealOf(secret, feedId), sealed).toString()) as FeedSettings;
  } catch {
    return null;
  }
}

/** What of an address may be shown: there may be a password behind the question mark. */
export function shownAddress(address: string): string {
  const { origin, pathname } = new URL(address);
  return origin + pathname;
}

/** What is known of a feed that is there already. */
export interface KnownFeed {
  readonly settings: FeedSettings | null;
  /** It had an address, whether or not that can still be opened. */
  readonly hasAddress: boolean;
}

/**
 * What a feed is to be read by, with what of that is left out as it was before; null: files are sent to it. Or what is missing.
 */
export function settingsOf(request: Request, known: KnownFeed | null): FeedSettings | null | Refusal {
  const { kind, akeneo } = request;
  const before = known?.settings ?? null;
  const url = addressKept(request.url, before);
  if (url === undefined && kind === 'yml' && !akeneo && known?.hasAddress !== true) return null;
  if (url === undefined)
    return refuse('bad-feed', 'Say where it is: its address is not known, or not any more.', {
      path: '/url',
    });
  if (kind === 'yml') {
    if (akeneo) return refuse('bad-feed', 'A file in YML has no settings of Akeneo.', { path: '/akeneo' });
    return { url };
  }
  const access = akeneo?.access ?? accessKept(url, before);
  if (!access)
    return refuse(
      'bad-feed',
      'Say by which connection: no server gets a password that was meant for another.',
      {
        path: '/akeneo/access',
      },
    );
  if (!akeneo) return before?.akeneo ? { url, akeneo: before.akeneo } : nothingOfAkeneo;
  const { clientId, clientSecret, username, password } = access;
  const { locale, scope, currency, attributes: told } = akeneo;
  const { identifier = 'sku', name, price, barcode = null, brand = null, picture = null } = told;
  const attributes = { identifier, name, price, barcode, brand, picture };
  // In this order, so that the same settings are the same text.
  return {
    url,
    akeneo: { locale, scope, currency, attributes, access: { clientId, clientSecret, username, password } },
  };
}

const nothingOfAkeneo = refuse('bad-feed', 'Say what of Akeneo is to be read.', { path: '/akeneo' });

/** Whoever sends back what was shown to them means no other address. */
const addressKept = (url: string | undefined, before: FeedSettings | null): string | undefined =>
  before && (url === undefined || url === shownAddress(before.url)) ? before.url : url;

/** A password stays with the server that it is for. */
function accessKept(url: string, before: FeedSettings | null): AkeneoSettings['access'] | null {
  if (!before?.akeneo || !URL.canParse(url)) return null;
  return new URL(url).origin === new URL(before.url).origin ? before.akeneo.access : null;
}

/** What of the settings of an Akeneo may be shown. */
export const shownAkeneo = ({
  akeneo,
}: FeedSettings): Omit<NonNullable<Request['akeneo']>, 'access'> | null => {
  if (!akeneo) return null;
  const { locale, scope, currency } = akeneo;
  const { identifier, name, price, barcode, brand, picture } = akeneo.attributes;
  const attributes = {
    identifier,
    name,
    price,
    ...(barcode !== null && { barcode }),
    ...(brand !== null && { brand }),
    ...(picture !== null && { picture }),
  };
  return { locale, scope, currency, attributes };
};

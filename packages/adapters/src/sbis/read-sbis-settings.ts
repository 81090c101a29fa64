import { isObject } from '../http/ask-gateway.ts';
import { fields, isOneOf, isText, isWhole, must, optional, type Mistake } from '../onec/shape.ts';
import type { SbisSettings } from './sbis-settings.ts';

/** What somebody wrote into a file, held to what settings are: where it is wrong, and what to write there. */
export function readSbisSettings(
  value: unknown,
):
  | { readonly ok: true; readonly settings: SbisSettings }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] } {
  const mistakes = look(value, '').map(({ path, say }) => ({ path: path.replace(/^\./, ''), say }));
  return mistakes.length === 0
    ? // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each field has been looked at
      { ok: true, settings: value as SbisSettings }
    : { ok: false, mistakes };
}

const isAddress = (url: unknown): boolean =>
  typeof url === 'string' && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
const isPoint = isWhole(1, 999_999_999_999);
const address = optional(must(isAddress, 'An address, http or https.'));

const orders = fields({
  product: optional(must(isOneOf(['delivery', 'restaurant', 'retail']), 'delivery, restaurant or retail.')),
  goods: optional(must(isOneOf(['externalId', 'nomNumber', 'id']), 'externalId, nomNumber or id.')),
  paymentType: optional(must(isText, 'A kind of payment of Saby, as cash or online.')),
  ownIds: optional(must(isOneOf([true, false, null]), 'true, false, or null: the first order shows it.')),
  writeOffBy: optional(must(isOneOf(['GET', 'POST']), 'GET or POST.')),
});

const look = fields({
  appClientId: must(isText, 'app_client_id of the application in Saby.'),
  appSecret: must(isText, 'app_secret of the application in Saby.'),
  secretKey: must(isText, 'secret_key of the application in Saby.'),
  pointId: must(isPoint, 'The number of a point of sale, as point/list gives it.'),
  stores: optional(
    must(
      (value) => isObject(value) && Object.values(value).every(isPoint),
      'For each store of Bonum the number of its point of sale.',
    ),
  ),
  kind: optional(must(isText, 'A kind of points of the programme.')),
  orders: optional((value, at) => (value === null ? [] : orders(value, at))),
  authUrl: address,
  apiUrl: address,
  patienceMs: optional(must(isWhole(100, 60_000), 'Milliseconds, 100 to 60000.')),
});

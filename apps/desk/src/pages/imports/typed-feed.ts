import type { Feed, FeedRequest } from './ask-imports.ts';

/** How goods come by it, for people. */
export type Way = Feed['kind'] | 'file';
export const wayOf = ({ kind, url }: Feed): Way => (kind === 'yml' && url === undefined ? 'file' : kind);

/** A feed as it stands in the fields of its form. */
export interface TypedFeed {
  readonly way: Way;
  readonly name: string;
  readonly url: string;
  readonly everyMinutes: number;
  readonly akeneo: TypedAkeneo;
}

/** What of an Akeneo is read, and by which connection. */
export type TypedAkeneo = Readonly<Record<AccessField | ChoiceField | AttributeField, string>>;

export const accessFields = ['clientId', 'clientSecret', 'username', 'password'] as const;
export const choiceFields = ['locale', 'scope', 'currency'] as const;
export const attributeFields = ['identifier', 'nameFrom', 'price', 'barcode', 'brand', 'picture'] as const;
export type AccessField = (typeof accessFields)[number];
type ChoiceField = (typeof choiceFields)[number];
type AttributeField = (typeof attributeFields)[number];

/** What is wrong with a field: it is empty, or it is not what is written there. */
export type Fault = 'missing' | 'wrong' | 'other-server';
type Field = 'name' | 'url' | keyof TypedAkeneo;
export type Faults = Readonly<Partial<Record<Field, Fault>>>;

const USUAL_MINUTES = 60;

export const nothingTyped = (currency: string): TypedFeed => ({
  way: 'yml',
  name: '',
  url: 'https://',
  everyMinutes: USUAL_MINUTES,
  akeneo: akeneoOf(undefined, currency),
});

/** As it is changed: of what is secret nothing is known, and what is left empty stays. */
export const typedOf = (feed: Feed, currency: string): TypedFeed => ({
  way: wayOf(feed),
  name: feed.name,
  url: feed.url ?? '',
  everyMinutes: feed.everyMinutes,
  akeneo: akeneoOf(feed.akeneo, currency),
});

function akeneoOf(told: Feed['akeneo'], currency: string): TypedAkeneo {
  const { locale = 'ru_RU', scope = '', attributes } = told ?? {};
  const {
    identifier = 'sku',
    name = '',
    price = '',
    barcode = '',
    brand = '',
    picture = '',
  } = attributes ?? {};
  return {
    clientId: '',
    clientSecret: '',
    username: '',
    password: '',
    locale,
    scope,
    currency: told?.currency ?? currency,
    identifier,
    nameFrom: name,
    price,
    barcode,
    brand,
    picture,
  };
}

type Read =
  | { readonly ok: true; readonly request: FeedRequest }
  | { readonly ok: false; readonly faults: Faults };

/**
 * What is to be sent, or what is wrong with which field.
 * @param of the feed that is changed; null: it is a new one
 */
export function requestOf(typed: TypedFeed, of: Feed | null): Read {
  const { way, everyMinutes } = typed;
  const [name, url] = [typed.name.trim(), typed.url.trim()];
  const akeneo = trimmed(typed.akeneo);
  const faults: Faults = {
    ...(name === '' && { name: 'missing' }),
    ...(way !== 'file' && !/^https?:\/\/[^\s/]\S*$/.test(url) && { url: 'wrong' }),
    ...(way === 'akeneo' && faultsOf(akeneo)),
    ...(way === 'akeneo' && accessFaults(akeneo, url, of)),
  };
  if (Object.keys(faults).length > 0) return { ok: false, faults };
  const every = { name, paused: of?.paused ?? false };
  if (way === 'file') return { ok: true, request: { ...every, kind: 'yml' } };
  const fetched = { ...every, kind: way, url, everyMinutes };
  return { ok: true, request: way === 'akeneo' ? { ...fetched, akeneo: sentOf(akeneo) } : fetched };
}

/** Nobody sees the spaces that come along when something is copied. */
const trimmed = (typed: TypedAkeneo): TypedAkeneo => ({
  ...typed,
  ...Object.fromEntries(Object.entries(typed).map(([field, value]) => [field, value.trim()])),
});

const attribute = /^[A-Za-z0-9_]{1,255}$/;
const forms = {
  locale: /^[A-Za-z]{2,3}(_[A-Za-z0-9]{2,8}){0,2}$/,
  scope: /^[A-Za-z0-9_]{1,100}$/,
  currency: /^[A-Z]{3}$/,
  identifier: attribute,
  nameFrom: attribute,
  price: attribute,
  barcode: attribute,
  brand: attribute,
  picture: attribute,
} as const satisfies Record<ChoiceField | AttributeField, RegExp>;
const mayBeEmpty: ReadonlySet<string> = new Set<AttributeField>(['barcode', 'brand', 'picture']);

const faultsOf = (akeneo: TypedAkeneo): Faults =>
  Object.fromEntries(
    [...choiceFields, ...attributeFields].flatMap((field): [string, Fault][] => {
      if (akeneo[field] === '') return mayBeEmpty.has(field) ? [] : [[field, 'missing']];
      return forms[field].test(akeneo[field]) ? [] : [[field, 'wrong']];
    }),
  );

/** All of a connection, or nothing of it where it stays the same: no server gets a password that was meant for another. */
function accessFaults(akeneo: TypedAkeneo, url: string, of: Feed | null): Faults {
  const empty = accessFields.filter((field) => akeneo[field] === '');
  const isKnown = of?.kind === 'akeneo';
  const stays = isKnown && originOf(url) === originOf(of.url ?? '');
  if (empty.length === 0 || (empty.length === accessFields.length && stays)) return {};
  const [first, ...others] = empty;
  // Said once, where whoever fills them in begins.
  return {
    ...(first && { [first]: isKnown && !stays ? 'other-server' : 'missing' }),
    ...Object.fromEntries(others.map((field) => [field, 'missing'])),
  };
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '');

function sentOf(akeneo: TypedAkeneo): NonNullable<FeedRequest['akeneo']> {
  const { clientId, clientSecret, username, password, locale, scope, currency } = akeneo;
  const { identifier, nameFrom: name, price, barcode, brand, picture } = akeneo;
  return {
    ...(clientId !== '' && { access: { clientId, clientSecret, username, password } }),
    locale,
    scope,
    currency,
    attributes: {
      identifier,
      name,
      price,
      ...(barcode !== '' && { barcode }),
      ...(brand !== '' && { brand }),
      ...(picture !== '' && { picture }),
    },
  };
}

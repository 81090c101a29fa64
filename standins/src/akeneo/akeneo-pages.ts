import { randomBytes } from 'node:crypto';
import type { Asked } from '../http-gateway.ts';

export interface AkeneoProduct {
  readonly uuid: string;
  readonly enabled?: boolean;
  readonly categories?: readonly string[];
  /** When it was changed last. */
  readonly updated: number;
  readonly values: Readonly<Record<string, readonly AkeneoValue[]>>;
}
export interface AkeneoValue {
  readonly locale: string | null;
  readonly scope: string | null;
  readonly data: unknown;
  /** Of an option: its labels. */
  readonly labels?: Readonly<Record<string, string>>;
}
export interface AkeneoCategory {
  readonly code: string;
  readonly parent: string | null;
  readonly labels: Readonly<Record<string, string>>;
}

/** What is within a page, and the question of the next one; null: there is none. */
export interface Page {
  readonly items: readonly object[];
  readonly next: string | null;
}

const locales: ReadonlySet<string> = new Set(['ru_RU', 'en_US']);
const channels: ReadonlySet<string> = new Set(['ecommerce', 'print']);

export function categoryPage(all: readonly AkeneoCategory[], { fields }: Asked, limit: number): Page {
  const page = Number(fields.get('page') ?? 1);
  const next = new URLSearchParams([...fields].filter(([name]) => name !== 'page'));
  next.set('page', String(page + 1));
  return {
    items: all.slice((page - 1) * limit, page * limit),
    next: all.length > page * limit ? next.toString() : null,
  };
}

/** In the order of their ids, as Akeneo gives them. */
export interface AkeneoProducts {
  readonly length: number;
  at(index: number): AkeneoProduct | undefined;
}

interface Shelf {
  readonly products: AkeneoProducts;
  /** Where they go on, by the question with a cursor that was given in a link. */
  readonly cursors: Map<string, number>;
  readonly zoneHours: number;
}

/** A page of products; or what is wrong with the question. */
export function productPage(
  { products, cursors, zoneHours }: Shelf,
  { fields }: Asked,
  limit: number,
): Page | string {
  const isWanted = wantedBy(fields, zoneHours);
  const wrong = wrongOf(fields, cursors);
  if (wrong !== null || !isWanted) return wrong ?? 'Search query parameter should be valid JSON.';
  const items: object[] = [];
  let at = cursors.get(fields.toString()) ?? 0;
  for (; at < products.length && items.length < limit; at += 1) {
    const product = products.at(at);
    if (product && isWanted(product)) items.push(shown(product, fields));
  }
  const next = new URLSearchParams([...fields].filter(([name]) => name !== 'search_after'));
  next.set('search_after', randomBytes(12).toString('base64url'));
  if (at >= products.length) return { items, next: null };
  cursors.set(next.toString(), at);
  return { items, next: next.toString() };
}

/** What Akeneo says of a question that it does not understand. */
function wrongOf(fields: URLSearchParams, cursors: ReadonlyMap<string, number>): string | null {
  if (fields.get('pagination_type') !== 'search_after') return 'This one only goes from link to link.';
  const scope = fields.get('scope');
  if (scope !== null && !channels.has(scope)) return `Scope "${scope}" does not exist.`;
  const unknown = (fields.get('locales') ?? 'ru_RU').split(',').find((locale) => !locales.has(locale));
  if (unknown !== undefined) return `Locale "${unknown}" does not exist or is not activated.`;
  // Nobody makes one up, nor puts one beside another question.
  if (fields.has('search_after') && !cursors.has(fields.toString()))
    return 'Invalid "search_after" parameter.';
  return null;
}

/** What the filter lets through; null: it is none. Its times are those of the server's own zone. */
function wantedBy(fields: URLSearchParams, zoneHours: number): ((product: AkeneoProduct) => boolean) | null {
  const search = fields.get('search');
  if (search === null) return () => true;
  const value = /^\{"updated":\[\{"operator":">","value":"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)"\}\]\}$/.exec(
    search,
  )?.[1];
  if (value === undefined) return null;
  const since = Date.parse(`${value.replace(' ', 'T')}Z`) - zoneHours * 3_600_000;
  return ({ updated }) => updated > since;
}

/** Only what was asked for. */
function shown(
  { uuid, enabled = true, categories = [], updated, values }: AkeneoProduct,
  fields: URLSearchParams,
): object {
  const wanted = fields.get('attributes')?.split(',');
  const [scope, locale] = [fields.get('scope'), fields.get('locales')];
  const told = Object.entries(values)
    .filter(([attribute]) => wanted?.includes(attribute) ?? true)
    .map(([attribute, all]): [string, object[]] => [
      attribute,
      all
        .filter((value) => isWithin(value.scope, scope) && isWithin(value.locale, locale))
        .map(({ labels, ...value }) => ({
          ...value,
          ...(labels &&
            fields.get('with_attribute_options') === 'true' && {
              linked_data: { attribute, code: value.data, labels },
            }),
        })),
    ]);
  return {
    uuid,
    enabled,
    family: null,
    categories,
    groups: [],
    parent: null,
    values: Object.fromEntries(told),
    created: new Date(updated).toISOString(),
    updated: new Date(updated).toISOString(),
    associations: {},
  };
}

const isWithin = (its: string | null, wanted: string | null): boolean =>
  its === null || wanted === null || wanted.split(',').includes(its);

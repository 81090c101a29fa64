import { isObject } from '../http/ask-gateway.ts';
import { openAddress } from '../http/open-address.ts';
import { AkeneoCategories } from './akeneo-categories.ts';
import { AkeneoFailed, AkeneoLine, type AkeneoAnswer } from './akeneo-line.ts';
import { rowsOfProduct, type AkeneoRow } from './akeneo-product.ts';
import { baseOf, type AkeneoChoice, type AkeneoSettings } from './akeneo-settings.ts';

/** What came at once, and how many bytes it was. */
export interface AkeneoPage {
  readonly rows: readonly AkeneoRow[];
  readonly bytes: number;
}

export interface WhatToRead {
  readonly settings: AkeneoSettings;
  /** What has changed since then; null: everything. */
  readonly since: number | null;
  readonly signal: AbortSignal;
}

export type ReadAkeneo = (what: WhatToRead) => AsyncGenerator<AkeneoPage>;

/** More than this Akeneo refuses. */
const A_PAGE = 100;
const MOST_PAGES = 100_000;
const MOST_CATEGORIES = 100_000;

/**
 * Reads the products of an Akeneo page by page, in flat memory: only its categories are kept. It throws AkeneoFailed where it cannot be
 * read on; what came before is as good as any.
 */
export function akeneoReader(ownHosts: ReadonlySet<string>): ReadAkeneo {
  const open = openAddress(ownHosts);
  return async function* read({ settings, since, signal }) {
    const base = baseOf(settings);
    const line = new AkeneoLine(base, settings.access, { open, signal });
    const categories = new AkeneoCategories();
    for await (const { row, bytes } of pages(line, `${base}/api/rest/v1/categories?limit=${A_PAGE}`)) {
      keepCategories(categories, itemsOf(row), settings.locale);
      yield { rows: [], bytes };
    }
    let number = 0;
    for await (const { row, bytes } of pages(
      line,
      `${base}/api/rest/v1/products-uuid?${query(settings, since)}`,
    )) {
      const rows = itemsOf(row).flatMap((item) =>
        rowsOfProduct(item, { line: (number += 1), choice: settings, categories }),
      );
      yield { rows, bytes };
    }
  };
}

function query({ locale, scope, attributes }: AkeneoChoice, since: number | null): string {
  const wanted = Object.values(attributes).filter((attribute) => attribute !== null);
  return new URLSearchParams({
    pagination_type: 'search_after',
    limit: String(A_PAGE),
    scope,
    locales: locale,
    attributes: [...new Set(wanted)].join(','),
    // For the labels of brands that are options.
    with_attribute_options: 'true',
    ...(since !== null && {
      search: JSON.stringify({ updated: [{ operator: '>', value: writtenAt(since) }] }),
    }),
  }).toString();
}

/** How far west of Greenwich there are time zones. */
const WESTERNMOST_MS = 12 * 3_600_000;

/**
 * Akeneo takes a time for one of the zone of its server, which it does not tell: written in that of Greenwich, and as much earlier as
 * any zone is behind it, it never means a later moment. What has not changed since costs only the reading.
 */
const writtenAt = (moment: number): string =>
  new Date(moment - WESTERNMOST_MS).toISOString().slice(0, 19).replace('T', ' ');

/** From link to link, as Akeneo gives them: the cursor in them is its own affair. A link that leads elsewhere would take the token along. */
async function* pages(line: AkeneoLine, first: string): AsyncGenerator<AkeneoAnswer> {
  const { origin } = new URL(first);
  let next: string | null = first;
  for (let count = 0; next !== null; count += 1) {
    if (count >= MOST_PAGES) throw new AkeneoFailed('too-long');
    const answer: AkeneoAnswer = await line.get(next);
    yield answer;
    const link = nextOf(answer);
    if (link === next) throw new AkeneoFailed('not-understood');
    if (link !== null && !(URL.canParse(link) && new URL(link).origin === origin))
      throw new AkeneoFailed('led-elsewhere');
    next = link;
  }
}

function nextOf({ row }: AkeneoAnswer): string | null {
  const links = row['_links'];
  const next = isObject(links) ? links['next'] : null;
  return isObject(next) && typeof next['href'] === 'string' ? next['href'] : null;
}

function itemsOf(row: AkeneoAnswer['row']): readonly unknown[] {
  const embedded = row['_embedded'];
  const items: unknown = isObject(embedded) ? embedded['items'] : null;
  if (!Array.isArray(items)) throw new AkeneoFailed('not-understood');
  return items;
}

function keepCategories(categories: AkeneoCategories, items: readonly unknown[], locale: string): void {
  for (const item of items) {
    if (!isObject(item) || typeof item['code'] !== 'string') continue;
    if (categories.size >= MOST_CATEGORIES) throw new AkeneoFailed('too-long');
    const { code, parent, labels } = item;
    const label = isObject(labels) ? labels[locale] : null;
    categories.add(code, typeof parent === 'string' ? parent : null, typeof label === 'string' ? label : '');
  }
}

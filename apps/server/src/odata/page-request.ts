import type { EntitySet, Property } from './entity-sets.ts';
import { parseFilter, type Filter } from './filter.ts';
import { filterable } from './filter-sql.ts';
import { ODataError } from './odata-error.ts';

/** How many rows an answer has at most; the rest is behind its next link. */
const ROWS_A_PAGE = 2000;
const MOST_SKIPPED = 100_000;

export interface Ordering {
  readonly property: Property;
  readonly descending: boolean;
}

/** What was asked of a set. */
export interface PageRequest {
  readonly filter: Filter | null;
  /** The properties shown, in the order of the set. */
  readonly select: readonly Property[];
  /** Total: the set's own order is behind what was asked for. */
  readonly order: readonly Ordering[];
  /** How many rows are still wanted; null: all. */
  readonly top: number | null;
  readonly skip: number;
  readonly count: boolean;
  /** How many rows this page has at most. */
  readonly pageSize: number;
  /** Where the page before ended: the values of its last row by `order`. */
  readonly after: readonly (string | number | boolean | null)[] | null;
}

const known = new Set(['$filter', '$select', '$orderby', '$top', '$skip', '$count', '$skiptoken', '$format']);
const unbuilt = new Set([
  '$expand',
  '$search',
  '$apply',
  '$compute',
  '$levels',
  '$index',
  '$schemaversion',
  '$deltatoken',
]);

/**
 * Reads the options of an address: OData 4.01 part 1, 11.2 "Requesting data".
 * @throws ODataError that names the option
 */
export function readPageRequest(
  of: EntitySet,
  options: ReadonlyMap<string, string>,
  preferred: string | undefined,
): PageRequest {
  for (const name of options.keys()) {
    if (unbuilt.has(name)) throw new ODataError(501, `${name} is not offered here.`, name);
    if (name.startsWith('$') && !known.has(name))
      throw new ODataError(400, `There is no option ${name}.`, name);
  }
  const format = options.get('$format');
  if (format !== undefined && !/^(json|application\/json)/.test(format))
    throw new ODataError(400, 'There is JSON only.', '$format');
  const filter = options.get('$filter');
  return {
    filter: filter === undefined || filter.trim() === '' ? null : parseFilter(filter),
    select: selected(of, options.get('$select')),
    order: ordered(of, options.get('$orderby')),
    top: whole(options, '$top', Number.MAX_SAFE_INTEGER),
    skip: whole(options, '$skip', MOST_SKIPPED) ?? 0,
    count: truth(options, '$count'),
    pageSize: pageSizeOf(preferred),
    after: tokenOf(options.get('$skiptoken')),
  };
}

/** `odata.maxpagesize` of the header Prefer; what cannot be read of it is no wish, as with every preference. */
function pageSizeOf(preferred: string | undefined): number {
  const wished = Number(
    /(?:^|[\s,;])(?:odata\.)?maxpagesize=(\d{1,9})/.exec(preferred ?? '')?.[1] ?? ROWS_A_PAGE,
  );
  return Math.min(Math.max(wished, 1), ROWS_A_PAGE);
}

function selected(of: EntitySet, text: string | undefined): readonly Property[] {
  if (text === undefined || text.trim() === '' || text.trim() === '*') return of.properties;
  const names = text.split(',').map((name) => name.trim());
  for (const name of names)
    if (!of.properties.some((property) => property.name === name))
      throw new ODataError(400, `${of.name} has no ${name}.`, '$select');
  return of.properties.filter(({ name }) => names.includes(name));
}

function ordered(of: EntitySet, text: string | undefined): readonly Ordering[] {
  const asked = (text ?? '').trim() === '' ? [] : (text ?? '').split(',');
  const order = asked.map((part): Ordering => {
    const [name = '', direction = 'asc', ...rest] = part.trim().split(/\s+/);
    if (!/^(asc|desc)$/.test(direction) || rest.length > 0)
      throw new ODataError(
        400,
        `"${part.trim()}" is not "property", "property asc" or "property desc".`,
        '$orderby',
      );
    return { property: filterable(of, name, '$orderby'), descending: direction === 'desc' };
  });
  const rest = of.order.filter((name) => !order.some(({ property }) => property.name === name));
  return [
    ...order,
    ...rest.map((name) => ({ property: filterable(of, name, '$orderby'), descending: false })),
  ];
}

function whole(options: ReadonlyMap<string, string>, name: string, most: number): number | null {
  const text = options.get(name);
  if (text === undefined) return null;
  if (/^\d{1,15}$/.test(text) && Number(text) <= most) return Number(text);
  throw new ODataError(
    400,
    `${name} is a whole number from 0${most < Number.MAX_SAFE_INTEGER ? ` to ${most}` : ''}.`,
    name,
  );
}

function truth(options: ReadonlyMap<string, string>, name: string): boolean {
  const text = options.get(name) ?? 'false';
  if (text === 'true' || text === 'false') return text === 'true';
  throw new ODataError(400, `${name} is true or false.`, name);
}

type Place = readonly (string | number | boolean | null)[];

export const tokenFor = (after: Place): string => Buffer.from(JSON.stringify(after)).toString('base64url');

function tokenOf(token: string | undefined): Place | null {
  if (token === undefined) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (
      Array.isArray(value) &&
      value.every((one) => one === null || /^(string|number|boolean)$/.test(typeof one))
    )
      return value;
  } catch {
    // Said below.
  }
  throw new ODataError(400, 'This is not a next link that was given here.', '$skiptoken');
}

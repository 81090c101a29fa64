import { isObject } from '../http/ask-gateway.ts';
import type { Row } from '../http/ask-system.ts';

/** How OData of version 2 writes what JSON has no form for, and how it asks. */

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** `A eq 'x' and B eq 'y'` */
export const equal = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name} eq ${quoted(value)}`)
    .join(' and ');

/** `Set(A='x',B='y')`, as it stands in an address. */
export const entity = (set: string, keys: Readonly<Record<string, string>>): string =>
  `${set}(${Object.entries(keys)
    .map(([name, value]) => `${name}=${encodeURIComponent(quoted(value)).replaceAll("'", '%27')}`)
    .join(',')})`;

/** Of a field that is text; what is not there is empty. */
export const textOf = (row: Row, field: string): string => {
  const value = row[field];
  return typeof value === 'string' ? value.trim() : '';
};

/** Decimals and long integers come as text, smaller numbers as numbers. */
export function numberOf(row: Row, field: string): number | null {
  const value = row[field];
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** `/Date(662601600000)/` or with an offset in minutes behind it, in epoch milliseconds. */
export function momentOf(row: Row, field: string): number | null {
  const milliseconds = /^\/Date\((-?\d+)(?:[+-]\d+)?\)\/$/.exec(textOf(row, field))?.[1];
  return milliseconds === undefined ? null : Number(milliseconds);
}

/** The day of it, as `1990-12-31`. */
export function dayOf(row: Row, field: string): string | null {
  const at = momentOf(row, field);
  return at === null || Math.abs(at) > 8.64e15 ? null : new Date(at).toISOString().slice(0, 10);
}

export const written = (at: number): string => `/Date(${at})/`;
export const writtenDay = (day: string): string => written(Date.parse(`${day}T00:00:00Z`));

/** Entities within an entity, which come in an envelope where they were asked for, and as a link where they were not. */
export function within(row: Row, navigation: string): readonly Row[] {
  const value = row[navigation];
  if (!isObject(value) || !Array.isArray(value['results'])) return [];
  return value['results'].filter(isObject);
}

/** The version of an entity; undefined: SAP keeps none of it. */
export function etagOf(row: Row): string | undefined {
  const metadata = row['__metadata'];
  const etag = isObject(metadata) ? metadata['etag'] : undefined;
  return typeof etag === 'string' && etag !== '' ? etag : undefined;
}

import type { AddressMap, ContactsMap } from './profile.ts';
import { type Row, textIn } from './row.ts';

/** What stands for a city in 1C's classifiers: `Казань г`, `г. Казань`. */
const bare = (written: string): string =>
  written
    .replace(/^(г|гор|город)\.?\s+/i, '')
    .replace(/\s+(г|гор|город)\.?$/i, '')
    .trim();

const isSameCity = (one: string | null, other: string | null): boolean =>
  bare(one ?? '').toLowerCase() === bare(other ?? '').toLowerCase();

/** Regions of their own, in which 1C knows no city. */
const regions: ReadonlySet<string> = new Set(['Москва', 'Санкт-Петербург', 'Севастополь']);

function cityIn({ city, region }: AddressMap, row: Row): string | null {
  const own = bare(textIn(row, city));
  if (own !== '') return own;
  const its = region === undefined ? '' : bare(textIn(row, region));
  return regions.has(its) ? its : null;
}

const saysCity = (map: AddressMap, row: Row, type: string): boolean =>
  row[type] === map.type && cityIn(map, row) !== null;

/** The city of the first address that says one. */
export function cityOf({ type, address }: ContactsMap, rows: readonly Row[]): string | null {
  const row = address && rows.find((one) => saysCity(address, one, type));
  return address && row ? cityIn(address, row) : null;
}

/**
 * The same rows with this city in them; null: they say so already. An address whose city becomes another is that city alone from then
 * on: its street was in the other one.
 */
export function withCity(
  map: ContactsMap,
  { rows, key }: { readonly rows: readonly Row[]; readonly key: string | null },
  { city, made }: { readonly city: string | null; readonly made: (city: string) => Row },
): readonly Row[] | null {
  const { address, type } = map;
  if (!address || isSameCity(cityOf(map, rows), city)) return null;
  const known = rows.findIndex((row) => saysCity(address, row, type));
  const at = known >= 0 ? known : rows.findIndex((row) => key !== null && row[map.kind] === key);
  const row = rows[at];
  if (!row) return city === null ? null : [...rows, made(city)];
  // What somebody has typed as it came says no city, and may be all of an address.
  if (known < 0) return city === null ? null : rows.with(at, { ...row, [address.city]: city });
  if (city !== null) return rows.with(at, made(city));
  return isSameCity(textIn(row, map.presentation), cityIn(address, row))
    ? rows.toSpliced(at, 1)
    : rows.with(at, {
        ...row,
        [address.city]: '',
        ...(address.region !== undefined && { [address.region]: '' }),
      });
}

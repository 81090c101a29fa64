import type { Store } from '../../stores/ask-stores.ts';

/** A store as it stands in the fields of its form. */
export interface TypedStore {
  readonly storeId: string;
  readonly name: string;
  readonly city: string;
  /** One after another, with commas. */
  readonly tags: string;
  /** "55.7649, 37.6053", as maps give it to be copied. */
  readonly place: string;
  /** The ids of tills, with commas; only of a new one. */
  readonly tills: string;
}

export type Wrong = 'storeId' | 'name' | 'place';

export const nothingTyped: TypedStore = { storeId: '', name: '', city: '', tags: '', place: '', tills: '1' };

export const typedOf = ({ storeId, name, city = '', tags = [], place }: Store): TypedStore => ({
  storeId,
  name,
  city,
  tags: tags.join(', '),
  place: place ? `${place.latitude}, ${place.longitude}` : '',
  tills: '',
});

/** The store that was typed, or the fields that are wrong. */
export function storeOf(
  typed: TypedStore,
  nameTill: (id: string) => string,
): { readonly ok: true; readonly store: Store } | { readonly ok: false; readonly wrong: readonly Wrong[] } {
  const { storeId, name, city } = trimmed(typed);
  const place = placeOf(typed.place);
  const wrong: Wrong[] = [];
  if (storeId === '') wrong.push('storeId');
  if (name === '') wrong.push('name');
  if (place === null) wrong.push('place');
  if (place === null || wrong.length > 0) return { ok: false, wrong };
  const tags = listed(typed.tags);
  return {
    ok: true,
    store: {
      storeId,
      name,
      ...(city !== '' && { city }),
      ...(tags.length > 0 && { tags }),
      ...(place && { place }),
      tills: listed(typed.tills).map((tillId) => ({ tillId, name: nameTill(tillId) })),
    },
  };
}

const trimmed = ({ storeId, name, city }: TypedStore) => ({
  storeId: storeId.trim(),
  name: name.trim(),
  city: city.trim(),
});

const listed = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
];

/** undefined: none was typed; null: it is no place on earth. */
function placeOf(text: string): Store['place'] | null {
  if (text.trim() === '') return undefined;
  const found = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text);
  if (!found) return null;
  const [latitude, longitude] = [Number(found[1]), Number(found[2])];
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}

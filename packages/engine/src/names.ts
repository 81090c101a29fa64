import type { Programme, Text } from './programme.ts';

/**
 * What a calculation's ids were called when it was made. Sentences are made from the stored evidence and these, never from
 * the programme that is live when somebody asks.
 */
export interface ProgrammeNames {
  readonly currency: string;
  readonly kinds: { readonly [id: string]: Text };
  readonly levels: { readonly [id: string]: Text };
  /** Earning rules and promotions: whatever can be the source of points. */
  readonly sources: { readonly [id: string]: Text };
}

export function namesOf(programme: Programme): ProgrammeNames {
  const known = made.get(programme);
  if (known) return known;
  const names = {
    currency: programme.currency,
    kinds: namesIn(programme.kinds),
    levels: namesIn(programme.levels),
    sources: namesIn([...programme.earning, ...programme.promotions]),
  };
  made.set(programme, names);
  return names;
}

/** A programme never changes, and every receipt asks for its names. */
const made = new WeakMap<Programme, ProgrammeNames>();

const namesIn = (items: readonly { readonly id: string; readonly name: Text }[]): { [id: string]: Text } =>
  Object.fromEntries(items.map(({ id, name }) => [id, name]));

/** A name that was not passed in is told by its id: better a bare word than a wrong one. */
export function nameIn(names: { readonly [id: string]: Text }, id: string, language: keyof Text): string {
  return Object.hasOwn(names, id) ? (names[id]?.[language] ?? id) : id;
}

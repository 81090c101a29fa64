import { isGuid } from './literals.ts';

/** What 1C calls a member: a person, or a card that nobody's name is on yet. */
export type Whose = { readonly person: string } | { readonly card: string };

export const recordIdOf = (whose: Whose): string => ('person' in whose ? whose.person : `card:${whose.card}`);

/** null: this is none of ours. */
export function whoseIs(recordId: string): Whose | null {
  const id: string = recordId.toLowerCase();
  if (isGuid(id)) return { person: id };
  const card = /^card:(.+)$/.exec(id)?.[1];
  return isGuid(card) ? { card } : null;
}

import { emailOf, phoneOf } from './contacts.ts';
import type { PersonMap } from './profile.ts';
import { type Row, textIn } from './row.ts';

interface Name {
  readonly surname: string | null;
  readonly name: string | null;
}

/** Of `Иванова Анна Петровна` the first word is the surname and the second the name; a single word is the name. */
export function nameOf({ fullName, surname, givenName }: PersonMap, person: Row): Name {
  const full = textIn(person, fullName);
  const [first = '', second] = isNoName(full) ? [] : full.split(/\s+/);
  const apart = (field: string | undefined): string | null =>
    field === undefined ? null : textIn(person, field) || null;
  return {
    surname: apart(surname) ?? (second === undefined ? null : first),
    name: apart(givenName) ?? second ?? (first || null),
  };
}

/** What stands for the name of somebody whose name nobody knows. */
const isNoName = (full: string): boolean => full === '—' || phoneOf(full) !== null || emailOf(full) !== null;

import type { Person, RecordCommand, Refused } from '../system-of-record.ts';
import { withContacts, type Kinds } from './contacts.ts';
import { dayOf, noDate } from './literals.ts';
import { nameOf } from './names.ts';
import { contactFields } from './needs.ts';
import { placeChanges, placeFields, usedProperties } from './places.ts';
import type { Known } from './settings.ts';
import { type Row, textIn } from './row.ts';
import { lacking, sectionOf, without } from './written.ts';

/** What of a person in 1C is to be written so that it says what is known here; null: it says so already. */
export function personChanges(
  settings: Known,
  who: RecordCommand['who'],
  { person, kinds }: { person: Row; kinds: Kinds },
): Row | null {
  const { profile } = settings;
  const { birthDate, gender, contacts, city } = profile.person;
  const changes: Record<string, unknown> = { ...nameChanges(profile.person, who, person) };
  if (birthDate !== undefined && dayOf(person[birthDate]) !== who.birthDate)
    changes[birthDate] = who.birthDate === null ? noDate : `${who.birthDate}T00:00:00`;
  if (gender) {
    const said = who.gender === null ? '' : gender[who.gender];
    if ((person[gender.field] ?? '') !== said) changes[gender.field] = said;
  }
  const { phone, email } = who;
  const rows = withContacts(
    contacts,
    { kinds, person },
    { phone, email, ...(city === undefined && { city: who.city }) },
  );
  if (rows) changes[contacts.section] = rows;
  Object.assign(changes, placeChanges(settings, who, person));
  return Object.keys(changes).length > 0 ? changes : null;
}

/** What a person in 1C has no field for, of all that says who somebody is; null: nothing. */
export function lackingIn(settings: Known, row: Row): Refused | null {
  const { person } = settings.profile;
  const { contacts, fullName, alsoFullName = [], surname, givenName, birthDate, gender } = person;
  const fields = [
    fullName,
    ...alsoFullName,
    surname,
    givenName,
    birthDate,
    gender?.field,
    contacts.section,
    ...placeFields(settings),
    usedProperties(settings)?.section,
  ];
  const [line] = sectionOf(row[contacts.section]);
  const columns = line ? lacking(line, contactFields(contacts)) : [];
  return without(person.set, [
    ...lacking(row, fields),
    ...columns.map((column) => `${contacts.section}.${column}`),
  ]);
}

/** A name is written only where it is another one: what stands behind it in 1C, a patronymic, stays. */
function nameChanges(map: Known['profile']['person'], who: Person, person: Row): Row {
  const now = nameOf(map, person);
  if (now.name === who.name && now.surname === who.surname && person[map.fullName] !== undefined) return {};
  const rest = textIn(person, map.fullName).split(/\s+/).slice(2);
  const full = [who.surname, who.name, ...(who.surname === null || who.name === null ? [] : rest)]
    .filter((word) => word !== null && word !== '')
    .join(' ');
  // 1C writes nobody who has no name at all.
  const shown = full || who.phone || who.email || '—';
  return {
    [map.fullName]: shown,
    ...Object.fromEntries((map.alsoFullName ?? []).map((field) => [field, shown])),
    ...(map.surname !== undefined && { [map.surname]: who.surname ?? '' }),
    ...(map.givenName !== undefined && { [map.givenName]: who.name ?? '' }),
  };
}

import type { Read } from '../system-of-record.ts';
import { cityOf, withCity } from './address.ts';
import { isGuid, text } from './literals.ts';
import type { ContactMap, ContactsMap, PersonMap } from './profile.ts';
import type { Rows } from './rows.ts';
import { keyIn, textIn, type Row } from './row.ts';

export type ContactKind = 'phone' | 'email';

/** `+79161234567` of what somebody once typed: `8 (916) 123-45-67`, `79161234567`; null: that is no phone. */
export function phoneOf(typed: string): string | null {
  const digits = typed.replace(/\D/g, '');
  if (/^[78]\d{10}$/.test(digits)) return `+7${digits.slice(1)}`;
  if (/^9\d{9}$/.test(digits)) return `+7${digits}`;
  return /^\s*\+/.test(typed) && /^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : null;
}

export function emailOf(typed: string): string | null {
  const email = typed.trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+$/.test(email) ? email : null;
}

/** What a phone may look like in 1C, where forms of different years have written it. */
function phoneForms(phone: string): readonly string[] {
  const digits = phone.slice(1);
  if (!/^7\d{10}$/.test(digits)) return [digits, phone];
  const [, town = '', a = '', b = '', c = ''] = /^7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(digits) ?? [];
  const rest = `(${town}) ${a}-${b}-${c}`;
  return [digits, phone, `8${digits.slice(1)}`, digits.slice(1), `+7 ${rest}`, `8 ${rest}`];
}

/** A condition on rows of contacts that have this phone or address; `row` stands before each field. */
function rowFilter(map: ContactsMap, by: { phone: string } | { email: string }, row: string): string {
  const [field, forms] =
    'phone' in by
      ? [map.phone.field, phoneForms(by.phone)]
      : [map.email.field, [...new Set([by.email, by.email.toLowerCase()])]];
  return forms.map((form) => `${row}${field} eq ${text(form)}`).join(' or ');
}

/** Persons that have this phone or address. Platforms that know no conditions on rows of an object are asked for the rows themselves. */
export async function personsWith(
  rows: Rows,
  { set, contacts }: PersonMap,
  by: { phone: string } | { email: string },
): Promise<Read<readonly Row[]>> {
  const found = await rows.list(set, `${contacts.section}/any(d: ${rowFilter(contacts, by, 'd/')})`);
  if (found.state !== 'refused' || found.because !== 'not-supported') return found;
  const lines = await rows.list(`${set}_${contacts.section}`, rowFilter(contacts, by, ''));
  if (lines.state !== 'read') return lines;
  const persons: Row[] = [];
  for (const key of new Set(lines.value.map(keyIn))) {
    const person = await rows.one(set, key);
    if (person.state !== 'read') return person;
    if (person.value) persons.push(person.value);
  }
  return { state: 'read', value: persons };
}

const contactRows = (map: ContactsMap, person: Row): readonly Row[] => {
  const rows = person[map.section];
  return Array.isArray(rows) ? rows.filter((row): row is Row => typeof row === 'object' && row !== null) : [];
};

/** The first of its kind that is one. */
export function contactOf(map: ContactsMap, person: Row, kind: ContactKind): string | null {
  const { field, type } = map[kind];
  const read = kind === 'phone' ? phoneOf : emailOf;
  for (const row of contactRows(map, person)) {
    if (row[map.type] !== type) continue;
    const found = read(textIn(row, field)) ?? read(textIn(row, map.presentation));
    if (found !== null) return found;
  }
  return null;
}

export const addressCity = (map: ContactsMap, person: Row): string | null =>
  cityOf(map, contactRows(map, person));

/** The guid of each kind of contact, as the base has it; without one the row has none. */
export type Kinds = Readonly<Record<ContactKind | 'address', string | null>>;

export async function readKinds(rows: Rows, map: ContactsMap): Promise<Read<Kinds>> {
  const filter = [map.phone, map.email, ...(map.address ? [map.address] : [])]
    .map(({ kind }) => kind)
    .map((name) => `${map.kindName} eq ${text(name)}`)
    .join(' or ');
  const found = await rows.list(map.kinds, filter);
  if (found.state !== 'read') return found;
  const kindOf = ({ kind }: Pick<ContactMap, 'kind'>): string | null => {
    const key = found.value.find((row) => row[map.kindName] === kind)?.['Ref_Key'];
    return isGuid(key) ? key : null;
  };
  return {
    state: 'read',
    value: {
      phone: kindOf(map.phone),
      email: kindOf(map.email),
      address: map.address ? kindOf(map.address) : null,
    },
  };
}

interface Contacts {
  readonly phone: string | null;
  readonly email: string | null;
  /** Absent: it does not stand in an address. */
  readonly city?: string | null;
}

/**
 * All rows of a person with these in them, since a tabular section is written as a whole. Rows of other kinds stay; of each
 * kind the row that was shown is replaced, or taken away where there is none any more.
 */
export function withContacts(
  map: ContactsMap,
  { kinds, person }: { kinds: Kinds; person: Row },
  contacts: Contacts,
): readonly Row[] | null {
  let rows = contactRows(map, person);
  let changed = false;
  for (const kind of ['phone', 'email'] as const) {
    const value = contacts[kind];
    if (contactOf(map, person, kind) === value) continue;
    const at = rows.findIndex((row) => row[map.type] === map[kind].type);
    if (at < 0 && value === null) continue;
    changed = true;
    const made = value === null ? [] : [contactRow(map, kind, { value, key: kinds[kind] })];
    rows = at < 0 ? [...rows, ...made] : rows.toSpliced(at, 1, ...made);
  }
  const { city } = contacts;
  const made = (is: string): Row => addressRow(map, { city: is, key: kinds.address });
  const moved = city === undefined ? null : withCity(map, { rows, key: kinds.address }, { city, made });
  return changed || moved ? numbered(moved ?? rows) : null;
}

function addressRow(map: ContactsMap, { city, key }: { city: string; key: string | null }): Row {
  const { type = '', city: field = '' } = map.address ?? {};
  return {
    [map.type]: type,
    ...(key !== null && { [map.kind]: key }),
    [map.presentation]: city,
    [field]: city,
    ...(map.value && { [map.value.field]: libraryAddress(map.value.as, city) }),
  };
}

/** Row numbers are texts. */
export const numbered = (rows: readonly Row[]): readonly Row[] =>
  rows.map((row, index) => ({ ...row, LineNumber: String(index + 1) }));

function contactRow(
  map: ContactsMap,
  kind: ContactKind,
  { value, key }: { value: string; key: string | null },
): Row {
  const { field, type, withoutCodes } = map[kind];
  const digits = value.replace(/\D/g, '');
  return {
    [map.type]: type,
    ...(key !== null && { [map.kind]: key }),
    [map.presentation]: value,
    [field]: kind === 'phone' ? digits : value,
    ...(withoutCodes !== undefined && { [withoutCodes]: digits.slice(-7) }),
    ...(map.value && { [map.value.field]: libraryValue(map.value.as, { kind, value, type }) }),
  };
}

/** The same, as 1C's library of standard subsystems keeps it: what its forms show and change. */
function libraryValue(
  as: 'json' | 'xml',
  { kind, value, type }: { kind: ContactKind; value: string; type: string },
): string {
  const [, country, town, number] = /^\+(7)(\d{3})(\d{7})$/.exec(value) ?? [];
  if (as === 'json')
    return JSON.stringify({
      version: 4,
      value,
      type,
      ...(number !== undefined && { countryCode: country, areaCode: town, number }),
    });
  const shown = inXml(value);
  const content =
    kind === 'phone'
      ? `<Состав xsi:type="НомерТелефона" КодСтраны="${country ?? ''}" КодГорода="${town ?? ''}" Номер="${number ?? shown}"/>`
      : `<Состав xsi:type="ЭлектроннаяПочта" Значение="${shown}"/>`;
  return libraryXml(shown, content);
}

/** An address as somebody types it who does not use the classifier. */
function libraryAddress(as: 'json' | 'xml', city: string): string {
  if (as === 'json')
    return JSON.stringify({
      version: 4,
      value: city,
      type: 'Адрес',
      addressType: 'ВСвободнойФорме',
      city,
    });
  const shown = inXml(city);
  return libraryXml(
    shown,
    `<Состав xsi:type="Адрес"><Состав xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="xs:string">${shown}</Состав></Состав>`,
  );
}

const inXml = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const libraryXml = (shown: string, content: string): string =>
  '<КонтактнаяИнформация xmlns="http://www.v8.1c.ru/ssl/contactinfo" ' +
  `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" Представление="${shown}">${content}</КонтактнаяИнформация>`;

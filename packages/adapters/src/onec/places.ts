import type { Answered, Person, RecordCommand } from '../system-of-record.ts';
import { numbered } from './contacts.ts';
import { dayOf, isGuid, noDate } from './literals.ts';
import type { AnswerMap, ConsentMap, Place, PropertiesMap, Written } from './profile.ts';
import type { Known } from './settings.ts';
import { type Row, textIn } from './row.ts';
import { sectionOf } from './written.ts';

/** The guid of a property that people have added; null: the settings do not say it. */
export function propertyKey({ values }: Pick<Known, 'values'>, property: string): string | null {
  const key = property.startsWith('$') ? values[property.slice(1)] : property;
  return isGuid(key) ? key.toLowerCase() : null;
}

/** All places that a profile names beside those of every configuration. */
export const placesOf = ({ profile: { person } }: Pick<Known, 'profile'>): readonly Place[] => [
  ...(person.city ? [person.city] : []),
  ...Object.values(person.consents ?? {}),
  ...Object.values(person.answers ?? {}),
];

export const placeFields = (settings: Pick<Known, 'profile'>): readonly string[] =>
  placesOf(settings).flatMap((place) => ('field' in place ? [place.field] : []));

/** The section of added properties, where any of them is named. */
export const usedProperties = (settings: Pick<Known, 'profile'>): PropertiesMap | null =>
  placesOf(settings).some((place) => 'property' in place)
    ? (settings.profile.person.properties ?? null)
    : null;

/** What stands in a place; null: nothing. */
export function standsIn(settings: Known, person: Row, place: Place): Written | null {
  if ('field' in place) return written(person[place.field]);
  const { properties } = settings.profile.person;
  const key = propertyKey(settings, place.property);
  const row = properties && key !== null ? propertyRow(properties, person, key) : undefined;
  if (!properties || !row) return null;
  return textIn(row, properties.text) || written(row[properties.value]);
}

const propertyRow = ({ section, property }: PropertiesMap, person: Row, key: string): Row | undefined =>
  sectionOf(person[section]).find((row) => textIn(row, property).toLowerCase() === key);

const written = (value: unknown): Written | null =>
  typeof value === 'boolean' ||
  typeof value === 'number' ||
  (typeof value === 'string' && value.trim() !== '')
    ? value
    : null;

/** Values of several types are texts to some bases. */
const isSame = (one: Written | null, other: Written | null): boolean =>
  one !== null && other !== null && plain(one) === plain(other);
const plain = (value: Written): string => String(value).trim().toLowerCase();

/** What somebody agrees to, as 1C has it; null: nobody has said anything. */
function agreesIn(settings: Known, person: Row, map: ConsentMap): boolean | null {
  const there = standsIn(settings, person, map);
  if (isSame(there, map.yes)) return true;
  return isSame(there, map.no) ? false : null;
}

export const consentsIn = (settings: Known, person: Row): Readonly<Record<string, boolean>> =>
  Object.fromEntries(
    Object.entries(settings.profile.person.consents ?? {}).flatMap(([name, map]) => {
      const agrees = agreesIn(settings, person, map);
      return agrees === null ? [] : [[name, agrees]];
    }),
  );

export const answersIn = (settings: Known, person: Row): Person['answers'] =>
  Object.fromEntries(
    Object.entries(settings.profile.person.answers ?? {}).map(([id, map]) => [
      id,
      answerOf(map, standsIn(settings, person, map)),
    ]),
  );

function answerOf(map: AnswerMap, there: Written | null): Answered | null {
  if (there === null) return null;
  if (map.as === 'text') return String(there).trim();
  if (map.as === 'date') return dayOf(there);
  if (map.as === 'yes-no') return isSame(there, true) ? true : isSame(there, false) ? false : null;
  if (map.as === 'choice')
    return Object.entries(map.options).find(([, stands]) => isSame(there, stands))?.[0] ?? null;
  const number = Number(there);
  // A field that nobody has filled holds a nought.
  return Number.isFinite(number) && !('field' in map && number === 0) ? number : null;
}

/** What stands for an answer; null: nothing, undefined: it cannot be said there. */
function standingFor(map: AnswerMap, answer: Answered | null): Written | null | undefined {
  if (answer === null) return null;
  if (map.as === 'choice') return typeof answer === 'string' ? map.options[answer] : undefined;
  if (typeof answer === 'object') return undefined;
  return map.as === 'date' ? `${String(answer)}T00:00:00` : answer;
}

/** What is to stand somewhere; null: nothing. */
interface Put {
  readonly place: Place;
  readonly value: Written | null;
  /** What an emptied field holds. */
  readonly nothing: Written;
}

/** What of the places in a person is to be written, by field; the section of properties as a whole. */
export function placeChanges(settings: Known, who: RecordCommand['who'], person: Row): Row {
  const { city, consents = {}, answers = {} } = settings.profile.person;
  const puts: Put[] = [
    ...(city ? [{ place: city, value: who.city, nothing: '' }] : []),
    ...Object.entries(consents).flatMap(([name, map]) => consentPut(settings, person, { map, name, who })),
    ...Object.entries(answers).flatMap(([id, map]) => {
      const answer = who.answers[id];
      const value = answer === undefined ? undefined : standingFor(map, answer);
      return value === undefined ? [] : [{ place: map, value, nothing: nothingIn(map) }];
    }),
  ];
  return putInto(settings, person, puts);
}

/** Nothing that somebody has said of themselves is left in them. */
export const placesEmptied = (settings: Known, person: Row): Row => {
  const { city, consents = {}, answers = {} } = settings.profile.person;
  return putInto(settings, person, [
    ...(city ? [{ place: city, value: null, nothing: '' }] : []),
    ...Object.values(consents).map((map) => ({ place: map, value: null, nothing: map.no })),
    ...Object.values(answers).map((map) => ({ place: map, value: null, nothing: nothingIn(map) })),
  ]);
};

function consentPut(
  settings: Known,
  person: Row,
  { map, name, who }: { map: ConsentMap; name: string; who: RecordCommand['who'] },
): readonly Put[] {
  const asked = who.consents[name];
  if (asked === undefined) return [];
  const there = agreesIn(settings, person, map);
  if (asked === 'no') return there === false ? [] : [{ place: map, value: map.no, nothing: map.no }];
  const mayBe = asked === 'anew' ? there !== true : there === null;
  return mayBe ? [{ place: map, value: map.yes, nothing: map.no }] : [];
}

const nothingIn = ({ as }: AnswerMap): Written =>
  ({ text: '', choice: '', number: 0, date: noDate, 'yes-no': false })[as];

function putInto(settings: Known, person: Row, puts: readonly Put[]): Row {
  const changes: Record<string, unknown> = {};
  const { properties } = settings.profile.person;
  let rows = properties ? sectionOf(person[properties.section]) : [];
  let moved = false;
  for (const { place, value, nothing } of puts) {
    const there = standsIn(settings, person, place);
    if ('field' in place) {
      if (!isSame(there ?? nothing, value ?? nothing)) changes[place.field] = value ?? nothing;
      continue;
    }
    const key = propertyKey(settings, place.property);
    if (!properties || key === null || isSame(there, value) || (there === null && value === null)) continue;
    moved = true;
    const others = rows.filter((row) => textIn(row, properties.property).toLowerCase() !== key);
    rows = value === null ? others : [...others, rowFor(properties, key, value)];
  }
  return { ...changes, ...(moved && properties && { [properties.section]: numbered(rows) }) };
}

/** A value of several types is a text, and its type stands beside it. */
const rowFor = ({ property, value: field, text }: PropertiesMap, key: string, value: Written): Row => ({
  [property]: key,
  [field]: String(value),
  [`${field}_Type`]: typeOf(value),
  [text]: typeOf(value) === 'Edm.String' ? value : '',
});

function typeOf(value: Written): string {
  if (typeof value === 'boolean') return 'Edm.Boolean';
  if (typeof value === 'number') return 'Edm.Double';
  if (isGuid(value)) return 'StandardODATA.Catalog_ЗначенияСвойствОбъектов';
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(value) ? 'Edm.DateTime' : 'Edm.String';
}

/** The fields that say who somebody is. */
export const personFields = (settings: Known): readonly (string | undefined)[] => {
  const { person } = settings.profile;
  return [
    person.fullName,
    person.surname,
    person.givenName,
    person.birthDate,
    person.gender?.field,
    person.suspended?.field,
    person.contacts.section,
    ...placeFields(settings),
    usedProperties(settings)?.section,
  ];
};

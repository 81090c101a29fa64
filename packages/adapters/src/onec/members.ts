import type { FoundBy, Read, RecordedCard, RecordedMember } from '../system-of-record.ts';
import type { Base } from './base.ts';
import { cardByNumber, cardsOf, isElsewhere, ownerOf, recordedCard } from './cards.ts';
import { addressCity, contactOf, personsWith } from './contacts.ts';
import { dayOf } from './literals.ts';
import { nameOf } from './names.ts';
import { answersIn, consentsIn, personFields, standsIn } from './places.ts';
import type { Place } from './profile.ts';
import { recordIdOf, whoseIs, type Whose } from './record-id.ts';
import type { Known } from './settings.ts';
import { type Row, keyIn } from './row.ts';
import { lacking, without } from './written.ts';

export async function findMember(base: Base, by: FoundBy): Promise<Read<RecordedMember | null>> {
  const found = await findWhose(base, by);
  return found.state === 'read' && found.value !== null ? readWhose(base, found.value) : nobodyIn(found);
}

export async function readMember(base: Base, recordId: string): Promise<Read<RecordedMember | null>> {
  const whose = whoseIs(recordId);
  return whose ? readWhose(base, whose) : { state: 'read', value: null };
}

/** Whom a phone, an address or a card leads to. */
export async function findWhose(base: Base, by: FoundBy): Promise<Read<Whose | null>> {
  if ('card' in by) {
    const card = await cardByNumber(base, by.card);
    return card.state === 'read' && card.value
      ? { state: 'read', value: whoseCard(base, card.value) }
      : nobodyIn(card);
  }
  const found = await personsWith(base.rows, base.settings.profile.person, by);
  if (found.state !== 'read') return found;
  // Several have one phone where somebody was entered twice. One that is not to be deleted comes first, then the lowest key.
  const [first] = found.value
    .filter((row) => row['IsFolder'] !== true)
    .toSorted((a, b) => rank(a).localeCompare(rank(b)));
  return { state: 'read', value: first ? { person: keyIn(first) } : null };
}

const rank = (row: Row): string => `${row['DeletionMark'] === true ? 1 : 0}${keyIn(row)}`;

/** Somebody's, or the card itself where nobody's name is on it. */
function whoseCard({ settings }: Base, card: Row): Whose | null {
  if (isElsewhere(settings, card)) return null;
  const owner = ownerOf(settings, card);
  return owner === null ? { card: keyIn(card) } : { person: owner };
}

const nobodyIn = (found: Read<unknown>): Read<null> =>
  found.state === 'read' ? { state: 'read', value: null } : found;

async function readWhose(base: Base, whose: Whose): Promise<Read<RecordedMember | null>> {
  return 'person' in whose ? readPerson(base, whose.person) : readCard(base, whose.card);
}

async function readPerson(base: Base, key: string): Promise<Read<RecordedMember | null>> {
  const { settings, rows } = base;
  const person = await rows.one(settings.profile.person.set, key);
  if (person.state !== 'read' || person.value === null) return nobodyIn(person);
  // What is not there has not been emptied.
  const lacks = without(settings.profile.person.set, lacking(person.value, personFields(settings)));
  if (lacks) return lacks;
  const cards = await cardsOf(base, key);
  if (cards.state !== 'read') return cards;
  const keys = settings.profile.points.by === 'person' ? [key] : cards.value.map((card) => keyIn(card));
  const points = await pointsOf(base, keys);
  if (points.state !== 'read') return points;
  const member: RecordedMember = {
    ...personOf(settings, person.value),
    recordId: recordIdOf({ person: key }),
    cards: cards.value.map((card) => recordedCard(settings, card)).filter(isThere),
    points: points.value,
    suspended: isSuspended(settings, person.value),
  };
  return { state: 'read', value: member };
}

/** A card that nobody's name is on: it may hold points, where those are kept by card. */
async function readCard(base: Base, key: string): Promise<Read<RecordedMember | null>> {
  const { settings, rows } = base;
  const card = await rows.one(settings.profile.card.set, key);
  if (card.state !== 'read' || card.value === null) return nobodyIn(card);
  const owner = whoseCard(base, card.value);
  if (owner === null || 'person' in owner) return owner ? readWhose(base, owner) : nobodyIn(card);
  const points =
    settings.profile.points.by === 'card'
      ? await pointsOf(base, [key])
      : ({ state: 'read', value: null } as const);
  if (points.state !== 'read') return points;
  const member: RecordedMember = {
    ...personOf(settings, {}),
    recordId: recordIdOf(owner),
    cards: [recordedCard(settings, card.value)].filter(isThere),
    points: points.value,
    suspended: false,
  };
  return { state: 'read', value: member };
}

/** What they may spend: no part of a point, and nothing where they owe. */
async function pointsOf({ settings, balance }: Base, keys: readonly string[]): Promise<Read<number>> {
  if (keys.length === 0) return { state: 'read', value: 0 };
  const balances = await balance(keys);
  if (balances.state !== 'read') return balances;
  const hundredths = balances.value.values().reduce((sum, one) => sum + one, 0);
  return {
    state: 'read',
    value: Math.max(0, Math.floor((hundredths * settings.pointsPerUnit) / 100)),
  };
}

const isThere = (card: RecordedCard | null): card is RecordedCard => card !== null;

function isSuspended({ profile }: Known, row: Row): boolean {
  const { suspended } = profile.person;
  return (suspended && row[suspended.field] === suspended.yes) || row['DeletionMark'] === true;
}

function personOf(settings: Known, row: Row) {
  const { profile } = settings;
  const { contacts, birthDate, gender, city } = profile.person;
  const said = gender && row[gender.field];
  return {
    phone: contactOf(contacts, row, 'phone'),
    email: contactOf(contacts, row, 'email'),
    ...nameOf(profile.person, row),
    birthDate: birthDate === undefined ? null : dayOf(row[birthDate]),
    gender: gender && said === gender.female ? 'female' : gender && said === gender.male ? 'male' : null,
    city: city ? cityIn(settings, row, city) : addressCity(contacts, row),
    answers: answersIn(settings, row),
    consents: consentsIn(settings, row),
  } as const;
}

function cityIn(settings: Known, row: Row, place: Place): string | null {
  const there = standsIn(settings, row, place);
  return there === null ? null : String(there).trim();
}

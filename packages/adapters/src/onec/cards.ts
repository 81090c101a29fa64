import type { Read, RecordedCard } from '../system-of-record.ts';
import type { Base } from './base.ts';
import { guid, isGuid, text } from './literals.ts';
import type { CardMap } from './profile.ts';
import type { Known } from './settings.ts';
import { type Row, textIn } from './row.ts';
import { lacking, without } from './written.ts';

/** All cards of somebody, in the order of their keys. */
export async function cardsOf({ settings, rows }: Base, person: string): Promise<Read<readonly Row[]>> {
  const { card, person: people } = settings.profile;
  const { field, composite } = card.owner;
  const found = await rows.list(
    card.set,
    composite
      ? // A bare guid compared with such a field finds nothing, and says nothing.
        `${field} eq cast(${guid(person)},${text(people.set)})`
      : `${field}_Key eq ${guid(person)}`,
  );
  return found.state === 'read' ? whole(settings, found.value) : found;
}

/** No folders; and where nothing says whether a card is blocked, it is not known to be good. */
function whole({ profile: { card } }: Known, found: readonly Row[]): Read<readonly Row[]> {
  const cards = found.filter((row) => row['IsFolder'] !== true);
  const lacks = cards.map((row) => without(card.set, lacking(row, [card.blocked.field]))).find(Boolean);
  return lacks ?? { state: 'read', value: cards };
}

/** A card by what is printed on it. One that is in use comes before one that is not. */
export async function cardByNumber({ settings, rows }: Base, number: string): Promise<Read<Row | null>> {
  const { card } = settings.profile;
  const filter = card.numbers.map((field) => `${field} eq ${text(number)}`).join(' or ');
  const found = await rows.list(card.set, filter);
  const cards = found.state === 'read' ? whole(settings, found.value) : found;
  if (cards.state !== 'read') return cards;
  const value = cards.value.find((row) => !isBlocked(card, row)) ?? cards.value[0];
  if (value || !card.barcodes) return { state: 'read', value: value ?? null };
  return cardByBarcode({ settings, rows }, card.barcodes, number);
}

async function cardByBarcode(
  { settings, rows }: Pick<Base, 'settings' | 'rows'>,
  barcodes: NonNullable<CardMap['barcodes']>,
  number: string,
): Promise<Read<Row | null>> {
  const { card } = settings.profile;
  const found = await rows.list(barcodes.set, `${barcodes.code} eq ${text(number)}`);
  if (found.state !== 'read') return found;
  const of = found.value.find((row) => row[`${barcodes.owner}_Type`] === `StandardODATA.${card.set}`);
  const key = of?.[barcodes.owner];
  return isGuid(key) ? rows.one(card.set, key) : { state: 'read', value: null };
}

/** Whose a card is; null: nobody's. */
export function ownerOf({ profile }: Pick<Known, 'profile'>, card: Row): string | null {
  const { field, composite } = profile.card.owner;
  const key = card[composite ? field : `${field}_Key`];
  if (!isGuid(key)) return null;
  return key.toLowerCase();
}

/** Whether its owner is of a catalogue that is not of members: a company. */
export const isElsewhere = ({ profile }: Known, card: Row): boolean =>
  profile.card.owner.composite &&
  ownerOf({ profile }, card) !== null &&
  card[`${profile.card.owner.field}_Type`] !== `StandardODATA.${profile.person.set}`;

/** What a card gets written for its owner. */
export function ownedBy({ profile }: Known, person: string): Row {
  const { field, composite } = profile.card.owner;
  return composite
    ? { [field]: person, [`${field}_Type`]: `StandardODATA.${profile.person.set}` }
    : { [`${field}_Key`]: person };
}

export function recordedCard({ profile }: Known, row: Row): RecordedCard | null {
  const number = profile.card.numbers.map((field) => textIn(row, field)).find((code) => code !== '');
  return number === undefined ? null : { number, state: isBlocked(profile.card, row) ? 'blocked' : 'active' };
}

export const isBlocked = ({ blocked }: CardMap, row: Row): boolean =>
  row[blocked.field] === blocked.yes || row['DeletionMark'] === true;

import type { Away, Carried, RecordCommand, Refused } from '../system-of-record.ts';
import { refused } from '../http/ask-system.ts';
import type { Base } from './base.ts';
import { cardsOf, ownerOf } from './cards.ts';
import { gatherPoints } from './gather-points.ts';
import { giveCard, putCard } from './give-card.ts';
import { noDate } from './literals.ts';
import { findWhose } from './members.ts';
import { lackingIn, personChanges } from './person-fields.ts';
import { consentsIn, placesEmptied } from './places.ts';
import { movePoints } from './points.ts';
import { recordIdOf, whoseIs, type Whose } from './record-id.ts';
import { filled, type Known } from './settings.ts';
import { keyIn, textIn, type Row } from './row.ts';
import { unfilled } from './written.ts';

type Act = RecordCommand['act'];
type Carry<A extends Act> = (base: Base, command: RecordCommand & { act: A }) => Promise<Carried>;

/** Each act again is done as it was the first time: what it makes has keys made of the command's. */
const acts: { readonly [A in Act]: Carry<A> } = {
  register,
  change,
  suspend: (base, command) => suspend(base, command, true),
  resume: (base, command) => suspend(base, command, false),
  'put-card': (base, command) =>
    toPerson(base, command, async (person) => {
      const put = await putCard(base, command, person);
      return put.state === 'done' ? gatherPoints(base, command, person) : put;
    }),
  points: movePoints,
  // Receipts come to 1C from the tills, by its own exchange.
  receipt: () => Promise.resolve({ state: 'kept' }),
  merge,
  forget,
};

export const carryOut = <A extends Act>(base: Base, command: RecordCommand & { act: A }): Promise<Carried> =>
  (acts[command.act] as Carry<A>)(base, command);

const notThere = (): Refused => refused('not-there');

/** Somebody new, unless a phone or a card leads to somebody. */
async function register(base: Base, command: RecordCommand): Promise<Carried> {
  const { who, commandId } = command;
  const there = await whoIsThere(base, command);
  if (there.state !== 'read') return there;
  const ours = commandId.toLowerCase();
  // Made by this very command, whose answer was lost or was a no, they are no news, and may lack something.
  if (there.value !== null && 'person' in there.value && there.value.person !== ours) {
    const given = await giveCard(base, command, there.value.person);
    if (given.state !== 'read') return given;
    return { state: 'done', recordId: recordIdOf(there.value), found: true };
  }
  const { settings, rows } = base;
  const kinds = await base.kinds();
  if (kinds.state !== 'read') return kinds;
  const { person } = settings.profile;
  const made = await rows.make(
    person.set,
    {
      ...filled(settings, person.fresh),
      ...personChanges(settings, who, { person: {}, kinds: kinds.value }),
      Ref_Key: commandId,
    },
    unfilled,
  );
  if (made.state !== 'read') return made;
  const given = await giveCard(base, command, ours);
  return given.state === 'read' ? { state: 'done', recordId: ours } : given;
}

async function whoIsThere(
  base: Base,
  { who }: RecordCommand,
): Promise<{ state: 'read'; value: Whose | null } | Away | Refused> {
  if (who.recordId !== null) {
    const known = whoseIs(who.recordId);
    if (known !== null) return { state: 'read', value: known };
  }
  if (who.phone !== null) {
    const found = await findWhose(base, { phone: who.phone });
    if (found.state !== 'read' || found.value !== null) return found;
  }
  return who.card === null ? { state: 'read', value: null } : findWhose(base, { card: who.card });
}

/** What is known of them here is written over what 1C has. */
async function change(base: Base, command: RecordCommand): Promise<Carried> {
  const { settings, rows } = base;
  const whose = command.who.recordId === null ? null : whoseIs(command.who.recordId);
  // A card that nobody's name was on has an owner from now on.
  if (whose && 'card' in whose) return registerOwner(base, command, whose.card);
  return toPerson(base, command, async (person) => {
    const kinds = await base.kinds();
    if (kinds.state !== 'read') return kinds;
    const there = await rows.one(settings.profile.person.set, person);
    // What was written a moment ago is not written again, so it could not be seen that a part of it was left out.
    const lacks = there.state === 'read' && there.value && lackingIn(settings, there.value);
    if (lacks) return lacks;
    const changed = await rows.change(settings.profile.person.set, person, (row) =>
      personChanges(settings, command.who, { person: row, kinds: kinds.value }),
    );
    if (changed.state !== 'read') return changed;
    if (changed.value === null) return notThere();
    return stillAgrees(settings, command.who, changed.value) ?? { state: 'done' };
  });
}

/** Who has withdrawn a consent and still has it there, by whatever code of the configuration: nobody may take that for done. */
function stillAgrees(settings: Known, { consents }: RecordCommand['who'], there: Row): Refused | null {
  const has = consentsIn(settings, there);
  const kept = Object.keys(consents).filter((name) => consents[name] === 'no' && has[name] === true);
  return kept.length > 0
    ? refused('consent-stays', { names: kept.join(', '), setting: 'person.consents' })
    : null;
}

async function registerOwner(base: Base, command: RecordCommand, card: string): Promise<Carried> {
  const registered = await register(base, {
    ...command,
    who: { ...command.who, recordId: null, card: null },
  });
  if (registered.state !== 'done' || registered.recordId === undefined) return registered;
  const given = await giveCard(base, command, registered.recordId, card);
  return given.state === 'read' ? registered : given;
}

async function suspend(base: Base, command: RecordCommand, yes: boolean): Promise<Carried> {
  const { set, suspended } = base.settings.profile.person;
  if (!suspended && yes) return { state: 'kept' };
  return toPerson(base, command, async (person) => {
    const changed = await base.rows.change(set, person, (row) => {
      const changes: Row = {
        ...(suspended && { [suspended.field]: yes ? suspended.yes : suspended.no }),
        // One that was part of another, and is itself again.
        ...(!yes && { DeletionMark: false }),
      };
      return Object.entries(changes).every(([field, value]) => row[field] === value) ? null : changes;
    });
    if (changed.state !== 'read') return changed;
    return changed.value ? { state: 'done' } : notThere();
  });
}

/** Their cards are another's from now on, and the person is marked for deletion. Points move by acts of their own, before this one. */
async function merge(base: Base, command: RecordCommand & { act: 'merge' }): Promise<Carried> {
  const into = whoseIs(command.intoRecordId);
  if (!into || 'card' in into) return refused('not-there', { names: command.intoRecordId });
  const whose = command.who.recordId === null ? null : whoseIs(command.who.recordId);
  if (whose && 'card' in whose) {
    const given = await giveCard(base, command, into.person, whose.card);
    return given.state === 'read' ? { state: 'done' } : given;
  }
  return toPerson(base, command, async (person) => {
    if (person === into.person) return { state: 'done' };
    const there = await base.rows.one(base.settings.profile.person.set, into.person);
    if (there.state !== 'read') return there;
    if (there.value === null) return refused('not-there', { names: into.person });
    const cards = await cardsOf(base, person);
    if (cards.state !== 'read') return cards;
    for (const card of cards.value) {
      const given = await giveCard(base, command, into.person, keyIn(card));
      if (given.state !== 'read') return given;
    }
    const marked = await base.rows.change(base.settings.profile.person.set, person, (row) =>
      row['DeletionMark'] === true ? null : { DeletionMark: true },
    );
    return marked.state === 'read' ? { state: 'done' } : marked;
  });
}

/** Nothing that names them is left; documents stay as they are, and lead to somebody without a name. */
async function forget(base: Base, command: RecordCommand): Promise<Carried> {
  const { settings, rows } = base;
  const whose = command.who.recordId === null ? null : whoseIs(command.who.recordId);
  if (!whose) return { state: 'done' };
  const cards =
    'card' in whose
      ? await rows.one(settings.profile.card.set, whose.card)
      : await cardsOf(base, whose.person);
  if (cards.state !== 'read') return cards;
  for (const card of [cards.value].flat()) {
    if (card === null) continue;
    const forgotten = await forgetCard(base, keyIn(card));
    if (forgotten.state !== 'read') return forgotten;
  }
  if ('card' in whose) return { state: 'done' };
  const { person } = settings.profile;
  const cleared = await rows.change(person.set, whose.person, (there) => ({
    [person.fullName]: FORGOTTEN,
    ...Object.fromEntries((person.alsoFullName ?? []).map((field) => [field, FORGOTTEN])),
    ...Object.fromEntries(
      [person.surname, person.givenName].flatMap((field) => (field ? [[field, '']] : [])),
    ),
    ...(person.birthDate !== undefined && { [person.birthDate]: noDate }),
    ...(person.gender && { [person.gender.field]: '' }),
    [person.contacts.section]: [],
    ...placesEmptied(settings, there),
    DeletionMark: true,
  }));
  return cleared.state === 'read' ? { state: 'done' } : cleared;
}
const FORGOTTEN = 'Удалён по требованию';

/** The title of a card is often its owner's name. */
function forgetCard({ settings, rows }: Base, key: string) {
  const { card } = settings.profile;
  return rows.change(card.set, key, (row) => ({
    [card.title]: card.numbers.map((field) => textIn(row, field)).find((code) => code !== '') ?? FORGOTTEN,
    [card.blocked.field]: card.blocked.yes,
    DeletionMark: true,
  }));
}

/** Does something to the person whom the command is about. */
async function toPerson(
  base: Base,
  { who }: RecordCommand,
  act: (person: string) => Promise<Carried>,
): Promise<Carried> {
  const whose = who.recordId === null ? null : whoseIs(who.recordId);
  if (whose && 'person' in whose) return act(whose.person);
  if (!whose) return notThere();
  // Meanwhile somebody may have become its owner.
  const card = await base.rows.one(base.settings.profile.card.set, whose.card);
  if (card.state !== 'read') return card;
  const owner = card.value && ownerOf(base.settings, card.value);
  return owner !== null ? act(owner) : refused('no-owner', { names: whose.card });
}

import type { Carried, Read, RecordCommand } from '../system-of-record.ts';
import type { Base } from './base.ts';
import { cardByNumber, isElsewhere, ownedBy, ownerOf } from './cards.ts';
import { keyOf } from './literals.ts';
import { filled } from './settings.ts';
import { type Row, keyIn } from './row.ts';
import { unfilled } from './written.ts';

/** The card they show becomes theirs in 1C; one that is another's stays so. Gives its key; null: they have none, or not this one. */
export async function giveCard(
  base: Base,
  command: RecordCommand,
  person: string,
  key?: string,
): Promise<Read<string | null>> {
  const { settings, rows } = base;
  if (key !== undefined) {
    const changed = await rows.change(settings.profile.card.set, key, (row) =>
      ownerOf(settings, row) === person ? null : ownedBy(settings, person),
    );
    return changed.state === 'read' ? { state: 'read', value: changed.value && key } : changed;
  }
  const { card } = command.who;
  if (card === null) return { state: 'read', value: null };
  const found = await cardByNumber(base, card);
  if (found.state !== 'read') return found;
  if (found.value === null || keyIn(found.value) === keyOf(command.commandId, 'card'))
    return makeCard(base, command, { person, number: card });
  const owner = ownerOf(settings, found.value);
  const there = keyIn(found.value);
  if (owner === null) return giveCard(base, command, person, there);
  return { state: 'read', value: owner === person ? there : null };
}

async function makeCard(
  { settings, rows }: Base,
  { commandId }: RecordCommand,
  { person, number, blocked }: { person: string; number: string; blocked?: boolean },
): Promise<Read<string>> {
  const { card } = settings.profile;
  const key = keyOf(commandId, 'card');
  const made = await rows.make(
    card.set,
    {
      ...filled(settings, card.fresh),
      [card.blocked.field]: blocked === true ? card.blocked.yes : card.blocked.no,
      [card.title]: number,
      ...Object.fromEntries(card.numbers.slice(0, 1).map((field) => [field, number])),
      ...ownedBy(settings, person),
      Ref_Key: key,
    },
    unfilled,
  );
  return made.state === 'read' ? { state: 'read', value: key } : made;
}

/**
 * Whose a card is here it is in 1C too. Only what points are kept on does not pass on with them: they would count for somebody else. Such
 * a card moves when the two become one.
 */
async function mayBeGiven({ settings, balance }: Base, card: Row, person: string): Promise<Read<boolean>> {
  const owner = ownerOf(settings, card);
  if (owner === null || owner === person) return { state: 'read', value: true };
  if (isElsewhere(settings, card)) return { state: 'read', value: false };
  if (settings.profile.points.by === 'person') return { state: 'read', value: true };
  const on = await balance([keyIn(card)], []);
  return on.state === 'read' ? { state: 'read', value: (on.value.get(keyIn(card)) ?? 0) === 0 } : on;
}

/** A card is there, in this state. */
export async function putCard(
  base: Base,
  command: RecordCommand & { act: 'put-card' },
  person: string,
): Promise<Carried> {
  const { settings, rows } = base;
  const { card: map } = settings.profile;
  const { number, state } = command.card;
  const found = await cardByNumber(base, number);
  if (found.state !== 'read') return found;
  if (found.value === null || keyIn(found.value) === keyOf(command.commandId, 'card')) {
    const made = await makeCard(base, command, { person, number, blocked: state === 'blocked' });
    if (made.state !== 'read') return made;
    if (found.value === null) return { state: 'done' };
  }
  const may = await mayBeGiven(base, found.value, person);
  if (may.state !== 'read') return may;
  if (!may.value) return { state: 'kept' };
  const value = map.blocked[state === 'blocked' ? 'yes' : 'no'];
  const changed = await rows.change(map.set, keyIn(found.value), (row) => {
    const changes: Row = {
      ...(ownerOf(settings, row) !== person && ownedBy(settings, person)),
      ...(row[map.blocked.field] !== value && { [map.blocked.field]: value }),
    };
    return Object.keys(changes).length > 0 ? changes : null;
  });
  return changed.state === 'read' ? { state: 'done' } : changed;
}

import type { Carried, PointsAct, Read, RecordCommand } from '../system-of-record.ts';
import { refused } from '../http/ask-system.ts';
import type { Base } from './base.ts';
import { cardByNumber, cardsOf, isBlocked, ownerOf } from './cards.ts';
import { giveCard } from './give-card.ts';
import { localTime } from './literals.ts';
import { whoseIs, type Whose } from './record-id.ts';
import { entity, failed, type Created } from './rows.ts';
import { filled, type Known } from './settings.ts';
import { type Row, keyIn } from './row.ts';

type PointsCommand = RecordCommand & PointsAct;

/**
 * A document moves them, and its key is the command's: given again, 1C says that it has it, and it counts once. Posting it is a
 * step of its own, which 1C may refuse; the document then waits there, and is posted when the command comes again.
 */
export async function movePoints(base: Base, command: PointsCommand): Promise<Carried> {
  const { settings, rows } = base;
  const programme = settings.kinds[command.kind];
  if (programme === null) return { state: 'kept' };
  const points = inUnits(settings, command.points);
  if (points === null)
    return refused(
      'not-divisible',
      `1C has no parts of a point smaller than a hundredth: ${command.points}.`,
    );
  const whose = command.who.recordId === null ? null : whoseIs(command.who.recordId);
  if (!whose) return refused('not-there', 'Nobody in 1C is called this; find them anew.');
  const owner = await holderOf(base, command, whose);
  if (owner.state !== 'read') return owner;
  if (owner.value === null)
    return refused('no-card', 'In 1C points are kept by card, and they have none. Give them one.');
  const { document } = settings.profile.points;
  const made = await rows.create(
    document.set,
    documentOf(settings, command, { points, owner: owner.value, programme: programme ?? settings.programme }),
  );
  if (made.state !== 'read') return made;
  return post(base, command.commandId, made.value);
}

async function post({ settings, line, rows }: Base, key: string, made: Created): Promise<Carried> {
  const { set } = settings.profile.points.document;
  const read: Read<Row | null> =
    made.state === 'created' ? { state: 'read', value: made.row } : await rows.one(set, key);
  if (read.state !== 'read') return read;
  if (read.value?.['Posted'] === true) return done(read.value);
  const posted = await line.ask({
    method: 'POST',
    path: [entity(set, key), 'Post'],
    query: { PostingModeOperational: 'false' },
  });
  if (posted.state === 'answered') return done(read.value);
  return posted.state === 'refused' && posted.because === 'onec-error'
    ? refused('not-posted', posted.detail)
    : failed(posted);
}

const done = (document: Row | null): Carried => {
  const number = document?.['Number'];
  return { state: 'done', ...(typeof number === 'string' && { reference: number.trim() }) };
};

/** Whom the register keeps points by: the person, or a card of theirs. */
async function holderOf(base: Base, command: PointsCommand, whose: Whose): Promise<Read<string | null>> {
  const { points, card: map } = base.settings.profile;
  if (points.by === 'person') return { state: 'read', value: 'person' in whose ? whose.person : null };
  if ('card' in whose) return { state: 'read', value: whose.card };
  const shown = await giveCard(base, command, whose.person);
  if (shown.state !== 'read' || shown.value !== null) return shown;
  const cards = await cardsOf(base, whose.person);
  if (cards.state !== 'read') return cards;
  const any = cards.value.find((row) => !isBlocked(map, row)) ?? cards.value[0];
  if (any) return { state: 'read', value: keyIn(any) };
  return cardOfMerged(base, command, whose.person);
}

/** A card that was theirs is another's once they have become part of them; what they still owe or have is on it. */
async function cardOfMerged(
  base: Base,
  { who }: PointsCommand,
  person: string,
): Promise<Read<string | null>> {
  const { settings, rows } = base;
  const was = await rows.one(settings.profile.person.set, person);
  if (was.state !== 'read' || was.value?.['DeletionMark'] !== true || who.card === null)
    return was.state === 'read' ? { state: 'read', value: null } : was;
  const card = await cardByNumber(base, who.card);
  if (card.state !== 'read' || card.value === null)
    return card.state === 'read' ? { state: 'read', value: null } : card;
  return {
    state: 'read',
    value: ownerOf(settings, card.value) === null ? null : keyIn(card.value),
  };
}

interface Movement {
  readonly points: number;
  readonly owner: string;
  readonly programme: string | null;
}

function documentOf(settings: Known, command: PointsCommand, { points, owner, programme }: Movement): Row {
  const { document } = settings.profile.points;
  const rows = points > 0 ? document.earned : document.spent;
  const date = localTime(command.at, settings.timeZone);
  return {
    ...filled(settings, rows.head),
    Ref_Key: command.commandId,
    Date: date,
    ...(document.programme !== undefined && programme !== null && { [document.programme]: programme }),
    ...(document.comment !== undefined && { [document.comment]: commentOf(command) }),
    [rows.section]: [
      {
        ...filled(settings, rows.fresh),
        LineNumber: '1',
        [rows.owner]: owner,
        [rows.points]: Math.abs(points),
        ...(rows.day !== undefined && { [rows.day]: `${date.slice(0, 10)}T00:00:00` }),
      },
    ],
  };
}

/** For whoever looks the document up in 1C: why, and where to look here. */
const commentOf = ({ because, receiptId }: PointsCommand): string =>
  receiptId === null ? `Bonum: ${because}` : `Bonum: ${because}, ${receiptId}`;

/** In 1C's points, which have two decimals; null: so many of Bonum's cannot be said in them. */
function inUnits({ pointsPerUnit }: Known, points: number): number | null {
  const hundredths = (points * 100) / pointsPerUnit;
  return Number.isSafeInteger(hundredths) ? hundredths / 100 : null;
}

import { refused } from '../http/ask-system.ts';
import type { Carried, PointsAct, RecordCommand } from '../system-of-record.ts';
import type { Base } from './base.ts';
import { localTime } from './literals.ts';
import { whoseIs } from './record-id.ts';
import type { Row } from './row.ts';
import { entity, failed } from './rows.ts';
import { filled, type Known } from './settings.ts';
import { sharesOf, type Share } from './shares.ts';
import { differing } from './written.ts';

type PointsCommand = RecordCommand & PointsAct;

/**
 * A document moves them, and its key is the command's: given again, 1C says that it has it, and it counts once. Posting it is a
 * step of its own, which 1C may refuse; the document then waits there, and is posted when the command comes again.
 */
export async function movePoints(base: Base, command: PointsCommand): Promise<Carried> {
  const { settings, rows } = base;
  const kind = settings.kinds[command.kind];
  if (kind === null) return { state: 'kept' };
  const programme = kind ?? settings.programme;
  const hundredths = (command.points * 100) / settings.pointsPerUnit;
  if (!Number.isSafeInteger(hundredths))
    return refused('not-divisible', { names: String(command.points), setting: 'pointsPerUnit' });
  const whose = command.who.recordId === null ? null : whoseIs(command.who.recordId);
  if (!whose) return refused('not-there');
  const shares = await sharesOf(base, command, { whose, hundredths, programme });
  if (shares.state !== 'read') return shares;
  if (shares.value === null) return refused('no-card');
  const { set } = settings.profile.points.document;
  // Of one that was made before and waits, which card has how much may have changed meanwhile.
  const made = await rows.make(
    set,
    documentOf(settings, command, { shares: shares.value, programme }),
    differing,
  );
  return made.state === 'read' ? post(base, command, made.value) : made;
}

async function post({ settings, line }: Base, command: PointsCommand, made: Row | null): Promise<Carried> {
  if (made?.['Posted'] === true) return done(made);
  const posted = await line.ask({
    method: 'POST',
    path: [entity(settings.profile.points.document.set, command.commandId), 'Post'],
    query: { PostingModeOperational: 'false' },
  });
  if (posted.state === 'answered') return done(made);
  return posted.state === 'refused' && posted.because === 'onec-error'
    ? refused('not-posted', posted.about)
    : failed(posted);
}

const done = (document: Row | null): Carried => {
  const number = document?.['Number'];
  return { state: 'done', ...(typeof number === 'string' && { reference: number.trim() }) };
};

function documentOf(
  settings: Known,
  command: PointsCommand,
  { shares, programme }: { shares: readonly Share[]; programme: string | null },
): Row {
  const { document } = settings.profile.points;
  const { head } = command.points > 0 ? document.earned : document.spent;
  return {
    ...filled(settings, head),
    Ref_Key: command.commandId,
    Date: localTime(command.at, settings.timeZone),
    ...(document.programme !== undefined && programme !== null && { [document.programme]: programme }),
    ...(document.comment !== undefined && { [document.comment]: commentOf(command) }),
    ...sectionOf(settings, command, shares),
  };
}

function sectionOf(settings: Known, { points, at }: PointsCommand, shares: readonly Share[]): Row {
  const { earned, spent } = settings.profile.points.document;
  const map = points > 0 ? earned : spent;
  const day = `${localTime(at, settings.timeZone).slice(0, 10)}T00:00:00`;
  return {
    [map.section]: shares.map(({ owner, hundredths }, index) => ({
      ...filled(settings, map.fresh),
      LineNumber: String(index + 1),
      [map.owner]: owner,
      [map.points]: Math.abs(hundredths) / 100,
      ...(map.day !== undefined && { [map.day]: day }),
    })),
  };
}

/** For whoever looks the document up in 1C: why, and where to look here. */
const commentOf = ({ because, receiptId }: PointsCommand): string =>
  receiptId === null ? `Bonum: ${because}` : `Bonum: ${because}, ${receiptId}`;

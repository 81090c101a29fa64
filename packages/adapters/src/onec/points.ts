import { refused } from '../http/ask-system.ts';
import type { Carried, PointsAct, RecordCommand } from '../system-of-record.ts';
import type { Base } from './base.ts';
import { localTime } from './literals.ts';
import type { RowsMap } from './profile.ts';
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
  return made.state === 'read' ? postDocument(base, command.commandId, made.value) : made;
}

/** Once: one that is posted is left as it is. */
export async function postDocument(
  { settings, line }: Base,
  key: string,
  made: Row | null,
): Promise<Carried> {
  if (made?.['Posted'] === true) return done(made);
  const posted = await line.ask({
    method: 'POST',
    path: [entity(settings.profile.points.document.set, key), 'Post'],
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
  const rows = command.points > 0 ? document.earned : document.spent;
  return {
    ...filled(settings, rows.head),
    ...headOf(settings, command.at, { key: command.commandId, programme, comment: commentOf(command) }),
    ...sectionOf(settings, rows, { shares, at: command.at }),
  };
}

/** What every document of points has. */
export function headOf(
  { profile, timeZone }: Known,
  at: number,
  { key, programme, comment }: { key: string; programme: string | null; comment: string },
): Row {
  const { document } = profile.points;
  return {
    Ref_Key: key,
    Date: localTime(at, timeZone),
    ...(document.programme !== undefined && programme !== null && { [document.programme]: programme }),
    ...(document.comment !== undefined && { [document.comment]: comment }),
  };
}

/** A tabular section of it: who has how many more, or fewer. */
export function sectionOf(
  settings: Known,
  map: RowsMap,
  { shares, at }: { shares: readonly Share[]; at: number },
): Row {
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

import type { Read } from '../system-of-record.ts';
import { away } from '../http/ask-system.ts';
import type { TheirClock } from '../http/their-clock.ts';
import type { Answered } from './answers.ts';
import type { Line } from './line.ts';
import { guid, isGuid, localTime, moment, text } from './literals.ts';
import { failed } from './rows.ts';
import type { Known } from './settings.ts';
import { textIn, type Row } from './row.ts';

/** What stands in the register for each of these, in hundredths of 1C's points; of these programmes, or of all that are Bonum's. */
export type Balance = (
  keys: readonly string[],
  programmes?: readonly string[],
) => Promise<Read<ReadonlyMap<string, number>>>;

/** More keys than this make too long an address. */
const MOST_KEYS = 20;

/** Reads the register's balance by its virtual table, which some bases take as a function and others as query options. */
export function balanceOf(settings: Known, line: Line, { later }: TheirClock): Balance {
  const { register } = settings.profile.points;
  let asFunction = true;

  const ask = (table: Readonly<Record<string, string>>): Promise<Answered> =>
    asFunction
      ? line.ask({
          path: [
            register,
            `Balance(${Object.entries(table)
              .map(([name, value]) => `${name}=${name === 'Period' ? value : text(value)}`)
              .join(',')})`,
          ],
        })
      : line.ask({ path: [register, 'Balance'], query: table });

  const askEitherWay = async (table: Readonly<Record<string, string>>): Promise<Answered> => {
    const answered = await ask(table);
    if (!isAnotherWayWorth(answered)) return answered;
    asFunction = !asFunction;
    const other = await ask(table);
    if (other.state !== 'answered') asFunction = !asFunction;
    return other;
  };

  return async (keys, programmes = programmesOf(settings)) => {
    const balances = new Map<string, number>();
    for (let from = 0; from < keys.length; from += MOST_KEYS) {
      const answered = await askEitherWay({
        // Without it later movements count too: points that begin or end some day. Movements of this very second count, and those that
        // are entered by a clock of 1C that is ahead of ours; where it is behind, those that we have dated by ours.
        Period: moment(localTime(later() + 1000, settings.timeZone)),
        Condition: conditionOf(settings, keys.slice(from, from + MOST_KEYS), programmes),
      });
      if (answered.state !== 'answered') return failed(answered);
      if (!addTo(balances, settings, answered.body)) return away('not-understood');
    }
    return { state: 'read', value: balances };
  };
}

const isAnotherWayWorth = (answered: Answered): boolean =>
  answered.state === 'unsupported' ||
  answered.state === 'missing' ||
  (answered.state === 'refused' && ['not-published', 'onec-error'].includes(answered.because)) ||
  (answered.state === 'away' && /^http-(4\d\d|500)$/.test(answered.because));

function conditionOf({ profile }: Known, keys: readonly string[], programmes: readonly string[]): string {
  const { dimension, programme } = profile.points;
  const any = (field: string, values: readonly string[]): string =>
    `(${values.map((value) => `${field} eq ${guid(value)}`).join(' or ')})`;
  const whose = any(dimension, keys);
  return programme === undefined || programmes.length === 0
    ? whose
    : `${whose} and ${any(programme, programmes)}`;
}

/** The programmes in 1C whose points are Bonum's. */
export const programmesOf = ({ programme, kinds }: Known): readonly string[] => [
  ...new Set([programme, ...Object.values(kinds)].filter(isGuid)),
];

/** Whether it could be read. */
function addTo(balances: Map<string, number>, { profile }: Known, body: Row): boolean {
  const { dimension, accrued, writtenOff } = profile.points;
  const rows = body['value'];
  if (!Array.isArray(rows)) return false;
  for (const row of rows as readonly Row[]) {
    const points = hundredthsOf(row[`${accrued}Balance`]);
    const less = writtenOff === undefined ? 0 : hundredthsOf(row[`${writtenOff}Balance`]);
    if (points === null || less === null) return false;
    const owner = textIn(row, dimension).toLowerCase();
    balances.set(owner, (balances.get(owner) ?? 0) + points - less);
  }
  return true;
}

/** A number with at most two decimals; some bases write it as a text. */
function hundredthsOf(value: unknown): number | null {
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? Math.round(number * 100) : null;
}

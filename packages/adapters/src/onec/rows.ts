import type { Away, Read, Refused } from '../system-of-record.ts';
import { away, refused } from '../http/ask-system.ts';
import type { Answered } from './answers.ts';
import type { Line } from './line.ts';
import { guid } from './literals.ts';
import { keyIn, type Row } from './row.ts';
import { unwritten, without } from './written.ts';

const PAGE = 100;
/** More of one member's cards than this is a mistake in the data. */
const MOST_PAGES = 20;

/** What became of an object that was to be made. */
type Created = { readonly state: 'created'; readonly row: Row } | { readonly state: 'exists' };

/** Objects of a base: read, made, changed. */
export interface Rows {
  one(set: string, key: string): Promise<Read<Row | null>>;
  list(set: string, filter: string): Promise<Read<readonly Row[]>>;
  /** Makes what nobody but the same command makes; `mend` gives what has to be written of one that was there already, null: nothing. */
  make(set: string, row: Row, mend: (made: Row, there: Row) => Row | null): Promise<Read<Row | null>>;
  /** Writes what is to be changed in a row as it is now; null: nothing. What somebody changed meanwhile is read again. */
  change(set: string, key: string, make: (row: Row) => Row | null): Promise<Read<Row | null>>;
}

export function rowsOf(line: Line): Rows {
  /** Some bases fail at any order. Then what came twice is left out. */
  let ordered = true;

  const one: Rows['one'] = async (set, key) => {
    const answered = await line.ask({ path: [entity(set, key)] });
    if (answered.state === 'answered') return { state: 'read', value: answered.body };
    return answered.state === 'missing' ? { state: 'read', value: null } : failed(answered);
  };

  const page = (set: string, filter: string, skip: number): Promise<Answered> =>
    line.ask({
      path: [set],
      query: {
        $filter: filter,
        $top: String(PAGE),
        ...(skip > 0 && { $skip: String(skip) }),
        // Rows of a register have no key to be ordered by.
        ...(ordered && !set.startsWith('InformationRegister_') && { $orderby: 'Ref_Key' }),
      },
    });

  const list: Rows['list'] = async (set, filter) => {
    const found = new Map<string, Row>();
    for (let skip = 0; skip < PAGE * MOST_PAGES; skip += PAGE) {
      let answered = await page(set, filter, skip);
      if (ordered && isBroken(answered)) {
        ordered = false;
        answered = await page(set, filter, skip);
        if (isBroken(answered)) ordered = true;
      }
      if (answered.state !== 'answered') return failed(answered);
      const rows = answered.body['value'];
      if (!Array.isArray(rows)) return away('not-understood');
      for (const row of rows.filter(isRow)) found.set(sameIn(row), row);
      if (rows.length < PAGE) break;
    }
    return { state: 'read', value: [...found.values()] };
  };

  return { one, list, ...writing(line, one) };
}

function writing(line: Line, one: Rows['one']): Pick<Rows, 'change' | 'make'> {
  const create = async (set: string, row: Row): Promise<Read<Created>> => {
    const answered = await line.ask({ method: 'POST', path: [set], body: row });
    if (answered.state === 'answered') return createdAs(set, row, answered.body);
    return answered.state === 'exists' ? { state: 'read', value: { state: 'exists' } } : failed(answered);
  };

  /** What a base says of a row that it was told to change; some say nothing, and are asked. */
  async function changed(set: string, key: string, answer: Row, changes: Row): Promise<Read<Row | null>> {
    const read = keyIn(answer) === '' ? await one(set, key) : ({ state: 'read', value: answer } as const);
    if (read.state !== 'read' || read.value === null) return read;
    return without(set, unwritten(changes, read.value)) ?? read;
  }

  const change: Rows['change'] = async (set, key, make) => {
    for (let again = 0; again < 2; again++) {
      const read = await one(set, key);
      if (read.state !== 'read' || read.value === null) return read;
      const changes = make(read.value);
      if (changes === null) return read;
      const version = read.value['DataVersion'];
      const answered = await line.ask({
        method: 'PATCH',
        path: [entity(set, key)],
        body: changes,
        ...(typeof version === 'string' && { version }),
      });
      if (answered.state === 'answered') return changed(set, key, answered.body, changes);
      if (answered.state !== 'stale') return failed(answered);
    }
    return away('changed-meanwhile');
  };

  return {
    change,
    async make(set, row, mend) {
      const created = await create(set, row);
      if (created.state !== 'read') return created;
      if (created.value.state === 'created') return { state: 'read', value: created.value.row };
      return change(set, keyIn(row), (there) => mend(row, there));
    },
  };
}

export const entity = (set: string, key: string): string => `${set}(${guid(key)})`;

/** A base that takes no keys would make another object of the same command each time. */
function createdAs(set: string, row: Row, made: Row): Read<Created> {
  if (keyIn(made) === '') return away('not-understood');
  if (row['Ref_Key'] !== undefined && keyIn(made) !== keyIn(row))
    return refused('keys-not-taken', { names: keyIn(made) });
  return without(set, unwritten(row, made)) ?? { state: 'read', value: { state: 'created', row: made } };
}

/** What one that has not been answered comes to for whoever asked. */
export function failed(answered: Exclude<Answered, { state: 'answered' }>): Away | Refused {
  if (answered.state === 'away' || answered.state === 'refused') return answered;
  if (answered.state === 'unsupported') return refused('not-supported', { said: answered.said });
  return answered.state === 'missing' ? refused('not-there') : away('changed-meanwhile');
}

const isBroken = (answered: Answered): boolean =>
  (answered.state === 'away' && answered.because === 'http-500') ||
  (answered.state === 'refused' && answered.because === 'onec-error') ||
  answered.state === 'unsupported';

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null;

/** Rows of registers and tabular sections have no key of their own. */
const sameIn = (row: Row): string =>
  row['LineNumber'] === undefined && typeof row['Ref_Key'] === 'string'
    ? row['Ref_Key']
    : JSON.stringify(row);

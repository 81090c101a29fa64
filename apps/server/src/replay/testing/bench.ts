import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant, validateProgramme, type Programme } from '@bonum/engine';
import { verify } from '@bonum/ledger';
import { parse } from 'csv-parse/sync';
import type { TestDatabase } from '../../testing/database.ts';
import { allInvariants } from '../../verify/all-invariants.ts';
import type { Progress } from '../progress.ts';
import { replay, type Replayed, type ReplayRequest } from '../replay.ts';
import type { OracleMember } from './oracle.ts';

export const CHECKOUT = join(import.meta.dirname, '../../../../..');
export const REPLAY_PROGRAMME = join(CHECKOUT, 'programmes/replay.json');

export async function replayProgramme(): Promise<Programme> {
  const checked = validateProgramme(JSON.parse(await readFile(REPLAY_PROGRAMME, 'utf8')));
  if (!checked.ok) throw new Error('programmes/replay.json has mistakes');
  return checked.programme;
}

export interface Bench extends AsyncDisposable {
  readonly folder: string;
  /** Puts a file there and returns its path. */
  readonly file: (name: string, content: string | Buffer) => Promise<string>;
  readonly replay: (
    request: Omit<ReplayRequest, 'membersReport'>,
    options?: { stop?: AbortSignal; onReceipt?: (done: number) => void },
  ) => Promise<Replayed & { readonly rows: OracleMember[] }>;
  /** Every break of an invariant, in words. */
  readonly breaks: () => Promise<string[]>;
}

/** Replays files on a test's database. */
export async function openBench(database: TestDatabase): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'bonum-replay-'));
  const clock = () => instant(Date.now());
  const shell = {
    db: database.db,
    clock,
    wallClock: clock,
    secret: '',
    publicUrl: 'http://localhost',
    channels: {},
  };
  return {
    folder,
    async file(name, content) {
      const path = join(folder, name);
      await writeFile(path, content);
      return path;
    },
    async replay(request, { stop = new AbortController().signal, onReceipt = () => {} } = {}) {
      const membersReport = join(folder, 'members.csv');
      const progress: Progress = { begin() {}, reach: onReceipt, end() {} };
      const tools = { url: database.url, connection: database, shell, hands: 4, stop, progress };
      const replayed = await replay({ ...request, membersReport }, tools);
      return { ...replayed, rows: membersOf(await readFile(membersReport, 'utf8')) };
    },
    async breaks() {
      const found: string[] = [];
      for await (const one of verify(database.db, { invariants: allInvariants })) found.push(one.sentence);
      return found;
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

export const membersOf = (csv: string): OracleMember[] =>
  parse(csv, {
    columns: true,
    cast: (value, { column, header }) =>
      header || column === 'member_id' || column === 'level' ? value : Number(value),
  });

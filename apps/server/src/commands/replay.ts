import { constants } from 'node:fs';
import { access, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { instant, type Programme } from '@bonum/engine';
import { connect } from '../database/connect.ts';
import { acquireDatabase } from '../database/embedded.ts';
import { migrate } from '../database/migrate.ts';
import { checkProgramme } from '../programme/check-programme.ts';
import { FileRefused } from '../replay/mistakes.ts';
import { progressBar, progressLines } from '../replay/progress.ts';
import { replay, type Replayed, type ReplayTools } from '../replay/replay.ts';
import { summary } from '../replay/summary.ts';
import type { CommandContext } from './context.ts';
import { requireMigrated } from './ready-database.ts';

export interface ReplayOptions {
  readonly programme?: string;
  readonly scope?: string;
  readonly report?: string;
  readonly membersReport?: string;
}

const LIVE =
  'Booking history for live members, under the live programme. To see only what it would come to, give --programme FILE.';

/** `bonum replay FILE` */
export async function replayCommand(
  context: CommandContext,
  file: string,
  options: ReplayOptions,
): Promise<void> {
  const begun = performance.now();
  await requireSense(options);
  const replayed = await replayFile(context, file, options).catch((error: unknown) => {
    if (error instanceof FileRefused) error.mistakes.forEach((line) => context.print(line));
    throw error;
  });
  if (options.report) await writeFile(options.report, `${JSON.stringify(replayed.report, null, 2)}\n`);
  for (const line of summary(replayed.report, (performance.now() - begun) / 1000)) context.print(line);
  requireAllTaken(replayed, context.print);
}

async function replayFile(
  context: CommandContext,
  file: string,
  { scope, membersReport, ...options }: ReplayOptions,
): Promise<Replayed> {
  const programme = options.programme === undefined ? null : await readProgramme(options.programme);
  if (programme === null) context.print(LIVE);
  return withTools(context, (tools) => replay({ file, programme, scope, membersReport }, tools));
}

/** What is wrong with the options is said now, not after minutes. */
async function requireSense({ programme, scope, report, membersReport }: ReplayOptions): Promise<void> {
  if (scope !== undefined && programme === undefined)
    throw new Error('--scope goes with --programme: the history of live members has one scope.');
  for (const path of [report, membersReport]) {
    if (path === undefined) continue;
    await access(dirname(path), constants.W_OK).catch(() => {
      throw new Error(`${path} cannot be written: there is no such folder, or it is somebody else's.`);
    });
  }
}

async function readProgramme(path: string): Promise<Programme> {
  const checked = checkProgramme(parseJson(path, await readFile(path, 'utf8')));
  if (checked.ok) return checked.programme;
  const problems = checked.problems.map(({ path: place, message }) => `${place || '/'}: ${message.en}`);
  throw new FileRefused(`${path} is not a programme that could be published.`, problems);
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${path} is not JSON: ${error instanceof Error ? error.message : ''}`, { cause: error });
  }
}

/** More hands than two cores need, since each waits for the database now and then. */
const MOST_HANDS = 8;

async function withTools(
  { config, stop, print }: CommandContext,
  work: (tools: ReplayTools) => Promise<Replayed>,
): Promise<Replayed> {
  await using database = await acquireDatabase(config);
  // Our own may be quite new; somebody else's is brought up to date when they say so.
  if (config.databaseUrl === undefined) await migrate(database.url);
  else await requireMigrated(database.url);
  const hands = Math.min(MOST_HANDS, config.poolSize);
  // A commit that a power cut undoes is replayed again; figures over a whole history may take their time.
  await using connection = connect(database.url, {
    poolSize: hands,
    name: 'bonum-replay',
    prepared: true,
    durable: false,
  });
  const progress = process.stderr.isTTY ? progressBar() : progressLines(print, () => performance.now());
  const clock = () => instant(Date.now());
  const shell = {
    db: connection.db,
    clock,
    wallClock: clock,
    secret: config.tokenSecret ?? '',
    publicUrl: config.publicUrl,
    channels: {},
  };
  try {
    return await work({ url: database.url, connection, shell, hands, stop, progress });
  } finally {
    progress.end();
  }
}

function requireAllTaken({ refused }: Replayed, print: (line: string) => void): void {
  if (refused.length === 0) return;
  refused.forEach((line) => print(line));
  throw new Error(
    'Some receipts were refused, and the figures are without them. Put right what is said above and run the same command again.',
  );
}

import type { Programme } from '@bonum/engine';
import type { Kysely } from 'kysely';
import type { Connection } from '../database/connect.ts';
import type { Database } from '../database/schema.ts';
import type { Shell } from '../operation.ts';
import { noBudgets } from '../limits/budgets.ts';
import { programmesOf, type ProgrammeVersion } from '../programme/programmes.ts';
import { publish } from '../programme/publish.ts';
import { beAlone } from './be-alone.ts';
import { lookThrough, type Content } from './content.ts';
import { openMembersFile } from './members-file.ts';
import type { Progress } from './progress.ts';
import { makeReport, type ReplayReport } from './report.ts';
import { runLanes } from './run-lanes.ts';
import { chainScope, scopeApart, type Scope } from './scope.ts';
import { settleMembers } from './settle-members.ts';
import { stage } from './stage.ts';
import {
  finish,
  goBackToRefused,
  openReplay,
  progressOf,
  refusedReceipts,
  type ReplayState,
} from './state.ts';

export interface ReplayRequest {
  readonly file: string;
  /** Validated; null: history of live members under the live programme. */
  readonly programme: Programme | null;
  /** A name for the scope instead of the file's and the programme's hash. */
  readonly scope?: string | undefined;
  readonly membersReport?: string | undefined;
}

export interface ReplayTools {
  readonly url: string;
  readonly connection: Connection;
  readonly shell: Omit<Shell, 'programmes' | 'budgets'>;
  /** How many receipts are taken at once. */
  readonly hands: number;
  readonly stop: AbortSignal;
  readonly progress: Progress;
}

export interface Replayed {
  readonly report: ReplayReport;
  /** Receipts that the operation refused, and why, in words. */
  readonly refused: readonly string[];
}

/** It was stopped before its end; what was done is kept. */
export class Stopped extends Error {
  override name = 'Stopped';

  constructor(sofar: string) {
    super(`Stopped: ${sofar}. Run the same command again to go on from there.`);
  }
}

/**
 * Replays a file and reports what it came to. Where an earlier run of the same file got to is where this one begins.
 * @throws FileRefused, Stopped
 */
export async function replay(request: ReplayRequest, tools: ReplayTools): Promise<Replayed> {
  const { db } = tools.connection;
  const content = await lookThrough(request.file);
  const programme = await programmeOf(db, request.programme);
  const scope =
    request.programme === null ? chainScope : scopeApart(request.scope, content.sha256, request.programme);
  await using _alone = await beAlone(tools.url, scope);
  const state = await openReplay(db, { scope, sha256: content.sha256, programmeVersion: programme.version });
  await catchUp(tools, { content, scope, state, programme });
  const report = await reportOn(tools, { request, programme, replayId: state.replayId });
  return { report, refused: await refusedReceipts(db, state.replayId) };
}

/** The version is settled at the start: receipts of one run are all under the same rules. */
async function programmeOf(db: Kysely<Database>, apart: Programme | null): Promise<ProgrammeVersion> {
  if (apart === null) return programmesOf(db).current();
  return programmesOf(db, await publish(db, apart, 'apart')).current();
}

interface Work {
  readonly content: Content;
  readonly scope: Scope;
  readonly state: ReplayState;
  readonly programme: ProgrammeVersion;
}

async function catchUp(tools: ReplayTools, { content, scope, state, programme }: Work): Promise<void> {
  const { connection, progress, stop } = tools;
  const { replayId } = state;
  if (state.state === 'new') {
    progress.begin('reading', content.bytes, 0);
    const now = tools.shell.wallClock();
    const staging = { replayId, scope, content, now, stop, onBytes: progress.reach };
    await stage(connection.pool, staging).catch((error: unknown) => {
      throw stop.aborted ? new Stopped('the file was still being read') : error;
    });
  }
  const refused = (await progressOf(connection.db, replayId)).refused > 0;
  if (state.state === 'done' && !refused) return;
  if (refused) await goBackToRefused(connection.db, replayId);
  await takeAll(tools, { replayId, scope, programme });
  await finish(connection.db, replayId);
}

async function takeAll(
  tools: ReplayTools,
  { replayId, scope, programme }: Pick<Work, 'scope' | 'programme'> & { replayId: number },
): Promise<void> {
  const { connection, progress } = tools;
  const { receipts, taken } = await progressOf(connection.db, replayId);
  let done = taken;
  progress.begin('replaying', receipts, done);
  const programmes = programmesOf(connection.db, programme.version);
  const world = {
    // What is limited for everybody is for live receipts: history takes nothing of it, and gets nothing.
    shell: {
      ...tools.shell,
      programmes,
      budgets: noBudgets,
      replaying: scope.live ? 'history' : 'apart',
    } as const,
    replayId,
    scope,
    stop: tools.stop,
    onReceipt: () => progress.reach(++done),
  };
  await runLanes(world, tools);
  if (tools.stop.aborted) throw new Stopped(`${done} of ${receipts} receipts are replayed`);
  // Live members' accounts are the worker's: it books what is due by the real clock.
  if (!scope.live) await settleMembers(world, tools.hands);
}

async function reportOn(
  { connection: { db } }: ReplayTools,
  { request, programme, replayId }: { request: ReplayRequest; programme: ProgrammeVersion; replayId: number },
): Promise<ReplayReport> {
  if (request.membersReport === undefined) return makeReport(db, replayId, programme, async () => {});
  await using file = await openMembersFile(request.membersReport);
  const made = await makeReport(db, replayId, programme, file.add);
  await file.end();
  return made;
}

import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { FileRefused } from './mistakes.ts';
import type { Scope } from './scope.ts';

/** How far a file has come. */
export interface ReplayState {
  readonly replayId: number;
  readonly state: 'new' | 'staged' | 'done';
}

export interface Identity {
  readonly scope: Scope;
  readonly sha256: Buffer;
  readonly programmeVersion: number;
}

/** The replay of this file in this scope; the same one when it is asked for again. */
export async function openReplay(
  db: Kysely<Database>,
  { scope, sha256, programmeVersion }: Identity,
): Promise<ReplayState> {
  const version = scope.live ? null : programmeVersion;
  const other = await sql`select from replay
    where scope = ${scope.name} and programme_version is distinct from ${version}::integer`.execute(db);
  // Receipts that are there already would keep what the other programme gave them.
  if (other.rows.length > 0)
    throw new FileRefused(
      'This scope was replayed with another programme. Give this one a scope of its own.',
    );
  await sql`insert into replay (scope, file_sha256, programme_version, state, created_at)
    values (${scope.name}, ${sha256}, ${version}, 'new', now()) on conflict do nothing`.execute(db);
  const { rows } = await sql<ReplayState>`select replay_id as "replayId", state from replay
    where scope = ${scope.name} and file_sha256 = ${sha256}`.execute(db);
  const [found] = rows;
  if (!found) throw new Error('a replay that was just written is not there');
  return found;
}

export const finish = (db: Kysely<Database>, replayId: number): Promise<unknown> =>
  sql`update replay set state = 'done' where replay_id = ${replayId}`.execute(db);

/** What was refused is tried again by going back to it: what was taken since is recognised and stays as it is. */
export async function goBackToRefused(db: Kysely<Database>, replayId: number): Promise<void> {
  await sql`update replay_lane l set position = r.position - 1
      from (select lane, min(position) as position from replay_receipt
             where replay_id = ${replayId} and refused is not null group by lane) r
     where l.replay_id = ${replayId} and l.lane = r.lane and l.position >= r.position`.execute(db);
}

export interface Progressed {
  readonly receipts: number;
  readonly taken: number;
  readonly refused: number;
}

export async function progressOf(db: Kysely<Database>, replayId: number): Promise<Progressed> {
  const { rows } = await sql<Progressed>`
    select count(*) as receipts, count(taken_as) as taken, count(refused) as refused
      from replay_receipt where replay_id = ${replayId}`.execute(db);
  return rows[0] ?? { receipts: 0, taken: 0, refused: 0 };
}

/** The first receipts that were refused, in words. */
export async function refusedReceipts(db: Kysely<Database>, replayId: number): Promise<string[]> {
  const { rows } = await sql<{ said: string }>`
    select 'receipt ' || receipt_id || ': ' || refused as said from replay_receipt
     where replay_id = ${replayId} and refused is not null order by at, receipt_id limit 100`.execute(db);
  return rows.map(({ said }) => said);
}

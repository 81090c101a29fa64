import type { Answer } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import { sql, type Kysely, type Selectable } from 'kysely';
import type { Database } from '../database/schema.ts';
import { maskPhone } from '../members/phone.ts';
import type { ScopedCaller } from '../operation.ts';

export type CallRow = Selectable<Database['call']>;
type CallAnswer = Answer<'wrap-up-call'>;
type RecordingRow = Selectable<Database['recording']>;

export const readCallRow = (db: Kysely<Database>, callId: string): Promise<CallRow | undefined> =>
  db.selectFrom('call').selectAll().where('call_id', '=', callId).executeTakeFirst();

/** Calls as they are told to whoever asks, with who took them and their recordings. */
export async function callAnswers(
  db: Kysely<Database>,
  rows: readonly CallRow[],
  { scopes }: Pick<ScopedCaller, 'scopes'>,
): Promise<CallAnswer[]> {
  if (rows.length === 0) return [];
  const operators = await namesOf(db, rows);
  const recordings = await recordingsOf(db, rows);
  const shown = (phone: string | null): string | null =>
    phone === null || scopes.includes('personal:read') ? phone : maskPhone(phone);
  return rows.map((row) => ({
    callId: row.call_id,
    version: row.version,
    state: row.state,
    direction: row.direction,
    clientPhone: shown(row.client_phone),
    line: row.line,
    extension: row.extension,
    operator:
      row.operator_id === null
        ? null
        : { operatorId: row.operator_id, name: operators.get(row.operator_id) ?? '' },
    found: foundOf(row),
    memberId: row.member_id,
    startedAt: iso(row.started_at),
    answeredAt: row.answered_at === null ? null : iso(row.answered_at),
    endedAt: row.ended_at === null ? null : iso(row.ended_at),
    talkSeconds: row.talk_seconds,
    topic: row.topic,
    note: row.note,
    recordings: (recordings.get(row.call_id) ?? []).map(recordingAnswer),
  }));
}

function foundOf({ client_phone, matched }: CallRow): CallAnswer['found'] {
  if (client_phone === null) return 'withheld';
  if (matched.length === 0) return 'none';
  return matched.length === 1 ? 'one' : 'several';
}

async function namesOf(db: Kysely<Database>, rows: readonly CallRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap(({ operator_id }) => operator_id ?? []))];
  if (ids.length === 0) return new Map();
  const found = await db
    .selectFrom('operator')
    .select(['operator_id', 'name'])
    .where('operator_id', 'in', ids)
    .execute();
  return new Map(found.map(({ operator_id, name }) => [operator_id, name]));
}

async function recordingsOf(
  db: Kysely<Database>,
  rows: readonly CallRow[],
): Promise<Map<string, RecordingRow[]>> {
  const found = await db
    .selectFrom('recording')
    .selectAll()
    .where(
      'call_id',
      'in',
      rows.map(({ call_id }) => call_id),
    )
    .where('state', '<>', 'erasing')
    .orderBy('asked_at')
    .orderBy('recording_id')
    .execute();
  return Map.groupBy(found, ({ call_id }) => call_id);
}

export const recordingAnswer = ({
  recording_id,
  state,
  type,
  size,
}: Pick<RecordingRow, 'recording_id' | 'state' | 'type' | 'size'>): CallAnswer['recordings'][number] => ({
  recordingId: recording_id,
  state: state === 'waiting' || state === 'kept' || state === 'lost' ? state : 'deleted',
  type,
  size,
});

/** Whoever waits for an end that nobody tells waits no longer than this. */
const LONGEST_CALL_MS = 6 * 3_600_000;

/** The condition that a call, known by `c`, is under way. */
export const isLive = (now: number) =>
  sql<boolean>`c.state <> 'ended' and c.started_at > ${new Date(now - LONGEST_CALL_MS)}`;

import { iso } from '@bonum/ledger';
import { sql } from 'kysely';
import { actorOf } from '../audit/entries-of-call.ts';
import { operation, refuse } from '../operation.ts';
import { readCallRow } from '../calls/call-row.ts';
import { recordingName } from './recording-name.ts';

const HOUR_MS = 3_600_000;

/** The recording of a call. Whoever listens stands in the audit log; who seeks in it has listened once. */
export const getCallRecording = operation('get-call-recording', async (call, { callId, recordingId }) => {
  const { shell, caller, now } = call;
  const store = shell.recordings;
  const found = await shell.db
    .selectFrom('recording')
    .select(['type', 'size'])
    .where('call_id', '=', callId)
    .where('recording_id', '=', recordingId)
    .where('state', '=', 'kept')
    .executeTakeFirst();
  const row = await readCallRow(shell.db, callId);
  if (!found || found.type === null || found.size === null || !store || !row)
    return refuse('unknown-recording', 'list-calls says which there are.', { path: '/recordingId' });
  const name = recordingName({ call_id: callId, recording_id: recordingId });
  const value = {
    type: found.type,
    size: found.size,
    open: async (range: { first: number; last: number }) => {
      const body = await store.read(name, range);
      if (!body) throw new Error(`The file of recording ${recordingId} is not where it was put`);
      return body;
    },
  };
  const actor = actorOf(caller);
  const listening = {
    call_id: callId,
    recording_id: recordingId,
    listener: 'operatorId' in caller ? caller.sessionId : caller.keyId,
    hour: new Date(Math.floor(now / HOUR_MS) * HOUR_MS),
  };
  if (actor === null || (await hasListened(call.shell.db, listening))) return { ok: true, value };
  const entry = {
    owner_id: row.member_id ?? actor.actor_id ?? callId,
    at: iso(now),
    kind: 'view' as const,
    operation: 'get-call-recording',
    ...actor,
    detail: JSON.stringify({ callId, recordingId }),
  };
  return {
    ok: true,
    value,
    writes: {
      owners: [],
      beside: async (transaction) => {
        await transaction.insertInto('listening').values(listening).execute();
      },
      audit: [entry],
    },
  };
});

type Listening = { call_id: string; recording_id: string; listener: string; hour: Date };

async function hasListened(
  db: Parameters<typeof readCallRow>[0],
  { call_id, recording_id, listener, hour }: Listening,
): Promise<boolean> {
  const found = await db
    .selectFrom('listening')
    .select('listener')
    .where('call_id', '=', call_id)
    .where('recording_id', '=', recording_id)
    .where('listener', '=', listener)
    .where(sql<boolean>`hour = ${hour}`)
    .executeTakeFirst();
  return found !== undefined;
}

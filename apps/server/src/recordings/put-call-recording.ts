import { operation, refuse } from '../operation.ts';
import { readCallRow, recordingAnswer } from '../calls/call-row.ts';
import { keepRecording } from './fetch-recordings.ts';
import { wholeRecording } from './whole-recording.ts';

/** A recording that is sent to us. */
export const putCallRecording = operation(
  'put-call-recording',
  async (call, { callId, recordingId, file }) => {
    const { shell, now } = call;
    const row = await readCallRow(shell.db, callId);
    if (!row) return refuse('unknown-call', 'Report the call first.', { path: '/callId' });
    const store = shell.recordings;
    if (!store) return refuse('bad-recording', 'This installation keeps no recordings.');
    const whole = await wholeRecording(one(file.bytes));
    if (typeof whole === 'string')
      return refuse('bad-recording', 'Send a whole MP3, WAV, Ogg or MP4 file with sound.');
    await using recording = whole;
    const ids = { call_id: callId, recording_id: recordingId };
    await shell.db
      .insertInto('recording')
      .values({
        ...ids,
        provider: row.provider,
        record_ref: null,
        state: 'waiting',
        tries: 0,
        asked_at: new Date(now),
        next_at: null,
      })
      .onConflict((conflict) => conflict.columns(['call_id', 'recording_id']).doNothing())
      .execute();
    if (!(await keepRecording(shell, store, { ...ids, recording })))
      return refuse('bad-recording', 'Its time is over, and it was deleted.', { path: '/recordingId' });
    const { type, size } = recording;
    return { ok: true, value: recordingAnswer({ recording_id: recordingId, state: 'kept', type, size }) };
  },
);

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

import type { Fetched, RecordingStore, Telephony } from '@bonum/adapters/ports';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { bugReport } from '../http/bug-report.ts';
import type { Shell } from '../operation.ts';
import { nextTry } from './next-try.ts';
import { recordingName } from './recording-name.ts';
import { wholeRecording, type WholeRecording } from './whole-recording.ts';

/** By what recordings are had and kept. */
export interface RecordingMeans {
  readonly exchanges: Readonly<Record<string, Pick<Telephony, 'fetchRecording'>>>;
  /** Of recordings that are named by an address. */
  readonly byAddress: (url: string) => Promise<Fetched>;
  readonly store: RecordingStore;
}

type FetchShell = Pick<Shell, 'db' | 'clock'>;

export const RECORDINGS_A_BATCH = 10;
/** Longer than fetching takes: then another worker may try. */
const TAKEN_MS = 5 * 60_000;

interface Due {
  readonly call_id: string;
  readonly recording_id: string;
  readonly provider: string;
  readonly record_ref: string | null;
  readonly state: 'waiting' | 'leaving' | 'erasing';
  readonly tries: number;
  readonly asked_at: number;
}

/** Fetches what exchanges have recorded, and deletes what is to be kept no longer. @returns how many were looked at */
export async function fetchRecordings(
  shell: FetchShell,
  means: RecordingMeans,
  logger: Logger,
): Promise<number> {
  const due = await takeDue(shell);
  for (const one of due) {
    const because = await (
      one.state === 'waiting' ? keepOne(shell, means, one) : deleteOne(shell, means, one)
    ).catch((error: unknown) => {
      logger.warn(
        { recording: one.recording_id, error: bugReport(error) },
        'a recording will be tried again',
      );
      return 'broke-off';
    });
    if (because !== null) await tryAgain(shell, one, because);
  }
  return due.length;
}

/** Each is taken by one worker; whoever takes it must be done before its time comes again. */
async function takeDue({ db, clock }: FetchShell): Promise<Due[]> {
  const now = clock();
  const found = await db
    .selectFrom('recording')
    .select(['call_id', 'recording_id', 'next_at'])
    .where('next_at', '<=', sql<number>`${new Date(now)}`)
    .orderBy('next_at')
    .limit(RECORDINGS_A_BATCH)
    .execute();
  const taken: Due[] = [];
  for (const { call_id, recording_id, next_at } of found) {
    const { rows } = await sql<Due>`
      update recording set next_at = ${new Date(now + TAKEN_MS)}, tries = tries + 1
       where call_id = ${call_id} and recording_id = ${recording_id} and next_at = ${new Date(next_at ?? 0)}
      returning call_id, recording_id, provider, record_ref, state, tries, asked_at`.execute(db);
    taken.push(...rows);
  }
  return taken;
}

/** @returns why it is not here yet; null: it is */
async function keepOne(shell: FetchShell, means: RecordingMeans, due: Due): Promise<string | null> {
  const fetched = await fetchOne(means, due);
  if (fetched.state === 'later') return fetched.because;
  const whole = await wholeRecording(fetched.body);
  if (typeof whole === 'string') return whole;
  await using recording = whole;
  await keepRecording(shell, means.store, { ...due, recording });
  return null;
}

async function fetchOne({ exchanges, byAddress }: RecordingMeans, due: Due): Promise<Fetched> {
  const { provider, record_ref: ref } = due;
  if (ref === null) return { state: 'later', because: 'no-reference' };
  if (/^https?:\/\//.test(ref)) return byAddress(ref);
  return exchanges[provider]?.fetchRecording(ref) ?? { state: 'later', because: 'no-exchange' };
}

interface Kept {
  readonly call_id: string;
  readonly recording_id: string;
  readonly recording: WholeRecording;
}

/**
 * Puts a file where recordings lie, then says that it is there. @returns whether it is; one whose time is over, or that was erased
 * meanwhile, goes again
 */
export async function keepRecording(
  { db, clock }: FetchShell,
  store: RecordingStore,
  { call_id, recording_id, recording }: Kept,
): Promise<boolean> {
  const { path, type, size, sha256 } = recording;
  const name = recordingName({ call_id, recording_id });
  await store.put(name, { path, type, sha256: sha256.toString('hex') });
  const written = await db
    .updateTable('recording')
    .set({ state: 'kept', type, size, sha256, because: null, next_at: null, kept_at: new Date(clock()) })
    .where('call_id', '=', call_id)
    .where('recording_id', '=', recording_id)
    .where('state', 'in', ['waiting', 'kept', 'lost'])
    .executeTakeFirst();
  if (written.numUpdatedRows > 0n) return true;
  await store.remove(name);
  return false;
}

async function deleteOne({ db }: FetchShell, { store }: RecordingMeans, due: Due): Promise<null> {
  const { call_id, recording_id, state } = due;
  await store.remove(recordingName({ call_id, recording_id }));
  if (state === 'erasing') {
    await sql`delete from recording where call_id = ${call_id} and recording_id = ${recording_id}`.execute(
      db,
    );
    return null;
  }
  await db
    .updateTable('recording')
    .set({ state: 'deleted', record_ref: null, next_at: null })
    .where('call_id', '=', call_id)
    .where('recording_id', '=', recording_id)
    .where('state', '=', 'leaving')
    .execute();
  return null;
}

async function tryAgain({ db, clock }: FetchShell, due: Due, because: string): Promise<void> {
  const now = clock();
  const next = nextTry({ tries: due.tries, askedAt: due.asked_at, now });
  const gone = next === null && due.state === 'waiting';
  await db
    .updateTable('recording')
    .set({
      because: because.slice(0, 64),
      next_at: gone ? null : new Date(next ?? now + 3_600_000),
      ...(gone && { state: 'lost' as const }),
    })
    .where('call_id', '=', due.call_id)
    .where('recording_id', '=', due.recording_id)
    .where('state', '=', due.state)
    .execute();
}

import { createHash } from 'node:crypto';
import type { CallNews } from '@bonum/adapters/ports';
import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { parsePhone } from '../members/phone.ts';
import type { Shell } from '../operation.ts';
import { callIdOf, recordingIdOf } from './call-id.ts';
import { newsKey, readCall, type CallReading } from './call-reading.ts';
import type { CallRow } from './call-row.ts';
import { membersByPhone } from './members-by-phone.ts';

type NewsShell = Pick<Shell, 'db' | 'clock'>;

/** Keeps what an exchange tells. Whatever is told twice, late or in another order makes the same calls. */
export async function takeCallNews(
  shell: NewsShell,
  provider: string,
  news: readonly CallNews[],
): Promise<void> {
  for (const [externalId, own] of Map.groupBy(news, ({ externalCallId }) => externalCallId))
    await takeNewsOfCall(shell, { provider, externalId }, own);
}

interface Named {
  readonly provider: string;
  readonly externalId: string;
}

/** @returns the call's state by all that was told of it until now */
export function takeNewsOfCall(
  { db, clock }: NewsShell,
  named: Named,
  news: readonly CallNews[],
): Promise<CallReading['state']> {
  const at = new Date(clock());
  return db.transaction().execute(async (transaction) => {
    // From here on whoever else is told of this call waits.
    const before = await lockCall(transaction, named, news);
    const fresh = await addNews(transaction, before.call_id, { news, at });
    if (fresh === 0) return before.state;
    const told = await newsOf(transaction, before.call_id);
    const reading = readCall(told);
    const after = await writeReading(transaction, before, reading);
    await expectRecordings(transaction, { row: before, told, at });
    return after;
  });
}

/** The call's row, made where it is the first that is heard of it. */
async function lockCall(
  db: Transaction<Database>,
  { provider, externalId }: Named,
  news: readonly CallNews[],
): Promise<CallRow> {
  const began = new Date(Math.min(...news.map(({ at }) => at)));
  const { rows } = await sql<CallRow>`
    insert into call (call_id, provider, external_id, version, state, ringing_at, started_at, matched)
    values (${callIdOf(provider, externalId)}, ${provider}, ${externalId}, 0, 'ended', '{}', ${began}, '{}')
    on conflict (call_id) do update set version = call.version returning *`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('A call was neither there nor made');
  return row;
}

async function addNews(
  db: Transaction<Database>,
  callId: string,
  { news, at }: { news: readonly CallNews[]; at: Date },
): Promise<number> {
  let added = 0;
  for (const one of news) {
    const plain = withPlainPhone(one);
    const hash = createHash('sha256').update(newsKey(plain)).digest();
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('call_news')
      .values({ call_id: callId, news_hash: hash, news: JSON.stringify(plain), told_at: at })
      .onConflict((conflict) => conflict.columns(['call_id', 'news_hash']).doNothing())
      .executeTakeFirstOrThrow();
    added += Number(numInsertedOrUpdatedRows ?? 0);
  }
  return added;
}

const withPlainPhone = (news: CallNews): CallNews =>
  typeof news.clientPhone === 'string'
    ? { ...news, clientPhone: parsePhone(news.clientPhone) ?? news.clientPhone }
    : news;

async function newsOf(db: Transaction<Database>, callId: string): Promise<CallNews[]> {
  const rows = await db.selectFrom('call_news').select('news').where('call_id', '=', callId).execute();
  return rows.map(({ news }) => news);
}

async function writeReading(
  db: Transaction<Database>,
  before: CallRow,
  reading: CallReading | null,
): Promise<CallReading['state']> {
  const { call_id, version } = before;
  // Nothing is known of it but that there is a recording.
  if (!reading) {
    await db
      .updateTable('call')
      .set({ version: version + 1 })
      .where('call_id', '=', call_id)
      .execute();
    return before.state;
  }
  await db
    .updateTable('call')
    .set({
      version: version + 1,
      state: reading.state,
      direction: reading.direction,
      client_phone: reading.clientPhone,
      line: reading.line,
      extension: reading.extension,
      ringing_at: [...reading.at],
      leg: reading.leg,
      started_at: new Date(reading.startedAt),
      answered_at: momentOf(reading.answeredAt),
      ended_at: momentOf(reading.endedAt),
      talk_seconds: reading.talkSeconds,
      ...(await whoCalls(db, before, reading)),
      ...(await whoTook(db, before, reading)),
    })
    .where('call_id', '=', call_id)
    .execute();
  return reading.state;
}

const momentOf = (at: number | null): Date | null => (at === null ? null : new Date(at));

/** Asked once the phone is known; whom an operator chose stays. */
async function whoCalls(
  db: Transaction<Database>,
  before: CallRow,
  { clientPhone }: CallReading,
): Promise<{ matched?: string[]; member_id?: string | null }> {
  if (clientPhone === before.client_phone || before.wrapped_at !== null || isChosen(before)) return {};
  const matched = clientPhone === null ? [] : await membersByPhone(db, clientPhone);
  const [only] = matched;
  return { matched, member_id: matched.length === 1 && only !== undefined ? only : null };
}

/** By the operator: the phone led to nobody, to several, or to somebody else. */
const isChosen = ({ member_id, matched }: CallRow): boolean =>
  member_id !== null && (matched.length !== 1 || matched[0] !== member_id);

/** Whoever sits at the telephone that answered. */
async function whoTook(
  db: Transaction<Database>,
  before: CallRow,
  { extension, answeredAt }: CallReading,
): Promise<{ operator_id?: string | null }> {
  if (answeredAt === null || extension === null) return {};
  if (before.operator_id !== null && before.extension === extension) return {};
  const found = await db
    .selectFrom('extension')
    .select('operator_id')
    .where('extension', '=', extension)
    .executeTakeFirst();
  return { operator_id: found?.operator_id ?? null };
}

interface Told {
  readonly row: CallRow;
  readonly told: readonly CallNews[];
  readonly at: Date;
}

async function expectRecordings(db: Transaction<Database>, { row, told, at }: Told): Promise<void> {
  const refs = new Set(told.flatMap(({ recordRef }) => recordRef ?? []));
  for (const recordRef of refs) {
    await db
      .insertInto('recording')
      .values({
        call_id: row.call_id,
        recording_id: recordingIdOf(row.call_id, recordRef),
        provider: row.provider,
        record_ref: recordRef,
        state: 'waiting',
        tries: 0,
        asked_at: at,
        next_at: at,
      })
      .onConflict((conflict) => conflict.columns(['call_id', 'recording_id']).doNothing())
      .execute();
  }
}

import { sql, type Kysely } from 'kysely';
import { createHash, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { Database } from '../database/schema.ts';
import type { KeyCaller, Shell } from '../operation.ts';

export type ExchangeShell = Pick<Shell, 'db' | 'clock'>;

/** 1C goes on for as long as its goods take; a cookie that was not used for a day is nobody's any more. */
const IDLE_MS = 86_400_000;
/** So long one can see what became of an exchange. */
const KEPT_MS = 7 * 86_400_000;

export interface ExchangeSession {
  readonly sessionId: string;
  /** Its catalogue was sent whole, as far as it was read. */
  readonly whole: boolean;
  /** Whose it is, and what it may ask. */
  readonly key: Pick<KeyCaller, 'keyId' | 'name' | 'mostPerMinute' | 'mostPerDay'>;
}

/** Begins an exchange, in place of what the same key left behind. @returns what the cookie is to hold */
export async function beginSession({ db, clock }: ExchangeShell, keyId: string): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const now = new Date(clock());
  const left = await sql<{ session_id: string }>`
    select session_id from exchange_session s
     where key_id = ${keyId}
       and not exists (select from exchange_import i
                        where i.session_id = s.session_id and i.state in ('waiting', 'running'))`.execute(db);
  for (const { session_id } of left.rows) await dropParts(db, session_id);
  await db
    .insertInto('exchange_session')
    .values({
      session_id: v7(),
      hash: hashOf(token),
      key_id: keyId,
      began_at: now,
      used_at: now,
      price_type: null,
    })
    .execute();
  return token;
}

interface SessionRow {
  readonly session_id: string;
  readonly whole: boolean;
  readonly key_id: string;
  readonly name: string;
  readonly most_per_minute: number | null;
  readonly most_per_day: number | null;
}

/** Whose cookie it is; null when nobody's, or its key was revoked. */
export async function findExchange(
  { db, clock }: ExchangeShell,
  token: string,
): Promise<ExchangeSession | null> {
  const now = clock();
  const { rows } = await sql<SessionRow>`
    update exchange_session s set used_at = ${new Date(now)}
      from api_key k
     where s.hash = ${hashOf(token)} and s.used_at > ${new Date(now - IDLE_MS)}
       and k.key_id = s.key_id and k.revoked_at is null
    returning s.session_id, s.whole, k.key_id, k.name, k.most_per_minute, k.most_per_day`.execute(db);
  const [found] = rows;
  if (!found) return null;
  const { session_id: sessionId, whole, key_id: keyId, name, most_per_minute, most_per_day } = found;
  const key = {
    keyId,
    name,
    ...(most_per_minute !== null && { mostPerMinute: most_per_minute }),
    ...(most_per_day !== null && { mostPerDay: most_per_day }),
  };
  return { sessionId, whole, key };
}

/** Forgets what was sent so far; what was read of it stays. */
export async function emptySession({ db }: ExchangeShell, sessionId: string): Promise<void> {
  await db.deleteFrom('exchange_import').where('session_id', '=', sessionId).execute();
  await dropParts(db, sessionId);
}

/** Parts of one exchange may be gigabytes, and no statement may take long. */
export async function dropParts(db: Kysely<Database>, sessionId: string): Promise<void> {
  for (;;) {
    const { numAffectedRows } = await sql`
      delete from exchange_part
       where session_id = ${sessionId}
         and (file, number) in (select file, number from exchange_part where session_id = ${sessionId} limit ${A_BATCH})`.execute(
      db,
    );
    if ((numAffectedRows ?? 0n) < A_BATCH) return;
  }
}
const A_BATCH = 100;

/** Exchanges that are long over. */
export async function forgetSessions({ db, clock }: ExchangeShell): Promise<void> {
  const over = await db
    .selectFrom('exchange_session')
    .select('session_id')
    .where('used_at', '<', sql<number>`${new Date(clock() - KEPT_MS)}`)
    .execute();
  for (const { session_id } of over) {
    await dropParts(db, session_id);
    await db.deleteFrom('exchange_session').where('session_id', '=', session_id).execute();
  }
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

import { sql, type Kysely } from 'kysely';
import { createHash, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import type { Database } from '../database/schema.ts';
import type { Shell } from '../operation.ts';

export type ExchangeShell = Pick<Shell, 'db' | 'clock'>;

/** 1C goes on for as long as its goods take; a cookie that was not used for a day is nobody's any more. */
const IDLE_MS = 86_400_000;
/** So long one can see what became of an exchange. */
const KEPT_MS = 7 * 86_400_000;

export interface ExchangeSession {
  readonly sessionId: string;
  /** Its catalogue was sent whole, as far as it was read. */
  readonly whole: boolean;
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

/** Whose cookie it is; null when nobody's, or its key was revoked. */
export async function findExchange(
  { db, clock }: ExchangeShell,
  token: string,
): Promise<ExchangeSession | null> {
  const now = clock();
  const found = await db
    .updateTable('exchange_session')
    .set({ used_at: new Date(now) })
    .where('hash', '=', hashOf(token))
    .where('used_at', '>', sql<number>`${new Date(now - IDLE_MS)}`)
    .where('key_id', 'in', (eb) => eb.selectFrom('api_key').select('key_id').where('revoked_at', 'is', null))
    .returning(['session_id', 'whole'])
    .executeTakeFirst();
  return found ? { sessionId: found.session_id, whole: found.whole } : null;
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

import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

const HOUR_MS = 3_600_000;

/** Forgets what ran out an hour ago: a phone that somebody typed is kept no longer than it is needed. */
export async function forgetSignIns(db: Kysely<Database>, now: number): Promise<void> {
  await sql`delete from sign_in where expires_at < ${new Date(now - HOUR_MS)}`.execute(db);
}

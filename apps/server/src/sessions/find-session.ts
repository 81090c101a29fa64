import { sql } from 'kysely';
import type { Shell } from '../operation.ts';
import { SESSION_LASTS_MS } from './open-session.ts';
import { readToken, secretHash } from './session-token.ts';

/** Whom a session's token signs in. */
export interface SignedIn {
  readonly memberId: string;
  readonly sessionId: string;
  /** Signed in by a code of staff: only to prove a phone or an e-mail. */
  readonly untilContact: boolean;
}

const HOUR_MS = 3_600_000;

/** null: nobody, or not any more. Asked in the database each time, so that signing out elsewhere counts at once. */
export async function findSession(
  { db, clock }: Pick<Shell, 'db' | 'clock'>,
  token: string,
): Promise<SignedIn | null> {
  const read = readToken(token);
  if (read === null) return null;
  const now = clock();
  const found = await db
    .selectFrom('session')
    .select(['owner_id', 'session_id', 'seen_at', 'until_contact'])
    .where('owner_id', '=', read.ownerId)
    .where('session_id', '=', read.sessionId)
    .where('secret_hash', '=', secretHash(read.secret))
    .where('ended_at', 'is', null)
    .where('expires_at', '>', sql<number>`${new Date(now)}`)
    .executeTakeFirst();
  if (!found) return null;
  if (now - found.seen_at >= HOUR_MS) {
    await sql`
      update session set seen_at = ${new Date(now)}, expires_at = ${new Date(now + SESSION_LASTS_MS)}
       where owner_id = ${read.ownerId} and session_id = ${read.sessionId} and ended_at is null`.execute(db);
  }
  return {
    memberId: found.owner_id,
    sessionId: found.session_id,
    untilContact: found.until_contact,
  };
}

import { iso } from '@bonum/ledger';
import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Call, Visitor } from '../operation.ts';
import type { Row } from '../write.ts';
import { secretHash, writeToken } from './session-token.ts';

const DAY_MS = 86_400_000;
/** A session nobody uses ends by itself after this; each use in a new hour begins it anew. */
export const SESSION_LASTS_MS = 90 * DAY_MS;
const LONGEST_USER_AGENT = 400;

/** What a session comes of: made by us and new for each sign-in. */
export interface SessionSeed {
  readonly ownerId: string;
  readonly sessionId: string;
}

/**
 * A new session for a browser that has just proved who it belongs to: a token that somebody planted before is worth nothing
 * afterwards. The same seed gives the same token, for a browser whose answer was lost on the way; the token stands nowhere.
 * @returns the row to write, and the token for the browser's cookie
 */
export function openSession(
  { shell, caller, now }: Call<Visitor>,
  seed: SessionSeed,
): { readonly row: Row; readonly token: string } {
  const secret = secretOf(shell.secret, seed);
  const row = {
    owner_id: seed.ownerId,
    session_id: seed.sessionId,
    secret_hash: `\\x${secretHash(secret).toString('hex')}`,
    user_agent: caller.userAgent.slice(0, LONGEST_USER_AGENT),
    created_at: iso(now),
    seen_at: iso(now),
    expires_at: iso(now + SESSION_LASTS_MS),
    ended_at: null,
    until_contact: false,
    proved_at: null,
  };
  return { row, token: writeToken({ ...seed, secret }) };
}

const secretOf = (secret: string, { ownerId, sessionId }: SessionSeed): Buffer =>
  createHmac('sha256', secret).update(`session\n${ownerId}\n${sessionId}`).digest();

/** The token of a session that was opened and is not over; null: it is. */
export async function openedSession({ shell, now }: Call, seed: SessionSeed): Promise<string | null> {
  const found = await shell.db
    .selectFrom('session')
    .select('session_id')
    .where('owner_id', '=', seed.ownerId)
    .where('session_id', '=', seed.sessionId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', sql<number>`${new Date(now)}`)
    .executeTakeFirst();
  return found ? writeToken({ ...seed, secret: secretOf(shell.secret, seed) }) : null;
}

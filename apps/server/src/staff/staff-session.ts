import { randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import { v7 } from 'uuid';
import type { Database } from '../database/schema.ts';
import type { Call, Visitor } from '../operation.ts';
import { secretHash, writeToken } from '../sessions/session-token.ts';

/** A working day at most, however much it is used. */
export const STAFF_SESSION_LASTS_MS = 12 * 3_600_000;
/** A desk that nobody sits at is signed out by itself. */
export const IDLE_MS = 30 * 60_000;

const LONGEST_USER_AGENT = 400;

interface NewSession {
  readonly operatorId: string;
  readonly way: Database['staff_session']['way'];
  /** Where something opens one session and no other: its id. */
  readonly sessionId?: string;
  /** The session at the chain's identity provider, and its token. */
  readonly company?: { readonly sid: string | null; readonly token: Buffer };
}

/**
 * A new session for a browser whose operator has just proved who they are.
 * @returns how to write it, and the token for the browser's cookie
 */
export function openStaffSession(
  { caller, now }: Call<Visitor>,
  { operatorId, way, sessionId = v7(), company }: NewSession,
): {
  readonly insert: (db: Transaction<Database>) => Promise<void>;
  readonly token: string;
  readonly sessionId: string;
} {
  const secret = randomBytes(32);
  const row = {
    operator_id: operatorId,
    session_id: sessionId,
    secret_hash: secretHash(secret),
    way,
    user_agent: caller.userAgent.slice(0, LONGEST_USER_AGENT),
    address: caller.address,
    created_at: new Date(now),
    seen_at: new Date(now),
    expires_at: new Date(now + STAFF_SESSION_LASTS_MS),
    ended_at: null,
    company_sid: company?.sid ?? null,
    company_token: company?.token ?? null,
  };
  return {
    sessionId,
    token: writeToken({ ownerId: operatorId, sessionId, secret }),
    insert: async (db) => {
      await db.insertInto('staff_session').values(row).execute();
    },
  };
}

/** Ends what sessions an operator has; all of them, or those that are named. */
export async function endStaffSessions(
  db: Transaction<Database>,
  {
    operatorId,
    now,
    only,
  }: { readonly operatorId: string; readonly now: number; readonly only?: readonly string[] },
): Promise<void> {
  let ending = db
    .updateTable('staff_session')
    .set({ ended_at: new Date(now) })
    .where('operator_id', '=', operatorId)
    .where('ended_at', 'is', null);
  if (only) ending = ending.where('session_id', 'in', [...only]);
  await ending.execute();
}

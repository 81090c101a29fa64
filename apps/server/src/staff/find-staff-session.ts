import { roleNames, scopesOf, type Role } from '@bonum/contract';
import { sql } from 'kysely';
import type { Shell, StaffCaller } from '../operation.ts';
import { readToken, secretHash } from '../sessions/session-token.ts';
import { IDLE_MS } from './staff-session.ts';

/** Whom a token of staff signs in, and what they may do. */
export type StaffSignedIn = Pick<StaffCaller, 'operatorId' | 'sessionId' | 'name' | 'roles' | 'scopes'>;

const MINUTE_MS = 60_000;

/**
 * null: nobody, or not any more. Asked in the database each time, so that a role that was taken away, or an operator who was
 * blocked, counts at once.
 */
export async function findStaffSession(
  { db, clock }: Pick<Shell, 'db' | 'clock'>,
  token: string,
): Promise<StaffSignedIn | null> {
  const read = readToken(token);
  if (read === null) return null;
  const now = clock();
  const found = await db
    .selectFrom('staff_session as s')
    .innerJoin('operator as o', 'o.operator_id', 's.operator_id')
    .select(['s.operator_id', 's.session_id', 's.seen_at', 'o.name', 'o.roles'])
    .where('s.operator_id', '=', read.ownerId)
    .where('s.session_id', '=', read.sessionId)
    .where('s.secret_hash', '=', secretHash(read.secret))
    .where('s.ended_at', 'is', null)
    .where('s.expires_at', '>', sql<number>`${new Date(now)}`)
    .where('s.seen_at', '>', sql<number>`${new Date(now - IDLE_MS)}`)
    .where('o.state', '=', 'active')
    .executeTakeFirst();
  if (!found) return null;
  if (now - found.seen_at >= MINUTE_MS)
    await db
      .updateTable('staff_session')
      .set({ seen_at: new Date(now) })
      .where('operator_id', '=', found.operator_id)
      .where('session_id', '=', found.session_id)
      .where('ended_at', 'is', null)
      .execute();
  const roles = knownRoles(found.roles);
  const { operator_id: operatorId, session_id: sessionId, name } = found;
  return { operatorId, sessionId, name, roles, scopes: scopesOf(roles) };
}

/** Roles that an earlier or a later Bonum wrote, and this one does not know, let nobody do anything. */
export const knownRoles = (written: readonly string[]): Role[] =>
  roleNames.filter((role) => written.includes(role));

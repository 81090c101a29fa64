import { iso } from '@bonum/ledger';
import { sql } from 'kysely';
import { withMerged } from '../checkout/allowance.ts';
import type { Call } from '../operation.ts';
import { ownerChain } from '../owner/owner-chain.ts';
import type { OwnerWrites } from '../write.ts';

export interface LiveSession {
  readonly ownerId: string;
  readonly sessionId: string;
  readonly userAgent: string;
  readonly createdAt: number;
  readonly seenAt: number;
}

/** In which browsers a member is signed in, as whoever they were before a merge included; the one seen last first. */
export async function liveSessions(call: Call, memberId: string): Promise<LiveSession[]> {
  const { db } = call.shell;
  const chain = await ownerChain(db, memberId);
  const ownerIds = await withMerged(db, chain.at(-1)?.ownerId ?? memberId);
  const each = await Promise.all(ownerIds.map((ownerId) => sessionsOf(call, ownerId)));
  return each.flat().toSorted((a, b) => b.seenAt - a.seenAt || (a.sessionId < b.sessionId ? -1 : 1));
}

async function sessionsOf({ shell, now }: Call, ownerId: string): Promise<LiveSession[]> {
  const { rows } = await sql<LiveSession>`
    select owner_id as "ownerId", session_id as "sessionId", user_agent as "userAgent", created_at as "createdAt",
           seen_at as "seenAt"
      from session where owner_id = ${ownerId} and ended_at is null and expires_at > ${new Date(now)}`.execute(
    shell.db,
  );
  return rows;
}

/** Ends sessions, whoever's they were before a merge. */
export const endSessions = ({ now }: Call, sessions: readonly LiveSession[]): OwnerWrites[] =>
  [...Map.groupBy(sessions, ({ ownerId }) => ownerId)].map(([owner_id, theirs]) => ({
    owner: null,
    rows: {},
    ends: { owner_id, session_ids: theirs.map(({ sessionId }) => sessionId), ended_at: iso(now) },
  }));

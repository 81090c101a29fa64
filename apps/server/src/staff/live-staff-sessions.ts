import { sql } from 'kysely';
import type { Call } from '../operation.ts';
import { IDLE_MS } from './staff-session.ts';

/** In which browsers an operator is signed in, the one seen last first. */
export const liveStaffSessions = ({ shell, now }: Call, operatorId: string) =>
  shell.db
    .selectFrom('staff_session')
    .select(['session_id', 'way', 'user_agent', 'address', 'created_at', 'seen_at'])
    .where('operator_id', '=', operatorId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', sql<number>`${new Date(now)}`)
    .where('seen_at', '>', sql<number>`${new Date(now - IDLE_MS)}`)
    .orderBy('seen_at', 'desc')
    .orderBy('session_id')
    .execute();

import { iso } from '@bonum/ledger';
import { operation } from '../operation.ts';
import { deviceName } from '../sessions/device-name.ts';
import { liveStaffSessions } from './live-staff-sessions.ts';

/** Where the operator is signed in. */
export const listStaffSessions = operation('list-staff-sessions', async (call) => {
  const live = await liveStaffSessions(call, call.caller.operatorId);
  return {
    ok: true,
    value: {
      sessions: live.map(({ session_id, way, user_agent, address, created_at, seen_at }) => ({
        sessionId: session_id,
        way,
        ...deviceName(user_agent),
        address,
        signedInAt: iso(created_at),
        seenAt: iso(seen_at),
        here: session_id === call.caller.sessionId,
      })),
    },
  };
});

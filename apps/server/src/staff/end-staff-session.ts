import { operation } from '../operation.ts';
import { liveStaffSessions } from './live-staff-sessions.ts';
import { endStaffSessions } from './staff-session.ts';

/** Signs one of the operator's own browsers out, wherever it is. */
export const endStaffSession = operation('end-staff-session', async (call, { sessionId }) => {
  const { operatorId } = call.caller;
  const live = await liveStaffSessions(call, operatorId);
  const ended = live.some(({ session_id }) => session_id === sessionId);
  return {
    ok: true,
    value: { ended: ended ? 1 : 0 },
    ...(sessionId === call.caller.sessionId && { staffSession: 'ended' as const }),
    ...(ended && {
      writes: {
        owners: [],
        beside: (db) => endStaffSessions(db, { operatorId, now: call.now, only: [sessionId] }),
      },
    }),
  };
});

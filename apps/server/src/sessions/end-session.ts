import { operation } from '../operation.ts';
import { endSessions, liveSessions } from './live-sessions.ts';

/** Signs one of the member's browsers out, wherever it is. */
export const endSession = operation('end-session', async (call, { sessionId }) => {
  const live = await liveSessions(call, call.caller.memberId);
  const ended = live.filter((session) => session.sessionId === sessionId);
  return {
    ok: true,
    value: { ended: ended.length },
    ...(sessionId === call.caller.sessionId && { session: 'ended' as const }),
    writes: { owners: endSessions(call, ended) },
  };
});

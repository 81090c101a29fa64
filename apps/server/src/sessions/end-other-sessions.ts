import { operation } from '../operation.ts';
import { endSessions, liveSessions } from './live-sessions.ts';

/** Signs the member out everywhere but here. */
export const endOtherSessions = operation('end-other-sessions', async (call) => {
  const live = await liveSessions(call, call.caller.memberId);
  const ended = live.filter(({ sessionId }) => sessionId !== call.caller.sessionId);
  return { ok: true, value: { ended: ended.length }, writes: { owners: endSessions(call, ended) } };
});

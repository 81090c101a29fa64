import { iso } from '@bonum/ledger';
import { operation } from '../operation.ts';
import { deviceName } from './device-name.ts';
import { liveSessions } from './live-sessions.ts';

/** Where the member is signed in. */
export const listSessions = operation('list-sessions', async (call) => ({
  ok: true,
  value: {
    sessions: (await liveSessions(call, call.caller.memberId)).map(
      ({ sessionId, userAgent, createdAt, seenAt }) => ({
        sessionId,
        ...deviceName(userAgent),
        signedInAt: iso(createdAt),
        seenAt: iso(seenAt),
        here: sessionId === call.caller.sessionId,
      }),
    ),
  },
}));

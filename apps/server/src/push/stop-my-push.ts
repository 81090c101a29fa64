import { operation } from '../operation.ts';
import { pushAnswer } from './get-my-push.ts';

export const stopMyPush = operation('stop-my-push', async (call) => {
  const { memberId, sessionId } = call.caller;
  await call.shell.db
    .deleteFrom('push_subscription')
    .where('owner_id', '=', memberId)
    .where('session_id', '=', sessionId)
    .execute();
  return { ok: true, value: pushAnswer(call, false) };
});

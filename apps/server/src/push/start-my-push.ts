import { iso } from '@bonum/ledger';
import { operation } from '../operation.ts';
import { pushAnswer } from './get-my-push.ts';

export const startMyPush = operation('start-my-push', async (call, { endpoint, keys, language }) => {
  const { memberId, sessionId } = call.caller;
  const row = {
    owner_id: memberId,
    session_id: sessionId,
    endpoint,
    p256dh: keys.p256dh,
    auth: keys.auth,
    language,
    created_at: iso(call.now),
  };
  return {
    ok: true,
    value: pushAnswer(call, true),
    writes: { owners: [{ owner: null, rows: { push_subscription: [row] } }] },
  };
});

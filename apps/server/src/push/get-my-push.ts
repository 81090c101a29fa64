import { operation, type Call, type MemberCaller } from '../operation.ts';
import { vapidKeys } from './vapid.ts';

export const getMyPush = operation('get-my-push', async (call) => ({
  ok: true,
  value: pushAnswer(call, await isOn(call)),
}));

export const pushAnswer = ({ shell }: Call, on: boolean) => ({
  publicKey: vapidKeys(shell.secret).publicKey,
  on,
});

async function isOn({ shell, caller }: Call<MemberCaller>): Promise<boolean> {
  const row = await shell.db
    .selectFrom('push_subscription')
    .select('session_id')
    .where('owner_id', '=', caller.memberId)
    .where('session_id', '=', caller.sessionId)
    .executeTakeFirst();
  return row !== undefined;
}

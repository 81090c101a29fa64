import { outdated } from '../api/asking.ts';
import { api } from '../api/client.ts';
import { answered } from '../api/failure.ts';
import { keys } from '../api/keys.ts';

/** Puts a call down to whoever it is from; false: it could not be, and is asked about again when it is over. */
export async function setCallMember(callId: string, memberId: string): Promise<boolean> {
  const { ok } = await answered(
    api.PUT('/v1/calls/{callId}/member', { params: { path: { callId } }, body: { memberId } }),
  );
  outdated(keys.myCalls, keys.calls);
  return ok;
}

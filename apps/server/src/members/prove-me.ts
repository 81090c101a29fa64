import { iso } from '@bonum/ledger';
import { operation } from '../operation.ts';
import { readSelf } from './own-account.ts';
import { proved } from './proof.ts';

/** The code that send-proof sent came back: for a while nothing more is asked of this browser. */
export const proveMe = operation('prove-me', async (call, { proof }) => {
  const self = await readSelf(call);
  if (!self.ok) return self;
  const { member } = self.value;
  const right = await proved(call, member, proof);
  if (!right.ok) return right;
  const value = { proved: true } as const;
  if (right.value === null) return { ok: true, value };
  const proves = {
    owner_id: member.owner_id,
    session_id: call.caller.sessionId,
    proved_at: iso(call.now),
  };
  return { ok: true, value, writes: { owners: [{ owner: null, rows: {}, uses: right.value, proves }] } };
});

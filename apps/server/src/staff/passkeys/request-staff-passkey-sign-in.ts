import { iso } from '@bonum/ledger';
import { keepsName, operation } from '../../operation.ts';
import { newChallenge } from '../../passkeys/challenge.ts';
import { relyingParty } from '../../passkeys/relying-party.ts';

/** What a browser needs to ask for a passkey of staff: the same for everybody, for nobody is known yet. */
export const requestStaffPasskeySignIn = operation('request-staff-passkey-sign-in', async (call) => {
  const { challenge, expiresAt } = newChallenge(call, { to: 'staff-sign-in', whom: call.caller.deviceId });
  return {
    ok: true,
    ...keepsName(call.caller),
    value: { challenge, rpId: relyingParty(call.shell).rpId, expiresAt: iso(expiresAt) },
  };
});

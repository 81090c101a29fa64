import { iso } from '@bonum/ledger';
import { keepsName, operation } from '../operation.ts';
import { newChallenge } from './challenge.ts';
import { relyingParty } from './relying-party.ts';

/** What a browser needs to ask its owner for a passkey: the same for everybody, for nobody is known yet. */
export const requestPasskeySignIn = operation('request-passkey-sign-in', async (call) => {
  const { challenge, expiresAt } = newChallenge(call, { to: 'sign-in', whom: call.caller.deviceId });
  return {
    ok: true,
    ...keepsName(call.caller),
    value: { challenge, rpId: relyingParty(call.shell).rpId, expiresAt: iso(expiresAt) },
  };
});

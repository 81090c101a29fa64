import { iso } from '@bonum/ledger';
import { parse } from 'uuid';
import { operation } from '../../operation.ts';
import { newChallenge } from '../../passkeys/challenge.ts';
import { MOST_PASSKEYS } from '../../passkeys/member-passkeys.ts';
import { relyingParty } from '../../passkeys/relying-party.ts';
import { tooMany } from '../../passkeys/request-passkey.ts';
import { changeOperator } from '../operator-row.ts';
import { givenTo } from './given-to.ts';
import { staffPasskeys } from './staff-passkeys.ts';
import { stillThem } from './still-them.ts';

/** What a browser needs to make a passkey for the operator who has signed in. */
export const requestStaffPasskey = operation('request-staff-passkey', async (call, { code }) => {
  const { operatorId } = call.caller;
  const known = await staffPasskeys(call, operatorId);
  if (known.length >= MOST_PASSKEYS) return tooMany;
  const them = await stillThem(call, code);
  if (!them.ok) return them;
  const { operator, taken } = them.value;
  // A code that is taken moves the operator.
  const version = operator.version + (taken === null ? 0 : 1);
  const { challenge, expiresAt } = newChallenge(call, givenTo(call.caller, version));
  const value = {
    challenge,
    rpId: relyingParty(call.shell).rpId,
    userId: Buffer.from(parse(operatorId)).toString('base64url'),
    userName: operator.login,
    known: known.map(({ passkey_id }) => passkey_id),
    expiresAt: iso(expiresAt),
  };
  if (taken === null) return { ok: true, value };
  return {
    ok: true,
    value,
    writes: { owners: [], beside: (db) => changeOperator(db, operator, taken) },
  };
});

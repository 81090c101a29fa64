import { operation } from '../../operation.ts';
import { challengeIn, isGoodChallenge } from '../../passkeys/challenge.ts';
import { MOST_PASSKEYS } from '../../passkeys/member-passkeys.ts';
import { madeOn } from '../../passkeys/made-on.ts';
import { refused } from '../../passkeys/relying-party.ts';
import { tooMany } from '../../passkeys/request-passkey.ts';
import { verifiedCredential } from '../../passkeys/verified.ts';
import { changeOperator, operatorById } from '../operator-row.ts';
import { givenTo } from './given-to.ts';
import { staffPasskeys, staffPasskeysAnswer } from './staff-passkeys.ts';

/** The browser has made a passkey: from now on it signs the operator in, without a password and without a code. */
export const addStaffPasskey = operation('add-staff-passkey', async (call, made) => {
  const { shell, caller, now } = call;
  const operator = await operatorById(shell.db, caller.operatorId);
  const challenge = challengeIn(made.clientDataJSON);
  if (!operator || challenge === null || !isGoodChallenge(call, givenTo(caller, operator.version), challenge))
    return refused;
  const known = await staffPasskeys(call, operator.operator_id);
  if (known.length >= MOST_PASSKEYS) return tooMany;
  const credential = await verifiedCredential(call, made, challenge);
  if (credential === null || known.some(({ passkey_id }) => passkey_id === credential.id)) return refused;
  const { id: passkey_id, counter } = credential;
  const { operator_id } = operator;
  const name = madeOn(caller.userAgent);
  const row = {
    operator_id,
    passkey_id,
    public_key: Buffer.from(credential.publicKey),
    counter,
    transports: [...made.transports],
    name,
    created_at: new Date(now),
    used_at: null,
  };
  return {
    ok: true,
    value: staffPasskeysAnswer([{ passkey_id, name, created_at: now, used_at: null }, ...known]),
    audit: { detail: { name } },
    writes: {
      owners: [],
      beside: async (db) => {
        await changeOperator(db, operator, {});
        await db.insertInto('staff_passkey').values(row).execute();
      },
    },
  };
});

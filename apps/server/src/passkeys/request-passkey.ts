import { iso } from '@bonum/ledger';
import { parse } from 'uuid';
import { readSelf } from '../members/own-account.ts';
import { proved } from '../members/proof.ts';
import { operation, refuse } from '../operation.ts';
import { newChallenge } from './challenge.ts';
import { memberPasskeys, MOST_PASSKEYS } from './member-passkeys.ts';
import { relyingParty } from './relying-party.ts';

/** What a browser needs to make a passkey; whoever asks has proved that it is still them. */
export const requestPasskey = operation('request-passkey', async (call, { proof }) => {
  const self = await readSelf(call);
  if (!self.ok) return self;
  const { member } = self.value;
  const known = await memberPasskeys(call, member.owner_id);
  if (known.length >= MOST_PASSKEYS) return tooMany;
  const right = await proved(call, member, proof);
  if (!right.ok) return right;
  const { challenge, expiresAt } = newChallenge(call, { to: 'add', whom: call.caller.sessionId });
  const value = {
    challenge,
    rpId: relyingParty(call.shell).rpId,
    userId: Buffer.from(parse(member.owner_id)).toString('base64url'),
    userName: member.name ?? '',
    known: known.map(({ passkey_id }) => passkey_id),
    expiresAt: iso(expiresAt),
  };
  const uses = right.value;
  return { ok: true, value, ...(uses && { writes: { owners: [{ owner: null, rows: {}, uses }] } }) };
});

export const tooMany = refuse('too-many-passkeys', 'Remove one that is not used any more.');

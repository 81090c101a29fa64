import { iso } from '@bonum/ledger';
import { operation, refuse } from '../operation.ts';
import { keyAnswer, keyColumns } from './key-answer.ts';
import { newSecret, secretHash } from './key-secret.ts';
import { ownKey } from './own-key.ts';

const MINUTE_MS = 60_000;

/** Gives a key a new secret, in this answer and nowhere else; the one before works on for as long as is asked. */
export const rotateKey = operation('rotate-key', async (call, { keyId, overlapMinutes, ifSecretSince }) => {
  const found = await ownKey(call, keyId);
  if (!found.ok) return found;
  const { key } = found;
  const { shell, now } = call;
  if (key.revoked_at !== null)
    return refuse('key-revoked', 'A revoked key opens nothing any more: make another.', { path: '/keyId' });
  if (ifSecretSince !== undefined && Date.parse(ifSecretSince) !== key.secret_since) return changed(key);
  const oldWorks = key.old_hash !== null && key.old_until !== null && key.old_until > now;
  if (oldWorks && key.used_at !== null)
    return refuse('two-secrets', 'Both its secrets are in use: end the old one, or wait until it ends.', {
      path: '/keyId',
    });
  // A new secret that nobody has used was lost on its way: it goes, and the one that is in use works on.
  const kept = oldWorks
    ? { old_hash: key.old_hash, old_used_at: key.old_used_at }
    : { old_hash: key.hash, old_used_at: key.used_at };
  const secret = newSecret();
  const row = await shell.db
    .updateTable('api_key')
    .set({
      hash: secretHash(secret),
      secret_since: new Date(now),
      used_at: null,
      ...(overlapMinutes === 0
        ? { old_hash: null, old_used_at: null, old_until: null }
        : {
            ...kept,
            old_used_at: date(kept.old_used_at),
            old_until: new Date(now + overlapMinutes * MINUTE_MS),
          }),
    })
    .where('key_id', '=', keyId)
    .where('hash', '=', key.hash)
    .where('revoked_at', 'is', null)
    .returning(keyColumns)
    .executeTakeFirst();
  if (!row) return changed(key);
  const value = { key: keyAnswer(row, now), secret };
  return { ok: true, value, audit: { detail: { overlapMinutes } } };
});

const date = (at: number | null): Date | null => (at === null ? null : new Date(at));

const changed = ({ secret_since }: { readonly secret_since: number }) =>
  refuse('changed-since', 'Somebody else has changed this key: look at it again.', {
    path: '/ifSecretSince',
    extra: { secretSince: iso(secret_since) },
  });

import { sql } from 'kysely';
import { operation } from '../operation.ts';
import { keyAnswer, keyColumns } from './key-answer.ts';
import { ownKey } from './own-key.ts';

/** Revokes a key for good; one that was revoked keeps its time. */
export const revokeKey = operation('revoke-key', async (call, { keyId }) => {
  const found = await ownKey(call, keyId);
  if (!found.ok) return found;
  const { shell, now } = call;
  const revoked = await shell.db
    .updateTable('api_key')
    .set({ revoked_at: sql`coalesce(revoked_at, ${new Date(now)})` })
    .where('key_id', '=', keyId)
    .returning(keyColumns)
    .executeTakeFirstOrThrow();
  return { ok: true, value: keyAnswer(revoked, now) };
});

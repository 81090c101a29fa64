import { sql } from 'kysely';
import { operation, refuse } from '../operation.ts';
import { keyAnswer } from './key-answer.ts';

/** Revokes a key at once and for good; one that was revoked keeps its time. */
export const revokeKey = operation('revoke-key', async ({ shell, now }, { keyId }) => {
  const row = await shell.db
    .updateTable('api_key')
    .set({ revoked_at: sql`coalesce(revoked_at, ${new Date(now)})` })
    .where('key_id', '=', keyId)
    .returningAll()
    .executeTakeFirst();
  return row
    ? { ok: true, value: keyAnswer(row) }
    : refuse('unknown-key', 'There is no such key.', { path: '/keyId' });
});

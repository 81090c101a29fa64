import type { Scope } from '@bonum/contract';
import { sql } from 'kysely';
import { operation, refuse } from '../operation.ts';
import { beyondOwn, beyondOwnPlace } from './beyond-own.ts';
import { keyAnswer, keyColumns } from './key-answer.ts';

/** Revokes a key for good; one that was revoked keeps its time. */
export const revokeKey = operation('revoke-key', async ({ shell, caller, now }, { keyId }) => {
  // Neither the scopes nor the place of a key ever change, so what is read here still holds when it is revoked.
  const key = await shell.db
    .selectFrom('api_key')
    .select(['scopes', 'store_id as storeId', 'till_id as tillId'])
    .where('key_id', '=', keyId)
    .executeTakeFirst();
  if (!key) return refuse('unknown-key', 'There is no such key.', { path: '/keyId' });
  const beyond = beyondOwnPlace(caller, key) ?? beyondOwn(caller, key.scopes as Scope[]);
  // The place in the request is the key's id, whatever of that key is in the way.
  if (beyond) return { ...beyond, path: '/keyId' };
  const revoked = await shell.db
    .updateTable('api_key')
    .set({ revoked_at: sql`coalesce(revoked_at, ${new Date(now)})` })
    .where('key_id', '=', keyId)
    .returning(keyColumns)
    .executeTakeFirstOrThrow();
  return { ok: true, value: keyAnswer(revoked) };
});

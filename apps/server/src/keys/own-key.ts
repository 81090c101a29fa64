import type { Scope } from '@bonum/contract';
import type { Selectable } from 'kysely';
import type { Database } from '../database/schema.ts';
import { refuse, type Call, type Refusal, type ScopedCaller } from '../operation.ts';
import { beyondOwn, beyondOwnPlace } from './beyond-own.ts';

type KeyRow = Pick<
  Selectable<Database['api_key']>,
  | 'scopes'
  | 'store_id'
  | 'till_id'
  | 'hash'
  | 'revoked_at'
  | 'secret_since'
  | 'used_at'
  | 'old_hash'
  | 'old_until'
  | 'old_used_at'
>;

/**
 * A key that the caller may change, as it stands. Neither the scopes nor the place of a key ever change, so what is read here still
 * holds when it is written.
 */
export async function ownKey(
  { shell, caller }: Call<ScopedCaller>,
  keyId: string,
): Promise<{ readonly ok: true; readonly key: KeyRow } | Refusal> {
  const key = await shell.db
    .selectFrom('api_key')
    .select(['scopes', 'store_id', 'till_id', 'hash', 'revoked_at', 'secret_since', 'used_at'])
    .select(['old_hash', 'old_until', 'old_used_at'])
    .where('key_id', '=', keyId)
    .executeTakeFirst();
  if (!key) return refuse('unknown-key', 'There is no such key.', { path: '/keyId' });
  const beyond =
    beyondOwnPlace(caller, { storeId: key.store_id, tillId: key.till_id }) ??
    beyondOwn(caller, key.scopes as Scope[]);
  // The place in the request is the key's id, whatever of that key is in the way.
  return beyond ? { ...beyond, path: '/keyId' } : { ok: true, key };
}

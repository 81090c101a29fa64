import type { Scope } from '@bonum/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { KeyCaller } from '../operation.ts';
import { secretHash } from './key-secret.ts';

/** Who a secret belongs to; null when nobody's, or revoked. */
export async function authenticate(db: Kysely<Database>, secret: string): Promise<KeyCaller | null> {
  const row = await db
    .selectFrom('api_key')
    .select(['key_id', 'name', 'scopes', 'store_id', 'till_id'])
    .where('hash', '=', secretHash(secret))
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  return {
    keyId: row.key_id,
    name: row.name,
    scopes: row.scopes as Scope[],
    storeId: row.store_id,
    tillId: row.till_id,
  };
}

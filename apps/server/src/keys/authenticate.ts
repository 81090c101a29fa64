import type { Scope } from '@bonum/contract';
import { sql } from 'kysely';
import type { KeyCaller, Shell } from '../operation.ts';
import { secretHash } from './key-secret.ts';

const MINUTE_MS = 60_000;

/** Who a secret belongs to; null when nobody's, or revoked. The one before the newest opens as well until its time is over. */
export async function authenticate(
  { db, clock }: Pick<Shell, 'db' | 'clock'>,
  secret: string,
): Promise<KeyCaller | null> {
  const hash = secretHash(secret);
  const now = clock();
  const row = await db
    .selectFrom('api_key')
    .select(['key_id', 'name', 'scopes', 'store_id', 'till_id'])
    .select(sql<boolean>`hash = ${hash}`.as('newest'))
    .select(sql<number | null>`case when hash = ${hash} then used_at else old_used_at end`.as('used_at'))
    .where(sql<boolean>`(hash = ${hash} or (old_hash = ${hash} and old_until > ${new Date(now)}))`)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  // Servers remember a caller for seconds, so this is asked now and then, not with every line that is scanned.
  if (row.used_at === null || now - row.used_at >= MINUTE_MS)
    await db
      .updateTable('api_key')
      .set({ [row.newest ? 'used_at' : 'old_used_at']: new Date(now) })
      .where('key_id', '=', row.key_id)
      .where(row.newest ? 'hash' : 'old_hash', '=', hash)
      .execute();
  return {
    keyId: row.key_id,
    name: row.name,
    scopes: row.scopes as Scope[],
    storeId: row.store_id,
    tillId: row.till_id,
  };
}

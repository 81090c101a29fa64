import type { Answer } from '@bonum/contract';
import type { Selectable } from 'kysely';
import type { Database } from '../database/schema.ts';
import { iso } from '../events.ts';

/**
 * Every column, by name: a statement that asks for all there are answers otherwise after a migration, which PostgreSQL
 * refuses of one whose plan is kept.
 */
export const keyColumns = [
  'key_id',
  'name',
  'scopes',
  'store_id',
  'till_id',
  'created_at',
  'revoked_at',
] as const;
type KeyRow = Pick<Selectable<Database['api_key']>, (typeof keyColumns)[number]>;

export const keyAnswer = (row: KeyRow): Answer<'revoke-key'> => ({
  keyId: row.key_id,
  name: row.name,
  scopes: row.scopes,
  storeId: row.store_id,
  tillId: row.till_id,
  createdAt: iso(row.created_at),
  revokedAt: row.revoked_at === null ? null : iso(row.revoked_at),
});

import type { Answer } from '@bonum/contract';
import type { Selectable } from 'kysely';
import type { Database } from '../database/schema.ts';
import { iso } from '../events.ts';

export const keyAnswer = (row: Selectable<Database['api_key']>): Answer<'revoke-key'> => ({
  keyId: row.key_id,
  name: row.name,
  scopes: row.scopes,
  storeId: row.store_id,
  tillId: row.till_id,
  createdAt: iso(row.created_at),
  revokedAt: row.revoked_at === null ? null : iso(row.revoked_at),
});

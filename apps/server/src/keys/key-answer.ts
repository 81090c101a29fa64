import type { Answer } from '@bonum/contract';
import type { Instant } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import type { Selectable } from 'kysely';
import type { Database } from '../database/schema.ts';

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
  'most_per_minute',
  'most_per_day',
  'sandbox',
  'created_at',
  'revoked_at',
  'secret_since',
  'used_at',
  'old_until',
  'old_used_at',
] as const;
type KeyRow = Pick<Selectable<Database['api_key']>, (typeof keyColumns)[number]>;

/** @param usedToday of its quota of the day */
export const keyAnswer = (row: KeyRow, now: Instant, usedToday = 0): Answer<'revoke-key'> => ({
  keyId: row.key_id,
  name: row.name,
  scopes: row.scopes,
  storeId: row.store_id,
  tillId: row.till_id,
  mostPerMinute: row.most_per_minute,
  mostPerDay: row.most_per_day,
  usedToday: row.most_per_day === null ? null : Math.min(usedToday, row.most_per_day),
  sandbox: row.sandbox,
  createdAt: iso(row.created_at),
  revokedAt: maybeIso(row.revoked_at),
  secret: { since: iso(row.secret_since), usedAt: maybeIso(row.used_at) },
  oldSecret:
    row.old_until === null || row.old_until <= now
      ? null
      : { until: iso(row.old_until), usedAt: maybeIso(row.old_used_at) },
});

const maybeIso = (at: number | null): string | null => (at === null ? null : iso(at));

import type { Scope } from '@bonum/contract';
import { sql } from 'kysely';
import type { KeyCaller, Shell } from '../operation.ts';
import { secretHash } from './key-secret.ts';

const MINUTE_MS = 60_000;

/** What a secret is known by, wherever it must not be kept itself. */
export const secretName = (secret: string): string => secretHash(secret).toString('hex');

/** Who a secret belongs to; null when nobody's, or revoked. The one before the newest opens as well until its time is over. */
export async function authenticate(
  shell: Pick<Shell, 'db' | 'clock'>,
  secret: string,
): Promise<KeyCaller | null> {
  const name = secretName(secret);
  return (await callersOf(shell, [name])).get(name) ?? null;
}

/** The same of many at once, by the names of their secrets; those that are nobody's are not there. */
export async function callersOf(
  { db, clock }: Pick<Shell, 'db' | 'clock'>,
  secretNames: readonly string[],
): Promise<ReadonlyMap<string, KeyCaller>> {
  const now = clock();
  const { rows } = await sql<CallerRow>`
    with asked as (select a.secret, decode(a.secret, 'hex') as hash from unnest(${secretNames}::text[]) as a(secret))
    select a.secret, true as newest, k.used_at, k.key_id, k.name, k.scopes, k.store_id, k.till_id, k.most_per_minute,
           k.most_per_day, k.sandbox
      from asked a join api_key k on k.hash = a.hash
     where k.revoked_at is null
     union all
    select a.secret, false, k.old_used_at, k.key_id, k.name, k.scopes, k.store_id, k.till_id, k.most_per_minute,
           k.most_per_day, k.sandbox
      from asked a join api_key k on k.old_hash = a.hash
     where k.revoked_at is null and k.old_until > ${new Date(now)}`.execute(db);
  // Servers remember a caller for seconds, so this is asked now and then, not with every line that is scanned.
  const due = rows.filter(({ used_at }) => used_at === null || now - used_at >= MINUTE_MS);
  for (const newest of [true, false]) {
    const hashes = due.filter((row) => row.newest === newest).map(({ secret }) => Buffer.from(secret, 'hex'));
    if (hashes.length === 0) continue;
    await db
      .updateTable('api_key')
      .set({ [newest ? 'used_at' : 'old_used_at']: new Date(now) })
      .where(newest ? 'hash' : 'old_hash', 'in', hashes)
      .execute();
  }
  return new Map(rows.map((row) => [row.secret, callerFrom(row)]));
}

/** Who a key is, revoked or not, for what it brought while it was let in; null when there is no such key. */
export async function callerOf({ db }: Pick<Shell, 'db'>, keyId: string): Promise<KeyCaller | null> {
  const { rows } = await sql<KeyRow>`
    select key_id, name, scopes, store_id, till_id, most_per_minute, most_per_day, sandbox
      from api_key where key_id = ${keyId}`.execute(db);
  return rows[0] ? callerFrom(rows[0]) : null;
}

interface CallerRow extends KeyRow {
  readonly secret: string;
  readonly newest: boolean;
  readonly used_at: number | null;
}

interface KeyRow {
  readonly key_id: string;
  readonly name: string;
  readonly scopes: Scope[];
  readonly store_id: string | null;
  readonly till_id: string | null;
  readonly most_per_minute: number | null;
  readonly most_per_day: number | null;
  readonly sandbox: boolean;
}

const callerFrom = (row: KeyRow): KeyCaller => ({
  keyId: row.key_id,
  name: row.name,
  scopes: row.scopes,
  storeId: row.store_id,
  tillId: row.till_id,
  ...(row.most_per_minute !== null && { mostPerMinute: row.most_per_minute }),
  ...(row.most_per_day !== null && { mostPerDay: row.most_per_day }),
  ...(row.sandbox && { sandbox: true }),
});

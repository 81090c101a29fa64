import type { Scope } from '@bonum/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { operation, refuse, type Refusal, type ScopedCaller } from '../operation.ts';
import { beyondOwn, beyondOwnPlace } from './beyond-own.ts';
import { keyAnswer, keyColumns } from './key-answer.ts';
import { newSecret, secretHash } from './key-secret.ts';

/** Makes a key; its secret is in this answer and nowhere else. */
export const createKey = operation('create-key', async ({ shell, caller, now }, request) => {
  const beyond = beyondOwn(caller, request.scopes);
  if (beyond) return beyond;
  const storeId = request.storeId ?? null;
  const tillId = request.tillId ?? null;
  const elsewhere = beyondOwnPlace(caller, { storeId, tillId });
  if (elsewhere) return elsewhere;
  if (request.sandbox === true && !shell.sandbox)
    return refuse('no-sandbox', 'There is no sandbox. Set BONUM_SANDBOX_DATABASE_URL to an empty database.', {
      path: '/sandbox',
    });
  const nowhere = await missingPlace(shell.db, storeId, tillId);
  if (nowhere) return nowhere;
  const secret = newSecret();
  const row = await insertKey(shell.db, {
    keyId: request.keyId,
    name: request.name,
    scopes: request.scopes,
    storeId,
    tillId,
    ...paceOf(caller, request),
    sandbox: request.sandbox === true,
    demo: false,
    secret,
    now,
  });
  // The secret is not kept, so the same answer cannot be given twice.
  if (!row) return refuse('id-reused', 'This keyId was used before. Make a new one.', { path: '/keyId' });
  const value = { key: keyAnswer(row, now), secret };
  return { ok: true, value, audit: { detail: { keyId: request.keyId } } };
});

type Pace = Pick<NewKey, 'mostPerMinute' | 'mostPerDay'>;

/** A key gives no more than it has: what may ask so often makes no key that may ask more often. */
function paceOf(caller: ScopedCaller, wanted: Pace): Pace {
  const own: Pace = 'keyId' in caller ? caller : {};
  const mostPerMinute = lesser(wanted.mostPerMinute, own.mostPerMinute);
  const mostPerDay = lesser(wanted.mostPerDay, own.mostPerDay);
  return {
    ...(mostPerMinute !== undefined && { mostPerMinute }),
    ...(mostPerDay !== undefined && { mostPerDay }),
  };
}

const lesser = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);

export interface NewKey {
  readonly keyId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly storeId: string | null;
  readonly tillId: string | null;
  /** Absent: as often as it likes. */
  readonly mostPerMinute?: number;
  /** The same of a day. */
  readonly mostPerDay?: number;
  /** It works in the sandbox alone. */
  readonly sandbox?: boolean;
  readonly demo: boolean;
  readonly secret: string;
  readonly now: number;
}

/** Writes a key; undefined when its id is taken. */
export const insertKey = (db: Kysely<Database>, key: NewKey) =>
  db
    .insertInto('api_key')
    .values({
      key_id: key.keyId,
      name: key.name,
      hash: secretHash(key.secret),
      scopes: [...key.scopes],
      store_id: key.storeId,
      till_id: key.tillId,
      most_per_minute: key.mostPerMinute ?? null,
      most_per_day: key.mostPerDay ?? null,
      sandbox: key.sandbox ?? false,
      demo: key.demo,
      created_at: new Date(key.now),
      secret_since: new Date(key.now),
      revoked_at: null,
      used_at: null,
      old_hash: null,
      old_until: null,
      old_used_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning(keyColumns)
    .executeTakeFirst();

async function missingPlace(
  db: Kysely<Database>,
  storeId: string | null,
  tillId: string | null,
): Promise<Refusal | null> {
  if (storeId === null) {
    return tillId === null
      ? null
      : refuse('unknown-till', 'A till is of a store: name the store too.', { path: '/tillId' });
  }
  const store = await db
    .selectFrom('store')
    .select('store_id')
    .where('store_id', '=', storeId)
    .executeTakeFirst();
  if (!store) return refuse('unknown-store', `Store ${storeId} is not there.`, { path: '/storeId' });
  if (tillId === null) return null;
  const till = await db
    .selectFrom('till')
    .select('till_id')
    .where('store_id', '=', storeId)
    .where('till_id', '=', tillId)
    .executeTakeFirst();
  return till ? null : refuse('unknown-till', `Store ${storeId} has no till ${tillId}.`, { path: '/tillId' });
}

import { verify } from '@bonum/ledger';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createDatabase, withDatabase } from '../testing/database.ts';
import { breaksOf, makeEdit } from './testing/edit.ts';
import { loadWorld } from './testing/load.ts';

test(
  'verify tells the same in the same order on one connection and on several, and gives them back',
  withDatabase(async ({ db, pool }) => {
    await loadWorld(db);
    await makeEdit(db, `update wallet set available = available + 1; update owner set spend = spend + 1`);
    const alone = await breaksOf(db);
    expect(new Set(alone.map(({ invariant }) => invariant)).size).toBeGreaterThan(2);
    expect(await breaksOf(db, { connections: 3 })).toEqual(alone);
    expect(pool.idleCount).toBe(pool.totalCount);
  }),
);

test(
  'verify sees one moment on all its connections, whatever is written meanwhile',
  withDatabase(async ({ db }) => {
    await loadWorld(db);
    await db.connection().execute(async (gate) => {
      await sql`select pg_advisory_lock(1)`.execute(gate);
      const told = verify(db, { connections: 2, invariants: [always, walletsBehindTheGate] });
      expect((await told.next()).value).toMatchObject({ invariant: 'always' });
      await sql`update wallet set available = available + 1`.execute(db);
      await sql`select pg_advisory_unlock(1)`.execute(gate);
      expect(await told.next()).toMatchObject({ done: true });
    });
    const after = await breaksOf(db, { invariants: [walletsBehindTheGate] });
    expect(after.length).toBeGreaterThan(0);
  }),
);

test('verify gives its connections back when a statement fails', async () => {
  await using database = await createDatabase({ poolSize: 2 });
  const wrong = {
    ...always,
    breaks: sql`select null::uuid as owner_id, '' as place, 1 / 0 as expected, 0 as found`,
  };
  await expect(breaksOf(database.db, { connections: 2, invariants: [wrong, always] })).rejects.toThrow(
    'division by zero',
  );
  expect(database.pool.idleCount).toBe(database.pool.totalCount);
});

const always = {
  name: 'always',
  breaks: sql`select null::uuid as owner_id, '' as place, 0 as expected, 0 as found`,
  says: () => '',
};

/** Waits until the test has written. */
const walletsBehindTheGate = {
  name: 'wallets',
  breaks: sql`select w.owner_id, w.kind as place, 0 as expected, 0 as found
    from (select pg_advisory_xact_lock_shared(1)::text as passed) gate, wallet w
    where gate.passed is not null and w.available <> (select coalesce(sum(l.available), 0) from lot l
      where l.owner_id = w.owner_id and l.kind = w.kind)`,
  says: () => '',
};

import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { withDatabase } from '../testing/database.ts';
import { breaksOf, makeEdit, named, type Edit } from './testing/edit.ts';
import { loadWorld } from './testing/load.ts';
import { anna, id, receipt } from './testing/world.ts';

const allowance = { used: id(71), out: id(72) };
const at = { invariant: 'allowances', owner: anna };

const edits: Record<string, Edit> = {
  'it is used by a receipt that is not there': {
    statement: `update allowance set used_by = '${id(77)}' where used_by is not null`,
    ...at,
    row: `allowance ${allowance.used}`,
  },
  'it is used by a return': {
    statement: `update allowance set used_by = '${receipt.returns}' where used_by is not null`,
    ...at,
    row: `allowance ${allowance.used}`,
  },
  'it is used by a sale of another till': {
    statement: `update allowance set till_id = 'other' where used_by is not null`,
    ...at,
    row: `allowance ${allowance.used}`,
  },
  'less was allowed than was spent': {
    statement: `update allowance set points = '{"cashback": 89}' where used_by is not null`,
    ...at,
    row: `allowance ${allowance.used}, cashback`,
  },
  'one receipt has used two': {
    statement: `update allowance set used_by = '${receipt.spends}' where used_by is null`,
    ...at,
    row: `allowance ${allowance.out}`,
  },
  'one that was used is outstanding again': {
    statement: `update allowance set used_by = null, counts_until = counts_until + interval '9 days'`,
    ...at,
    row: `allowance ${allowance.out}, cashback`,
  },
  'more was allowed than any programme does': {
    statement: `update allowance set points = '{"cashback": 101}' where used_by is null`,
    ...at,
    row: `allowance ${allowance.out}, cashback`,
  },
};

describe('verify, what tills may spend without network', () => {
  test.for(Object.entries(edits))('%s', async ([, edit]) => {
    await withDatabase(async ({ db }) => {
      await loadWorld(db);
      await sql`
        update programme_version set document = document || '{"offline": {"points": {"most": 100}}}'`.execute(
        db,
      );
      // One that was used, and then as much again.
      await sql`
        insert into allowance select owner_id, a.id::uuid, store_id, till_id, '{"cashback": 100}', at + a.hours * interval '1 hour',
            at + interval '1 day', at + interval '1 day', a.used_by::uuid
          from receipt, (values (${allowance.used}, -2, ${receipt.spends}), (${allowance.out}, 2, null)) a (id, hours, used_by)
         where receipt_id = ${receipt.spends}`.execute(db);
      expect(await breaksOf(db)).toEqual([]);
      await makeEdit(db, edit.statement);
      const told = (await breaksOf(db)).filter(({ invariant }) => invariant === edit.invariant);
      expect(told.map((one) => named(one, edit))).toContainEqual({ owner: edit.owner, row: edit.row });
      for (const { sentence } of told) expect(sentence).toMatch(/^(Owner [0-9a-f-]{36}: )?[A-Z].*\.$/);
    })();
  });
});

test('what came first the version of the owner says, whatever the clocks of two servers do', async () => {
  await withDatabase(async ({ db }) => {
    await loadWorld(db);
    await sql`update programme_version set document = document || '{"offline": {"points": {"most": 100}}}'`.execute(
      db,
    );
    // Given and used, and then as much again by a server whose clock is five hours behind.
    await sql`
      insert into allowance select owner_id, a.id::uuid, store_id, till_id, '{"cashback": 100}', at - a.hours * interval '1 hour',
          at + interval '1 day', at + interval '1 day', a.used_by::uuid, a.given, a.used
        from receipt, (values (${allowance.used}, 2, ${receipt.spends}, 5, 6), (${allowance.out}, 7, null, 7, null))
          a (id, hours, used_by, given, used)
       where receipt_id = ${receipt.spends}`.execute(db);
    expect(await breaksOf(db)).toEqual([]);
    await makeEdit(db, `update allowance set used_version = 8 where used_by is not null`);
    expect((await breaksOf(db)).map(({ invariant }) => invariant)).toEqual(['allowances']);
  })();
});

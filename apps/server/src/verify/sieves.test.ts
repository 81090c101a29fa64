import { hashExpression } from '@bonum/ledger';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { withDatabase } from '../testing/database.ts';
import { heardDatabase } from '../testing/heard.ts';
import { allInvariants } from './all-invariants.ts';
import { breaksOf, makeEdit, withoutSieves } from './testing/edit.ts';
import { loadWorld } from './testing/load.ts';
import { dina } from './testing/world.ts';

// What is edited in all other places breaks several invariants of a sieve, and any of them makes it catch. These break one alone.

const none = `decode(repeat('00', 32), 'hex')`;
const ofDina = `owner_id = '${dina}'`;
const rehash = '<rehash>';

const edits: Record<string, { readonly statement: string; readonly alone: string }> = {
  'the last transfer leaves a gap, and the head goes with it': {
    statement: `update transfer set number = 5 where ${ofDina} and number = 3; ${rehash}; update owner set head = ${none} where ${ofDina}`,
    alone: 'transfer-numbering',
  },
  'the count is raised and the head emptied': {
    statement: `update owner set transfers = 4, head = ${none} where ${ofDina}`,
    alone: 'transfer-count',
  },
  'all transfers are deleted and the head emptied': {
    statement: `delete from transfer where ${ofDina}; update owner set head = ${none} where ${ofDina}`,
    alone: 'transfer-count',
  },
  'the owner of transfers is deleted': {
    statement: `delete from owner where ${ofDina}`,
    alone: 'transfer-count',
  },
  'what the first transfer says is edited': {
    statement: `update transfer set reason = 'gift' where ${ofDina} and number = 1`,
    alone: 'transfer-hash',
  },
  'the head is edited': {
    statement: `update owner set head = sha256('made up') where ${ofDina}`,
    alone: 'chain-head',
  },
  'all transfers are deleted and not counted, and the head is left': {
    statement: `delete from transfer where ${ofDina}; update owner set transfers = 0 where ${ofDina}`,
    alone: 'chain-head',
  },
  'the last transfer moves nothing, and is sealed anew': {
    statement: `update transfer set amount = 0 where ${ofDina} and number = 3; ${rehash};
      update owner set head = (select hash from transfer where ${ofDina} and number = 3) where ${ofDina}`,
    alone: 'transfer-accounts',
  },
};

const chain = ['transfer-numbering', 'transfer-count', 'transfer-hash', 'chain-head', 'transfer-accounts'];

test.for(Object.entries(edits))('%s', async ([, { statement, alone }]) => {
  await withDatabase(async ({ db }) => {
    await loadWorld(db);
    const last = hashExpression(
      't',
      sql`(select hash from transfer where ${sql.raw(ofDina)} and number = 2)`,
    );
    const again = sql`update transfer t set hash = ${last} where ${sql.raw(ofDina)} and number > 2`;
    await makeEdit(db, statement.replace(rehash, again.compile(db).sql));
    const told = await breaksOf(db);
    const broken = new Set(told.map(({ invariant }) => invariant));
    expect(chain.filter((name) => broken.has(name))).toEqual([alone]);
    expect(told).toEqual(await breaksOf(db, { invariants: withoutSieves }));
  })();
});

test(
  'what follows from others is asked for by itself where one of them does not hold, or is not checked before it',
  withDatabase(async ({ db, pool }) => {
    await loadWorld(db);
    const { db: heard, said } = heardDatabase(pool);
    const totals = allInvariants.filter(({ follows }) => follows !== undefined);
    expect(totals.map(({ name }) => name)).toEqual(['programme-totals']);
    const asked = async (invariants = allInvariants): Promise<number> => {
      const before = said.length;
      await breaksOf(heard, { invariants });
      return said.slice(before).filter(({ sql: text }) => text.includes('as given')).length;
    };
    expect(await asked()).toBe(0);
    expect(await asked(totals)).toBe(1);
    expect(await asked(allInvariants.filter(({ name }) => name !== 'wallet-debt'))).toBe(1);
    // Whoever has it in front waits for nobody.
    expect(await asked([...totals, ...allInvariants.filter((one) => !totals.includes(one))])).toBe(1);
    await makeEdit(db, `update wallet set available = available + 1 where ${ofDina}`);
    expect(await asked()).toBe(1);
  }),
);

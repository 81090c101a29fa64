import { describe, expect, test } from 'vitest';
import { withDatabase } from '../../testing/database.ts';
import { planDistribution, type Placed } from './plan.ts';
import { readTables } from './read-tables.ts';
import type { Column, ForeignKey, Table } from './table.ts';
import { wrongTables } from './table-rules.ts';

const uuid = (name: string): Column => ({ name, type: 'uuid', numbered: false });

const table = (name: string, comment: string | null, more: Partial<Table> = {}): Table => ({
  name,
  comment,
  columns: [uuid('owner_id')],
  keys: [{ name: `${name}_pkey`, columns: ['owner_id'], primary: true }],
  foreignKeys: [],
  triggers: [],
  ...more,
});

const leadsTo = (target: string, column = 'owner_id'): ForeignKey => ({
  name: `to_${target}`,
  table: target,
  columns: [column],
  targets: [column],
});

const owner = table('owner', 'distributed by owner_id');
const store = table('store', 'reference: written by put-stores', {
  keys: [{ name: 'store_pkey', columns: ['store_id'], primary: true }],
});
const byCode = table('promo_code', 'distributed by code', {
  columns: [{ name: 'code', type: 'text', numbered: false }],
  keys: [{ name: 'promo_code_pkey', columns: ['code'], primary: true }],
});

describe('what Citus would refuse is found', () => {
  test('and sound tables are left in peace', () => {
    const card = table('card', 'distributed by owner_id', {
      foreignKeys: [leadsTo('owner'), leadsTo('store', 'store_id')],
    });
    const lane = table('lane', 'local: a bookmark', {
      columns: [{ name: 'lane_id', type: 'integer', numbered: true }],
      triggers: ['stamp'],
    });
    expect(wrongTables([owner, store, card, byCode, lane])).toEqual([]);
  });

  test.each([
    ['a comment', table('card', null), 'Say'],
    ['a word', table('card', 'distributed'), 'Say'],
    ['a key', table('card', 'distributed by number'), 'lacks number'],
    ['a column', table('card', 'distributed by number'), 'no column number'],
    ['a primary key', table('card', 'reference', { keys: [] }), 'no primary key'],
    ['a trigger', table('card', 'distributed by owner_id', { triggers: ['stamp'] }), 'trigger stamp'],
    ['a trigger on every machine', table('till', 'reference', { triggers: ['stamp'] }), 'trigger stamp'],
    ['a reference', table('card', 'reference', { foreignKeys: [leadsTo('owner')] }), 'to_owner'],
    ['a local table', table('card', 'local', { foreignKeys: [leadsTo('owner')] }), 'to_owner'],
    ['a local table beside all', table('lane', 'local', { foreignKeys: [leadsTo('store')] }), 'to_store'],
    [
      'another owner',
      table('merge', 'distributed by owner_id', {
        foreignKeys: [{ ...leadsTo('owner'), columns: ['from_owner_id'] }],
      }),
      'from one distribution column to the same one',
    ],
    [
      'another type',
      table('wallet', 'distributed by owner_id', {
        columns: [{ name: 'owner_id', type: 'text', numbered: false }],
      }),
      'could not lie together',
    ],
    [
      'a narrow number',
      table('note', 'distributed by owner_id', {
        columns: [uuid('owner_id'), { name: 'note_id', type: 'integer', numbered: true }],
      }),
      'make it bigint',
    ],
  ])('%s', (_, bad, because) => expect(wrongTables([owner, store, bad]).join()).toContain(because));
});

describe('the plan of a distribution', () => {
  const nothing: Placed = new Map();
  const stepsOf = (tables: readonly Table[], placed = nothing): string[][] => {
    const plan = planDistribution(tables, placed);
    if (!plan.ok) throw new Error(plan.because.join('\n'));
    return plan.steps.map(({ sql, values }) => [/create_\w+/.exec(sql)?.[0] ?? '', ...values]);
  };

  test('puts reference tables first, each table after those it leads to, and owners together', () => {
    const till = table('a_till', 'reference', { foreignKeys: [leadsTo('store', 'store_id')] });
    const card = table('card', 'distributed by owner_id', { foreignKeys: [leadsTo('owner')] });
    const seen = table('migration', 'local: seen files');
    expect(stepsOf([till, card, byCode, seen, owner, store])).toEqual([
      ['create_reference_table', '"store"'],
      ['create_reference_table', '"a_till"'],
      ['create_distributed_table', '"owner"', 'owner_id', 'none'],
      ['create_distributed_table', '"card"', 'owner_id', '"owner"'],
      ['create_distributed_table', '"promo_code"', 'code', 'none'],
    ]);
  });

  test('of what is there already says nothing, and puts what is new beside it', () => {
    const card = table('card', 'distributed by owner_id', { foreignKeys: [leadsTo('owner')] });
    const placed: Placed = new Map([
      ['owner', { type: 'distributed', by: 'owner_id' }],
      ['store', { type: 'reference' }],
    ]);
    expect(stepsOf([owner, store], placed)).toEqual([]);
    expect(stepsOf([card, owner, store], placed)).toEqual([
      ['create_distributed_table', '"card"', 'owner_id', '"owner"'],
    ]);
  });

  test('leaves tables of others alone', () => expect(stepsOf([table('theirs', null)])).toEqual([]));

  test('is refused where the comment and the database disagree, or a rule is broken', () => {
    const elsewhere: Placed = new Map([['owner', { type: 'reference' }]]);
    expect(planDistribution([owner], elsewhere)).toEqual({
      ok: false,
      because: ['Table owner is reference in this database and should be distributed by owner_id.'],
    });
    const stamped = table('card', 'reference', { triggers: ['stamp'] });
    expect(planDistribution([stamped], nothing)).toMatchObject({ ok: false });
  });

  test(
    'takes every table of ours',
    withDatabase(async ({ pool }) => {
      const tables = await readTables(pool);
      const steps = stepsOf(tables);
      const local = tables.filter(({ comment }) => comment?.startsWith('local') === true);
      expect(steps.length).toBe(tables.length - local.length);
      const named = (name: string) => steps.findIndex(([, first]) => first === `"${name}"`);
      expect(named('store')).toBeLessThan(named('till'));
      expect(named('lot')).toBeLessThan(named('transfer'));
      expect(steps[named('transfer')]?.slice(2)).toEqual([
        'owner_id',
        steps.find((step) => step[3] === 'none' && step[2] === 'owner_id')?.[1],
      ]);
    }),
  );
});

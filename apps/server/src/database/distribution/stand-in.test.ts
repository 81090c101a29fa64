import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../../testing/database.ts';
import { citusRefusals } from '../../testing/citus-refusals.ts';
import { installStandIn } from '../../testing/stand-in-citus.ts';
import { isStatement } from '../../testing/watching-client.ts';
import { migrate } from '../migrate.ts';
import { statementsOf } from '../sql-statements.ts';
import { readTables } from './read-tables.ts';
import { distributionOf } from './table.ts';

const MIGRATIONS = join(import.meta.dirname, '../migrations');
/** An older release, which had distributed its tables already. */
const OLDER = '0023';
/** Changes of rows that Citus would refuse: whoever distributed the tables before them cannot get past (docs/citus.md). No new ones. */
const REFUSED = ['0008_channels.sql', '0039_record_refusals.sql', '0041_integration_events.sql'];

const onCitus = (body: (database: TestDatabase) => Promise<void>) => async () => {
  await using database = await createDatabase({ empty: true });
  await installStandIn(database.pool);
  await body(database);
};

/** What lies where, each table in a word. */
async function places(pool: Pool): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ name: string; type: string; by: string }>(
    'select table_name::text as name, citus_table_type as type, distribution_column as by from citus_tables',
  );
  return new Map(rows.map(({ name, type, by }) => [name, type === 'reference' ? type : `by ${by}`]));
}

/** The same, as the comments of the tables want it. */
async function wanted(pool: Pool): Promise<ReadonlyMap<string, string>> {
  const tables = (await readTables(pool)).map((table) => [table.name, distributionOf(table)] as const);
  return new Map(
    tables.flatMap(([name, lies]) =>
      lies === null || lies.type === 'local'
        ? []
        : [[name, lies.type === 'reference' ? lies.type : `by ${lies.by}`]],
    ),
  );
}

/** Migrates, and says what was put where. */
async function migrated({ url }: TestDatabase, folder = MIGRATIONS): Promise<string[]> {
  const told: string[] = [];
  await migrate(url, { folder, onDistributed: (what) => told.push(what) });
  return told;
}

describe('B7 bonum migrate on a distributed database, to a stand-in that refuses what Citus does', () => {
  test(
    'puts every table where its comment says, and the second time finds nothing to do',
    onCitus(async (database) => {
      const told = await migrated(database);
      const there = await places(database.pool);
      expect(there).toEqual(await wanted(database.pool));
      expect(told.length).toBe(there.size);
      const { rows } = await database.pool.query<{ groups: number }>(
        'select count(distinct colocation_id)::int as groups from citus.placed group by by_column',
      );
      // What lies by one column lies together.
      expect(rows.every(({ groups }) => groups === 1)).toBe(true);
      expect(await migrated(database)).toEqual([]);
      expect(await places(database.pool)).toEqual(there);
    }),
  );

  test('what was in use alone becomes distributed with its rows', async () => {
    await using database = await createDatabase({ empty: true });
    expect(await migrated(database)).toEqual([]);
    await database.pool.query(`insert into store (store_id, name, tags) values ('S-1', 'Спорт', '{}')`);
    await installStandIn(database.pool);
    await migrated(database);
    expect(await places(database.pool)).toEqual(await wanted(database.pool));
    expect((await database.pool.query('select from store')).rowCount).toBe(1);
  });

  test(
    'a distributed one of an older release is brought up to date: no change of a table is refused, and what is new lies where it should',
    onCitus(async (database) => {
      const folder = await mkdtemp(join(tmpdir(), 'bonum-older-'));
      const files = await readdir(MIGRATIONS);
      for (const file of files)
        if (file.slice(0, 4) <= OLDER) await copyFile(join(MIGRATIONS, file), join(folder, file));
      await migrated(database, folder);
      await rm(folder, { recursive: true });
      const before = await places(database.pool);
      const told = await migrated(database);
      const after = await places(database.pool);
      expect(after).toEqual(await wanted(database.pool));
      expect(told.length).toBe(after.size - before.size);
      expect(after.size).toBeGreaterThan(before.size + 5);
    }),
  );

  test('no file changes rows in a way that Citus refuses, but for those that did before', async () => {
    await using database = await createDatabase({ empty: true });
    await database.pool.query('create extension pg_trgm');
    const refused = new Set<string>();
    for (const file of (await readdir(MIGRATIONS)).toSorted()) {
      for (const { sql } of statementsOf(await readFile(join(MIGRATIONS, file), 'utf8'))) {
        const text = sql.replaceAll(/--[^\n]*/g, '');
        if (isStatement({ sql: text }) && (await citusRefusals(database.pool, text)).length > 0)
          refused.add(file);
        await database.pool.query(sql);
      }
    }
    expect([...refused]).toEqual(REFUSED);
  });
});

describe('the stand-in refuses what Citus does', () => {
  const put = (table: string, rest = '') => `select create_distributed_table('${table}', 'a'${rest})`;
  const reference = (table: string) => `select create_reference_table('${table}')`;
  const whole = (table: string, more = '') => `create table ${table} (a bigint primary key, b bigint${more})`;

  test.each<[string, string[], string]>([
    [
      'a key without the column',
      ['create table t (a int, b int primary key)', put('t')],
      'create constraint on',
    ],
    ['a unique one', [whole('t', ', unique (b)'), put('t')], 'create constraint on'],
    ['one that comes later', [whole('t'), put('t'), 'create unique index on t (b)'], 'create constraint on'],
    ['no such column', ['create table t (b int)', put('t')], 'does not exist'],
    ['putting twice', [whole('t'), put('t'), put('t')], 'already distributed'],
    ['putting twice everywhere', [whole('t'), reference('t'), reference('t')], 'already distributed'],
    ['lying with nobody', [whole('t'), put('t', `, colocate_with => 'u'`)], 'does not exist'],
    [
      'lying with what lies nowhere',
      [whole('t'), whole('u'), put('t', `, colocate_with => 'u'`)],
      'is not distributed',
    ],
    [
      'lying with another type',
      [whole('t'), put('t'), 'create table u (a text primary key)', put('u', `, colocate_with => 't'`)],
      'cannot colocate',
    ],
    [
      'numbers that are too small',
      ['create table t (a bigint primary key, b int generated always as identity)', put('t')],
      'identity',
    ],
    [
      'a trigger',
      [
        whole('t'),
        'create function f() returns trigger language plpgsql as $$ begin return null; end $$',
        'create trigger x after insert on t for each row execute function f()',
        put('t'),
      ],
      'triggers are not supported',
    ],
    [
      'a key to what lies nowhere',
      [whole('t'), whole('u', ', foreign key (a) references t'), put('u')],
      'foreign key',
    ],
    [
      'a key to another group',
      [
        whole('t'),
        put('t'),
        whole('u', ', foreign key (a) references t'),
        put('u', `, colocate_with => 'none'`),
      ],
      'not colocated',
    ],
    [
      'a key to other rows',
      [
        whole('t'),
        put('t'),
        whole('u', ', foreign key (b) references t'),
        put('u', `, colocate_with => 't'`),
      ],
      'foreign key',
    ],
    [
      'a key from every machine to one',
      [whole('t'), put('t'), whole('u', ', foreign key (b) references t'), reference('u')],
      'from reference tables',
    ],
    [
      'a constraint without a name beside another change',
      [whole('t'), put('t'), 'alter table t add column c int check (c > 0), add column d int'],
      'ADD COLUMN command',
    ],
  ])('%s', async (_, statements, because) => {
    await using database = await createDatabase({ empty: true });
    await installStandIn(database.pool);
    const last = statements.at(-1) ?? '';
    for (const statement of statements.slice(0, -1)) await database.pool.query(statement);
    await expect(database.pool.query(last)).rejects.toThrow(because);
  });

  test(
    'and takes what Citus takes',
    onCitus(async ({ pool }) => {
      for (const statement of [
        whole('r'),
        reference('r'),
        whole('t', ', foreign key (b) references r'),
        put('t'),
        whole('u', ', foreign key (a) references t'),
        put('u', `, colocate_with => 't'`),
        'insert into r values (1); insert into t values (1, 1)',
        'alter table t add column c int check (c > 0)',
        'alter table t add column d int, add constraint d_positive check (d > 0)',
        'drop table u',
      ])
        await pool.query(statement);
      expect([...(await places(pool)).keys()].toSorted()).toEqual(['r', 't']);
    }),
  );
});

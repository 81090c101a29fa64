import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../testing/database.ts';
import { migrate } from './migrate.ts';

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createDatabase({ empty: true });
  folder = await mkdtemp(join(tmpdir(), 'bonum-migrations-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
  await database[Symbol.asyncDispose]();
});

const write = (file: string, sql: string): Promise<void> => writeFile(join(folder, file), sql);
const run = (): Promise<string[]> => migrate(database.url, { folder });
const rowsOf = async (sql: string): Promise<unknown[]> => (await database.pool.query(sql)).rows;

test('applies new files in order, once, and records them', async () => {
  await write('0001_shelf.sql', 'create table shelf (id integer); insert into shelf values (1);');
  await write('0002_more.sql', 'insert into shelf values (2);');
  expect(await run()).toEqual(['0001_shelf.sql', '0002_more.sql']);
  await write('0003_rest.sql', 'insert into shelf values (3);');
  expect(await run()).toEqual(['0003_rest.sql']);
  expect(await run()).toEqual([]);
  expect(await rowsOf('select count(*)::int as n from shelf')).toEqual([{ n: 3 }]);
  expect(await rowsOf('select number, name from migration order by number')).toEqual([
    { number: 1, name: 'shelf' },
    { number: 2, name: 'more' },
    { number: 3, name: 'rest' },
  ]);
});

test('a file that fails leaves nothing behind and is named with its line', async () => {
  await write('0001_shelf.sql', 'create table shelf (id integer);\n\ninsert into shelf values (oops);\n');
  await expect(run()).rejects.toThrow('0001_shelf.sql:3: column "oops" does not exist');
  expect(await rowsOf(`select to_regclass('shelf') as shelf`)).toEqual([{ shelf: null }]);
  await write('0001_shelf.sql', 'create table shelf (id integer);');
  expect(await run()).toEqual(['0001_shelf.sql']);
});

test('a check that does not hold undoes its file', async () => {
  const body = 'create table shelf (id integer);\ninsert into shelf values (1);\n';
  await write('0001_shelf.sql', `${body}-- check: select count(*) = 2 from shelf;\n`);
  await expect(run()).rejects.toThrow('0001_shelf.sql: check failed: select count(*) = 2 from shelf');
  expect(await rowsOf(`select to_regclass('shelf') as shelf`)).toEqual([{ shelf: null }]);
  await write('0001_shelf.sql', `${body}-- check: select count(*) = 1 from shelf\n-- check: 1 < 2;\n`);
  expect(await run()).toEqual(['0001_shelf.sql']);
});

test('a check that is no boolean is refused', async () => {
  await write('0001_shelf.sql', 'create table shelf (id integer);\n-- check: 1\n');
  await expect(run()).rejects.toThrow('0001_shelf.sql: check failed: 1');
  await write('0001_shelf.sql', 'create table shelf (id integer);\n-- check: nothing\n');
  await expect(run()).rejects.toThrow('0001_shelf.sql: check cannot be run: nothing');
});

test('a file that changed after it was applied is refused by name', async () => {
  await write('0001_shelf.sql', 'create table shelf (id integer);');
  await run();
  await write('0001_shelf.sql', 'create table shelf (id bigint);');
  await expect(run()).rejects.toThrow('0001_shelf.sql has changed since it was applied');
});

test('the same file with the line ends of Windows is the same file', async () => {
  await write('0001_shelf.sql', 'create table shelf\n(id integer);\n');
  await run();
  await write('0001_shelf.sql', 'create table shelf\r\n(id integer);\r\n');
  expect(await run()).toEqual([]);
});

test('a database newer than the release is refused', async () => {
  await write('0001_shelf.sql', 'select 1;');
  await run();
  await rm(join(folder, '0001_shelf.sql'));
  await expect(run()).rejects.toThrow(
    '0001_shelf.sql was applied to this database but this release does not have it',
  );
});

test('a gap is filled later; a twin and a strange name are refused', async () => {
  await write('0002_late.sql', 'select 1;');
  expect(await run()).toEqual(['0002_late.sql']);
  await write('0001_early.sql', 'select 1;');
  expect(await run()).toEqual(['0001_early.sql']);
  await write('0002_twin.sql', 'select 1;');
  await expect(run()).rejects.toThrow('0002_twin.sql: there is another file of this number');
  await write('three.sql', 'select 1;');
  await expect(run()).rejects.toThrow('three.sql: a migration is called like');
});

test('migrators that start at once apply each file once between them', async () => {
  await mkdir(folder, { recursive: true });
  for (const number of [1, 2, 3, 4]) {
    await write(`000${number}_step.sql`, `create table step${number} (id integer); select pg_sleep(0.02);`);
  }
  const applied = await Promise.all(Array.from({ length: 6 }, run));
  expect(applied.flat().sort()).toEqual(['0001_step.sql', '0002_step.sql', '0003_step.sql', '0004_step.sql']);
});

test('an extension that a file needs is made, or it is said who can', async () => {
  await write('0001_words.sql', '-- extension: pg_trgm\ncreate table word (word text);');
  const { account, password } = { account: `narrow_${Date.now()}`, password: 'narrow' };
  await database.pool.query(`create role ${account} login password '${password}'`);
  await database.pool.query(`grant all on schema public to ${account}`);
  const narrow = Object.assign(new URL(database.url), { username: account, password }).href;
  try {
    await expect(migrate(narrow, { folder })).rejects.toThrow(
      new RegExp(`the account ${account} may not create the extension pg_trgm .* grant create on database`),
    );
    expect(await rowsOf(`select to_regclass('word') as word`)).toEqual([{ word: null }]);
    await database.pool.query('create schema elsewhere; create extension pg_trgm schema elsewhere');
    await expect(migrate(narrow, { folder })).rejects.toThrow('alter extension pg_trgm set schema public');
    await database.pool.query('drop extension pg_trgm; create extension pg_trgm');
    expect(await migrate(narrow, { folder })).toEqual(['0001_words.sql']);
  } finally {
    await database.pool.query(`drop owned by ${account}; drop role ${account}`);
  }
});

test('an extension that the server lacks is named, and where to get it', async () => {
  await write('0001_words.sql', '-- extension: no_such_thing\n');
  await expect(run()).rejects.toThrow(
    '0001_words.sql: this PostgreSQL does not have the extension no_such_thing',
  );
});

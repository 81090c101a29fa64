import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { quickFolder } from '../testing/quick-place.ts';
import { runningServer } from './cluster.ts';
import { acquireDatabase } from './embedded.ts';
import { readNote, SHARED_FOLDER } from './place.ts';

const isRoot = process.getuid?.() === 0;
const HOLDER = fileURLToPath(new URL('../testing/hold-database.ts', import.meta.url));

let home: string;
let dataFolder: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  home = await quickFolder();
  dataFolder = join(home, 'data');
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  const server = await serverOf();
  if (server) process.kill(server.pid, 'SIGQUIT');
  await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

const acquire = () => acquireDatabase({ databaseUrl: undefined, dataFolder });
const serverOf = () => runningServer(join(dataFolder, 'postgres'));

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Another process that uses the database; resolves when it does. */
async function startHolder(): Promise<ChildProcess & { url: string }> {
  const child = spawn(process.execPath, [HOLDER, dataFolder], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`it ended with ${code} before it had a database`);
  });
  const [line]: unknown[] = await Promise.race([once(child.stdout, 'data'), died]);
  return Object.assign(child, { url: String(line).trim() });
}

async function end(child: ChildProcess, signal?: NodeJS.Signals): Promise<void> {
  const exit = once(child, 'exit');
  if (signal) child.kill(signal);
  else child.stdin?.end();
  await exit;
}

test('DATABASE_URL is taken as it is', async () => {
  const databaseUrl = 'postgres://somewhere/else';
  await using database = await acquireDatabase({ databaseUrl, dataFolder });
  expect(database.url).toBe(databaseUrl);
  await expect(stat(dataFolder)).rejects.toThrow('ENOENT');
});

test('starts, keeps data and port over a restart, stops, and guards its secrets', async () => {
  const first = await acquire();
  await query(first.url, 'create table shelf as select 7 as book');
  await first[Symbol.asyncDispose]();
  expect(await serverOf()).toBeUndefined();

  await using second = await acquire();
  expect(second.url).toBe(first.url);
  expect(await query(second.url, 'select book from shelf')).toEqual([{ book: 7 }]);
  const facts = `select lower('ЁЖ') as low, current_setting('is_superuser') as super, current_setting('timezone') as zone`;
  expect(await query(second.url, facts)).toEqual([{ low: 'ёж', super: 'off', zone: 'UTC' }]);
  expect((await stat(join(dataFolder, 'secrets.json'))).mode & 0o777).toBe(0o600);
  const wrong = second.url.replace(/:[0-9a-f]+@/, ':wrong@');
  await expect(query(wrong, 'select 1')).rejects.toThrow('password authentication failed');
});

test('takes another port when the remembered one is taken', async () => {
  const first = await acquire();
  await first[Symbol.asyncDispose]();
  const squatter = createServer().listen(Number(new URL(first.url).port), '127.0.0.1');
  await once(squatter, 'listening');
  await using second = await acquire();
  expect(second.url).not.toBe(first.url);
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  squatter.close();
});

test('processes that start at once share one server, and the last to leave stops it', async () => {
  const holders = await Promise.all([startHolder(), startHolder(), startHolder()]);
  expect(new Set(holders.map(({ url }) => url)).size).toBe(1);
  const [one, two, three] = holders;
  await end(one);
  expect(await query(three.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await Promise.all([end(two), end(three)]);
  expect(await serverOf()).toBeUndefined();
});

test('takes over the server of a process that was killed, and stops it in its place', async () => {
  const holder = await startHolder();
  const server = await serverOf();
  await end(holder, 'SIGKILL');
  const database = await acquire();
  expect(database.url).toBe(holder.url);
  expect(await serverOf()).toEqual(server);
  await database[Symbol.asyncDispose]();
  expect(await serverOf()).toBeUndefined();
});

test('a server that was killed starts again, also under a process that uses it', async () => {
  await using database = await acquire();
  await query(database.url, 'create table shelf as select 7 as book');
  const before = await serverOf();
  process.kill(Number(before?.pid), 'SIGKILL');
  await vi.waitFor(
    async () => expect(await query(database.url, 'select book from shelf')).toEqual([{ book: 7 }]),
    {
      timeout: 60_000,
      interval: 100,
    },
  );
  expect((await serverOf())?.pid).not.toBe(before?.pid);
});

test('both were killed', async () => {
  const holder = await startHolder();
  const server = await serverOf();
  await end(holder, 'SIGKILL');
  process.kill(Number(server?.pid), 'SIGKILL');
  await using database = await acquire();
  expect(await query(database.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('leftovers of a crash do not stand in the way', async () => {
  await mkdir(join(dataFolder, 'postgres.new-999999', 'data'), { recursive: true });
  await writeFile(join(dataFolder, 'postgres.new-999999', 'password'), 'forgotten');
  const first = await acquire();
  await first[Symbol.asyncDispose]();
  expect((await readdir(dataFolder)).sort()).toEqual(['database.json', 'postgres', 'secrets.json']);

  // The number of a crashed server that another program, this one, has now.
  const pidFile = join(dataFolder, 'postgres', 'data', 'postmaster.pid');
  await writeFile(pidFile, `${process.pid}\n/elsewhere\n1\n1\n\n127.0.0.1\n\nready\n`);
  await using second = await acquire();
  expect(second.url).toBe(first.url);
});

test('without its secrets.json it makes new ones and lets itself in', async () => {
  const first = await acquire();
  await query(first.url, 'create table shelf as select 7 as book');
  await first[Symbol.asyncDispose]();
  await rm(join(dataFolder, 'secrets.json'));
  await using second = await acquire();
  expect(second.url).not.toBe(first.url);
  expect(await query(second.url, 'select book from shelf')).toEqual([{ book: 7 }]);
});

test('a secrets.json that is damaged, and data of another PostgreSQL, are refused by name', async () => {
  const database = await acquire();
  await database[Symbol.asyncDispose]();
  await writeFile(join(dataFolder, 'postgres', 'data', 'PG_VERSION'), '17\n');
  await expect(acquire()).rejects.toThrow('was written by PostgreSQL 17');
  await writeFile(join(dataFolder, 'secrets.json'), '{');
  await expect(acquire()).rejects.toThrow('secrets.json is damaged');
});

test.runIf(isRoot)('keeps the cluster elsewhere when the data folder is closed to its account', async () => {
  await chmod(home, 0o700);
  const first = await acquire();
  const { folder = '' } = await readNote(dataFolder);
  try {
    expect(folder.startsWith(SHARED_FOLDER)).toBe(true);
    expect(await readdir(dataFolder)).not.toContain('postgres');
    await first[Symbol.asyncDispose]();
    const second = await acquire();
    expect(second.url).toBe(first.url);
    await second[Symbol.asyncDispose]();
    expect(await readFile(join(folder, 'log'), 'utf8')).toContain('database system is shut down');

    await rm(dataFolder, { recursive: true });
    const fresh = await acquire();
    expect(await readdir(SHARED_FOLDER)).toContainEqual(expect.stringContaining('.old-'));
    await fresh[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
    await expect(acquire()).rejects.toThrow('delete database.json to begin with an empty one');
  } finally {
    for (const name of await readdir(SHARED_FOLDER)) {
      const path = join(SHARED_FOLDER, name);
      if (path.startsWith(folder)) await rm(path, { recursive: true });
    }
  }
});

test('a folder that cannot be one is named, with what to do', async () => {
  await writeFile(join(home, 'file'), '');
  const inFile = acquireDatabase({ databaseUrl: undefined, dataFolder: join(home, 'file', 'data') });
  await expect(inFile).rejects.toThrow(
    /^BONUM_DATA is .*, which is, or lies in, a file\. Set it to a folder of yours\.$/,
  );
});

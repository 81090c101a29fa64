import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { scopes } from '@bonum/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describe } from './cli.ts';
import { runningServer } from './database/cluster.ts';
import { createDatabase } from './testing/database.ts';
import { quickFolder } from './testing/quick-place.ts';

const BONUM = join(import.meta.dirname, '../bin/bonum.js');

let folder: string;

beforeEach(async () => {
  folder = await quickFolder();
});

afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

function bonum(args: string[], env: Record<string, string>): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [BONUM, ...args], { env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

test('migrate brings a database up to date', async () => {
  await using database = await createDatabase({ empty: true });
  const env = { DATABASE_URL: database.url };
  const first = await bonum(['migrate'], env);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toMatch(/^applied 0001_/);
  expect(await bonum(['migrate'], env)).toEqual({
    code: 0,
    stdout: 'The database is up to date.\n',
    stderr: '',
  });
});

test('what a person can put right is one line and exit code 1', async () => {
  expect(await bonum(['migrate'], { PORT: 'x' })).toEqual({
    code: 1,
    stdout: '',
    stderr: 'bonum: PORT is "x". Set it to a whole number from 0 to 65535.\n',
  });
  const { stderr } = await bonum(['migrate'], { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' });
  expect(stderr).toBe('bonum: No PostgreSQL answers at 127.0.0.1:1. Start it, or correct DATABASE_URL.\n');
});

test('the help of a new key names what it may do', async () => {
  const { code, stdout } = await bonum(['key', 'create', '--help'], {});
  expect(code).toBe(0);
  for (const scope of scopes) expect(stdout).toContain(scope);
});

test('a signal lets a command finish and leaves no server behind', async () => {
  const child = spawn(process.execPath, [BONUM, 'migrate'], {
    env: { BONUM_DATA: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  expect(await runningServer(join(folder, 'postgres'))).toBeUndefined();
});

test('a mistake of ours shows where', () => {
  expect(describe(new TypeError('x is not a function'))).toContain('cli.test.ts');
  expect(describe(new Error('two\nlines'))).toBe('two lines');
  expect(describe(new AggregateError([new Error('refused')]))).toBe('refused');
});

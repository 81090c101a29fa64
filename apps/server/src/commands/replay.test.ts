import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { membersOf, REPLAY_PROGRAMME } from '../replay/testing/bench.ts';
import { longHistory, writeCsv } from '../replay/testing/history.ts';
import { oracle } from '../replay/testing/oracle.ts';
import { createDatabase, type TestDatabase } from '../testing/database.ts';

const BONUM = join(import.meta.dirname, '../../bin/bonum.js');

let database: TestDatabase;
let folder: string;

beforeEach(async () => {
  database = await createDatabase();
  folder = await mkdtemp(join(tmpdir(), 'bonum-replay-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
  await database[Symbol.asyncDispose]();
});

const start = (args: string[]) =>
  spawn(process.execPath, [BONUM, 'replay', ...args], {
    env: { DATABASE_URL: database.url },
    stdio: 'ignore',
  });

interface Ended {
  readonly code: number | string | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [BONUM, 'replay', ...args],
      { env: { DATABASE_URL: database.url } },
      (error, stdout, stderr) => resolve({ code: error ? error.code : 0, stdout, stderr }),
    );
  });

async function receipts(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from receipt`.execute(database.db);
  return rows[0]?.n ?? 0;
}

test('killed twice in the middle, it goes on and ends with figures as if nothing had happened', async () => {
  const lines = longHistory(900);
  const file = join(folder, 'history.csv.gz');
  await writeFile(file, gzipSync(writeCsv(lines)));
  const [report, members] = [join(folder, 'report.json'), join(folder, 'members.csv')];
  const args = [file, '--programme', REPLAY_PROGRAMME, '--report', report, '--members-report', members];
  for (const enough of [100, 300]) {
    const child = start(args);
    while ((await receipts()) < enough) await pause(5);
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  const between = await receipts();
  expect(between).toBeLessThan(lines.length);

  const { code, stdout, stderr } = await run(args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const expected = oracle(lines);
  expect(JSON.parse(await readFile(report, 'utf8'))).toMatchObject(expected.report);
  expect(membersOf(await readFile(members, 'utf8'))).toEqual(expected.members);
  expect(stdout).toMatch(/^receipts +900$/m);
  expect(await receipts()).toBe(900);
  const first = await readFile(report);
  expect((await run(args)).code).toBe(0);
  expect(await readFile(report)).toEqual(first);
});

test('what a person can put right is said, and nothing is written', async () => {
  const file = join(folder, 'bad.csv');
  await writeFile(file, writeCsv(longHistory(3)).replaceAll('p1', ''));
  expect(await run([file, '--programme', REPLAY_PROGRAMME])).toEqual({
    code: 1,
    stdout: 'line 3, product_id: is empty\n',
    stderr: 'bonum: The file has 1 mistake; nothing of it was replayed.\n',
  });
  expect(await receipts()).toBe(0);
  expect(await run([file])).toMatchObject({ code: 1, stderr: expect.stringMatching(/no programme is live/) });
  const programme = join(folder, 'nowhere.json');
  await writeFile(
    programme,
    (await readFile(REPLAY_PROGRAMME, 'utf8')).replace(/"zone": "[^"]+"/, '"zone": "Europe/Moscov"'),
  );
  expect(await run([file, '--programme', programme])).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('there is no zone Europe/Moscov'),
  });
  expect(await run([file, '--scope', 'x'])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/--scope goes with --programme/),
  });
  expect(await run([file, '--report', '/nowhere/r.json'])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/no such folder/),
  });
});

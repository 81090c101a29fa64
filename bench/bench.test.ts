import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createDatabase } from '../apps/server/src/testing/database.ts';
import { fileOf } from './figures.ts';
import { lendHugePages } from './huge-pages.ts';
import { runBench } from './run.ts';

const someNames = [
  'kind,gender,value',
  ...['Анна', 'Ольга'].map((name) => `first,female,${name}`),
  ...['Пётр', 'Иван'].map((name) => `first,male,${name}`),
  ...['female', 'male'].map((gender) => `middle,${gender},${gender === 'male' ? 'Ильич' : 'Ильинична'}`),
  ...['Петрова', 'Ковалёва'].map((name) => `last,female,${name}`),
  ...['Петров', 'Ковалёв'].map((name) => `last,male,${name}`),
].join('\n');

/** What other programs look for in the file of `--json`, and what of it the engine alone gives. */
const ofTheEngine = ['engineSmallMedianUs', 'engineLargeP99Us'];
const ofTheRest =
  'quoteP99Ms commitP99Ms commitsPerSecond tpcbPerSecond commitVsTpcb serverRssMb members verifyMillionTransfersSeconds'.split(
    ' ',
  );

test('the bench runs, and what it loads and sells verifies clean', async () => {
  await using database = await createDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'bonum-bench-'));
  await writeFile(join(folder, 'names.csv.gz'), gzipSync(someNames));
  const figures = await runBench({
    members: 200,
    seconds: 0.5,
    parts: new Set(['checkout', 'search', 'bus', 'verify']),
    databaseUrl: database.url,
    names: join(folder, 'names.csv.gz'),
    folder,
    say: () => {},
  });
  const { quoteP99Ms, commitP99Ms, commitVsTpcb, serverRssMb, searchP50Ms, searchP99Ms } = figures;
  const { verifyMillionTransfersSeconds, webhooksPerSecond, feedRowsPerSecond } = figures;
  const checkout = [quoteP99Ms, commitP99Ms, commitVsTpcb, serverRssMb];
  for (const figure of [
    ...checkout,
    searchP50Ms,
    searchP99Ms,
    webhooksPerSecond,
    feedRowsPerSecond,
    verifyMillionTransfersSeconds,
  ])
    expect(figure).toBeGreaterThan(0);
  const file: Record<string, unknown> = JSON.parse(fileOf(figures));
  for (const name of ofTheRest) expect(file).toHaveProperty(name, expect.any(Number));
  for (const name of ofTheEngine) expect(file).toHaveProperty(name, null);
  await rm(folder, { recursive: true });
});

test('the file names every figure, whether or not it was taken', async () => {
  const none = { seconds: 0, databaseUrl: undefined, names: '', folder: '', say: () => {} };
  const figures = await runBench({ ...none, members: 7, parts: new Set() });
  expect(Object.keys(JSON.parse(fileOf(figures)))).toEqual(
    expect.arrayContaining([...ofTheEngine, ...ofTheRest]),
  );
});

test('huge pages that were lent are given back, and what cannot be had is not asked for', async () => {
  const pages = (): Promise<string> => readFile('/proc/sys/vm/nr_hugepages', 'utf8').catch(() => 'not Linux');
  const before = await pages();
  {
    await using lent = await lendHugePages(4);
    expect(lent).toBeDefined();
  }
  expect(await pages()).toBe(before);
  await using none = await lendHugePages(2 ** 40);
  expect(none).toBeDefined();
  expect(await pages()).toBe(before);
});

import { spawnSync } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusals } from '@bonum/contract';
import { runBonum, startBonum, type Running } from '../../apps/server/src/testing/child.ts';
import { createDatabase, type TestDatabase } from '../../apps/server/src/testing/database.ts';
import { quickFolder } from '../../apps/server/src/testing/quick-place.ts';
import { root } from '../house/tree.ts';
import { blocksOf } from './markdown.ts';
import { runPage } from './shell-page.ts';

const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');

// Our own environment has both; elsewhere a page's commands cannot be run as a person would.
const hasTools = ['bash', 'curl'].every((tool) => spawnSync(tool, ['--version']).status === 0);

let database: TestDatabase;
let folder: string;
let demo: Running;
let baseUrl: string;

beforeAll(async () => {
  database = await createDatabase();
  folder = await quickFolder();
  demo = startBonum(['demo'], {
    DATABASE_URL: database.url,
    // Not there yet, as in a fresh checkout.
    BONUM_DATA: join(folder, 'data'),
    PORT: '0',
    BONUM_DEMO_MEMBERS: '3',
  });
  await demo.until('Ctrl-C stops everything');
  baseUrl = /Bonum is ready: (\S+)/.exec(demo.said())?.[1] ?? '';
});
afterAll(async () => {
  demo.child.kill('SIGINT');
  await demo.end();
  await database[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

describe.runIf(hasTools)('what the pages say to type, typed', () => {
  test.each(['docs/integration.md', 'docs/offline.md', 'README.md'])('%s', async (path) => {
    const steps = await runPage(await read(path), baseUrl);
    expect(steps.length).toBeGreaterThan(2);
    for (const { block, output, shown } of steps) {
      if (shown === undefined) continue;
      expect(JSON.parse(output), `${path}:${block.line}\n${block.text}`).toMatchObject(Object(shown));
    }
  });
});

test('README.md shows what a replay says', async () => {
  const { text = '' } =
    blocksOf(await read('README.md')).find((block) => block.text.includes('bonum replay')) ?? {};
  const [command = '', ...shown] = text.trimEnd().split('\n');
  const [, , , file = '', , programme = ''] = command.split(' ').slice(1);
  await using empty = await createDatabase();
  const args = ['replay', join(root, file), '--programme', join(root, programme)];
  const { stdout, stderr } = await runBonum(args, { DATABASE_URL: empty.url });
  expect(stdout.split('\n').slice(0, shown.length), stderr).toEqual(shown);
});

test('docs/integration.md tells the status of every code it names', async () => {
  const markdown = await read('docs/integration.md');
  const known: Readonly<Record<string, { status: number }>> = refusals;
  const rows = [...markdown.matchAll(/^\| ((?:`[\w-]+`(?:, )?)+) \| ((?:\d{3}(?:, )?)+) \|/gm)];
  const said = rows.flatMap(([, codes = '', statuses = '']) => {
    const numbers = statuses.split(', ').map(Number);
    return codes.split(', ').map((code, index) => [code.slice(1, -1), numbers[index]]);
  });
  expect(said.length).toBeGreaterThan(20);
  expect(said).toEqual(said.map(([code = '']) => [code, known[code]?.status]));
});

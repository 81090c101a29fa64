import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { quickFolder } from './testing/quick-place.ts';

const PLAIN = pathToFileURL(join(import.meta.dirname, '../bin/plain.js')).href;
const run = promisify(execFile);

let folder: string;
let kept: string;

beforeEach(async () => {
  folder = await quickFolder();
  kept = join(folder, 'kept');
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await write('Привет');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (text: string): Promise<void> =>
  writeFile(join(folder, 'source.ts'), `const said: string = '${text}';\nconsole.log(said);\n`);

const said = async (): Promise<string> => (await begin()).said;

async function begin(): Promise<{ said: string; wouldFindAll: boolean }> {
  const script = `const { keepPlain } = await import('${PLAIN}'); const wouldFindAll = keepPlain(${JSON.stringify(kept)});
    await import('./source.ts'); console.log(wouldFindAll());`;
  const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', script], {
    cwd: folder,
  });
  expect(stderr).toBe('');
  const [line = '', wouldFindAll] = stdout.trim().split('\n');
  return { said: line, wouldFindAll: wouldFindAll === 'true' };
}

async function onlyKept(): Promise<string> {
  const names = await readdir(kept);
  expect(names).toHaveLength(1);
  return join(kept, names[0] ?? '');
}

test('a source without its types is kept, and what is kept runs', async () => {
  expect(await said()).toBe('Привет');
  const place = await onlyKept();
  const plain = await readFile(place, 'utf8');
  expect(plain).not.toContain(': string');
  await writeFile(place, plain.replace('Привет', 'Из хранимого'));
  expect(await said()).toBe('Из хранимого');
});

test('a source that has changed is another one', async () => {
  expect(await said()).toBe('Привет');
  await write('Пока');
  expect(await said()).toBe('Пока');
  expect(await readdir(kept)).toHaveLength(2);
});

test('where nothing can be kept it runs all the same', async () => {
  await writeFile(kept, 'a file, where a folder should be');
  expect(await said()).toBe('Привет');
  expect(await said()).toBe('Привет');
});

test('who had to take types out begins anew once, and not where nothing can be kept', async () => {
  expect(await begin()).toEqual({ said: 'Привет', wouldFindAll: true });
  expect(await begin()).toEqual({ said: 'Привет', wouldFindAll: false });
  await rm(kept, { recursive: true });
  await writeFile(kept, 'a file, where a folder should be');
  expect(await begin()).toEqual({ said: 'Привет', wouldFindAll: false });
});

test('many that begin at once keep it whole', async () => {
  expect(new Set(await Promise.all(Array.from({ length: 6 }, said)))).toEqual(new Set(['Привет']));
  await onlyKept();
  expect(await said()).toBe('Привет');
});

import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createBonumClient } from '@bonum/client';
import { expect, test } from 'vitest';
import { wholeServer } from '../apps/server/src/testing/whole-server.ts';
import { buildClient } from './build-client.ts';
import { blocksOf } from './docs/markdown.ts';
import { root } from './house/tree.ts';

const run = promisify(execFile);

test('G9 the client is a package: installed from its archive, the example of its page runs and is typed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bonum-client-'));
  try {
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], {
      cwd: await buildClient(),
    });
    const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
    expect(packed.files.map(({ path }) => path).toSorted((one, other) => one.localeCompare(other))).toEqual([
      'generated/schema.d.ts',
      'generated/schema.js',
      'index.d.ts',
      'index.js',
      'LICENSE',
      'package.json',
      'README.md',
    ]);
    // As npm would, without asking a registry.
    const installed = join(folder, 'node_modules/@bonum/client');
    await mkdir(installed, { recursive: true });
    await run('tar', ['-xzf', join(folder, packed.filename), '-C', installed, '--strip-components', '1']);
    for (const name of ['openapi-fetch', 'openapi-typescript-helpers'])
      await cp(join(root, 'node_modules', name), join(folder, 'node_modules', name), { recursive: true });

    const page = await readFile(join(installed, 'README.md'), 'utf8');
    const example = blocksOf(page).find(({ language }) => language === 'js')?.text ?? '';
    expect(example.trim().split('\n')).toHaveLength(5);
    await writeFile(join(folder, 'package.json'), '{"type": "module"}');
    await writeFile(join(folder, 'example.js'), example);
    await writeFile(
      join(folder, 'example.ts'),
      `declare const process: { env: Record<'BONUM_URL' | 'BONUM_KEY', string> };\n${example}\n` +
        '// @ts-expect-error -- there is no such address\nawait bonum.GET("/v1/nothing");\n',
    );
    await using whole = await wholeServer();
    const office = createBonumClient({ baseUrl: whole.baseUrl, key: whole.key });
    const stores = [{ storeId: 'S-1', name: 'Спорт на Тверской', tills: [] }];
    await office.PUT('/v1/stores', { body: { stores } });
    const env = { BONUM_URL: whole.baseUrl, BONUM_KEY: whole.key };
    expect((await run(process.execPath, ['example.js'], { cwd: folder, env })).stdout).toBe(
      'S-1 Спорт на Тверской\n',
    );
    const tsc = join(root, 'node_modules/.bin/tsc');
    await run(
      tsc,
      ['--noEmit', '--strict', '--module', 'nodenext', '--lib', 'es2024,dom', '--types', '', 'example.ts'],
      {
        cwd: folder,
      },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { shipped } from '../../apps/server/src/testing/chain.ts';
import { wholeServer } from '../../apps/server/src/testing/whole-server.ts';
import { buildTill, packTill } from '../build-till.ts';
import { blocksOf } from '../docs/markdown.ts';
import { root } from '../house/tree.ts';

const run = promisify(execFile);

test('B4 the engine is a package that a till installs: it sells and takes back in an empty folder, and is typed', async () => {
  await using whole = await wholeServer();
  const folder = await mkdtemp(join(tmpdir(), 'bonum-till-'));
  try {
    const office = async (method: string, path: string, body: object) => {
      const headers = { authorization: `Bearer ${whole.key}`, 'content-type': 'application/json' };
      const answer = await fetch(`${whole.baseUrl}/v1${path}`, {
        method,
        headers,
        body: JSON.stringify(body),
      });
      expect(answer.status).toBe(200);
    };
    await office('POST', '/programme', { programme: await shipped('sportswear') });
    await office('PUT', '/stores', { stores: [{ storeId: 'S-1', name: 'Спорт', tills: [] }] });

    const dist = await packTill(await buildTill());
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: dist });
    const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
    const code = packed.files.map(({ path }) => path).filter((path) => !path.endsWith('.d.ts'));
    expect(code.toSorted()).toEqual(['LICENSE', 'README.md', 'package.json', 'till.js']);
    await writeFile(join(folder, 'package.json'), '{ "type": "module", "private": true }');
    // Needs no other package, and so no registry.
    await run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${packed.filename}`], {
      cwd: folder,
    });
    expect(await readdir(join(folder, 'node_modules'))).toContain('@bonum');

    const page = await readFile(join(folder, 'node_modules/@bonum/till/README.md'), 'utf8');
    const example = blocksOf(page).find(({ language }) => language === 'js')?.text ?? '';
    await writeFile(join(folder, 'example.js'), example);
    await writeFile(
      join(folder, 'example.ts'),
      `declare const process: { env: Record<'BONUM_URL' | 'BONUM_KEY', string> };\n${example}\n` +
        '// @ts-expect-error -- kopecks are no number of points\nconst spent: typeof sold.spending[0]["points"] = minor(1);\n',
    );
    const env = { BONUM_URL: whole.baseUrl, BONUM_KEY: whole.key };
    // Three for the price of two; a third of what was paid comes back with one of them.
    expect((await run(process.execPath, ['example.js'], { cwd: folder, env })).stdout).toBe(
      'to pay 60000\nto give back 20000\n',
    );
    const strict = ['--noEmit', '--strict', '--module', 'nodenext', '--lib', 'es2024,dom', '--types', ''];
    await run(join(root, 'node_modules/.bin/tsc'), [...strict, 'example.ts'], { cwd: folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

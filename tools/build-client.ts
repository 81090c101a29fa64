import { execFile } from 'node:child_process';
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './house/tree.ts';

const run = promisify(execFile);
const home = join(root, 'packages/client');
const dist = join(home, 'dist');

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** The client as strangers install it: plain JavaScript with its types, ready for `npm publish packages/client/dist`. */
export async function buildClient(): Promise<string> {
  await rm(dist, { recursive: true, force: true });
  await run(join(root, 'node_modules/.bin/tsc'), ['-p', join(home, 'tsconfig.build.json')]);
  const { name, version, license, dependencies }: Manifest = JSON.parse(
    await readFile(join(home, 'package.json'), 'utf8'),
  );
  const manifest = {
    name,
    version,
    license,
    description: 'The typed client of a Bonum loyalty server',
    type: 'module',
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
    engines: { node: '>=20' },
    dependencies,
  };
  await writeFile(join(dist, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await copyFile(join(home, 'README.md'), join(dist, 'README.md'));
  await copyFile(join(root, 'LICENSE'), join(dist, 'LICENSE'));
  return dist;
}

if (import.meta.main) console.log(`${await buildClient()}: npm publish ${dist}`);

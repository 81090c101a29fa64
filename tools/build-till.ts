import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { root } from './house/tree.ts';

const run = promisify(execFile);
const home = join(root, 'packages/engine');
const dist = join(home, 'dist');

/** The engine as a till runs it: one ES module without a dependency, for a browser and for Node. */
export async function buildTill(): Promise<string> {
  await using bundle = await rolldown({
    input: join(home, 'src/till.ts'),
    platform: 'neutral',
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  const [chunk] = output;
  if (output.length !== 1) throw new Error(`the bundle has ${output.length} files`);
  if (chunk.imports.length > 0) throw new Error(`the bundle imports ${chunk.imports.join(', ')}`);
  return chunk.code;
}

/** As it travels to a till. */
export const zippedBytes = (code: string): number => gzipSync(code, { level: 9 }).length;

/** The same as a package that a till installs, with its types. @param code what `buildTill` made */
export async function packTill(code: string): Promise<string> {
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist);
  await run(join(root, 'node_modules/.bin/tsc'), ['-p', join(home, 'tsconfig.build.json')]);
  await writeFile(join(dist, 'till.js'), code);
  const { version, license }: { readonly version: string; readonly license: string } = JSON.parse(
    await readFile(join(home, 'package.json'), 'utf8'),
  );
  const manifest = {
    name: '@bonum/till',
    version,
    license,
    description: 'What a till of a Bonum loyalty server calculates with while it has no network',
    type: 'module',
    exports: { '.': { types: './till.d.ts', import: './till.js' } },
    sideEffects: false,
    engines: { node: '>=20' },
  };
  await writeFile(join(dist, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await copyFile(join(home, 'README.md'), join(dist, 'README.md'));
  await copyFile(join(root, 'LICENSE'), join(dist, 'LICENSE'));
  return dist;
}

if (import.meta.main) {
  const code = await buildTill();
  console.log(
    `${await packTill(code)}: till.js has ${code.length} characters, ${zippedBytes(code)} bytes zipped; npm publish ${dist}`,
  );
}

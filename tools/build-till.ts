import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { root } from './house/tree.ts';

/** The engine as a till runs it: one ES module without a dependency, for a browser and for Node. */
export async function buildTill(): Promise<string> {
  await using bundle = await rolldown({
    input: join(root, 'packages/engine/src/till.ts'),
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

if (import.meta.main) {
  const code = await buildTill();
  const file = join(root, 'packages/engine/dist/till.js');
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, code);
  console.log(`${file}: ${code.length} characters, ${zippedBytes(code)} bytes zipped`);
}

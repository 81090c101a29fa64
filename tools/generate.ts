import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { clientTypes } from '../packages/client/generate.ts';
import { promotionPages } from './docs/promotion-pages.ts';
import { openApiDocument } from '../packages/contract/src/openapi.ts';

const checkout = join(import.meta.dirname, '..');

/** Every generated file with its content, so that a test can hold the committed ones to it. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const document = openApiDocument();
  return new Map([
    [join(checkout, 'packages/contract/openapi.json'), `${JSON.stringify(document, null, 2)}\n`],
    [join(checkout, 'packages/client/src/generated/schema.ts'), await clientTypes(document)],
    ...(await promotionPages()),
  ]);
}

if (import.meta.main) {
  for (const [path, content] of await generatedFiles()) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
}

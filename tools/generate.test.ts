import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { generatedFiles } from './generate.ts';

test('the committed generated files are those the contract and the engine make (else: npm run generate)', async () => {
  for (const [path, content] of await generatedFiles()) {
    const committed = await readFile(path, 'utf8');
    expect(committed === content, `${basename(path)} is out of date`).toBe(true);
  }
});

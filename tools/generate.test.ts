import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { clientTypes } from '../packages/client/generate.ts';
import { openApiDocument } from '../packages/contract/src/openapi.ts';
import { operations } from '../packages/contract/src/operations.ts';
import { generatedFiles } from './generate.ts';

test('the committed generated files are those the contract and the engine make (else: npm run generate)', async () => {
  for (const [path, content] of await generatedFiles()) {
    const committed = await readFile(path, 'utf8');
    expect(committed === content, `${basename(path)} is out of date`).toBe(true);
  }
});

test('the client marks what is to go', async () => {
  const deprecated = { since: '2026-12-01', sunset: '2027-12-31' };
  const marks = async (going: object): Promise<number> =>
    [
      ...(await clientTypes(openApiDocument([{ ...operations['list-stores'], ...going }]))).matchAll(
        /@deprecated/g,
      ),
    ].length;
  expect(await marks({})).toBe(0);
  expect(await marks({ deprecated })).toBe(1);
});

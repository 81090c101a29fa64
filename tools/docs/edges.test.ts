import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTree, root } from '../house/tree.ts';

test('docs/edges.md: each row is held by the test that it names', async () => {
  const page = await readFile(join(root, 'docs/edges.md'), 'utf8');
  const named = [...page.matchAll(/\| `([^`]+)` \|$/gm)].map((row) => row[1] ?? '');
  const rows = page.split('\n').filter((row) => row.startsWith('| ') && !row.endsWith('| held by |'));
  expect(named.length).toBeGreaterThan(30);
  expect(rows.length).toBe(named.length);
  const tests = (await readTree()).filter(({ path }) => path.endsWith('.test.ts'));
  expect(named.filter((name) => !tests.some(({ text }) => text.includes(`'${name}'`)))).toEqual([]);
});

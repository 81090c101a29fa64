import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { factKinds } from '@bonum/engine';
import { describe, expect, test } from 'vitest';
import { allInvariants } from '../../apps/server/src/verify/all-invariants.ts';
import { operators } from '../../packages/engine/src/operators.ts';
import { root, readTree } from '../house/tree.ts';
import { linksOf, tableOfCode } from './markdown.ts';
import { programmePage } from './programme-page.ts';

const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');

test('links between the pages lead somewhere', async () => {
  const pages = (await readTree()).filter(({ path }) => path.endsWith('.md'));
  const broken = pages.flatMap(({ path, text }) =>
    linksOf(text)
      .filter((link) => !existsSync(join(root, dirname(path), link)))
      .map((link) => `${path}: ${link}`),
  );
  expect(broken).toEqual([]);
});

test('README.md knows how many invariants there are', async () => {
  expect(await read('README.md')).toContain(`All ${allInvariants.length} invariants hold.`);
});

describe('docs/programme.md', async () => {
  const markdown = await read('docs/programme.md');
  const page = programmePage(markdown);
  const rows = tableOfCode(markdown).filter(([condition]) => condition?.startsWith('{'));

  test.each(rows)('%s holds for %s and not for %s', (condition = '', such = '', other = '') => {
    expect(page.holds(JSON.parse(condition), JSON.parse(such))).toBe(true);
    expect(page.holds(JSON.parse(condition), JSON.parse(other))).toBe(false);
  });

  test.each(page.examples)('the example in line $line gives what it says', ({ example }) =>
    expect(page.answer(example)).toEqual(example.gives),
  );

  test('every fact and every operator has an example', () => {
    const asked = [...markdown.matchAll(/"fact": ?"([\w.]+)", ?"op": ?"([\w-]+)"/g)];
    const facts = new Set(asked.map((match) => match[1]));
    expect(Object.keys(factKinds).filter((fact) => !facts.has(fact))).toEqual([]);
    const kinds: Readonly<Record<string, string>> = factKinds;
    const used = new Set(asked.map((match) => `${kinds[match[1] ?? '']} ${match[2]}`));
    const known = Object.entries(operators).flatMap(([kind, table]) =>
      Object.keys(table).map((operator) => `${kind} ${operator}`),
    );
    expect(known.filter((operator) => !used.has(operator))).toEqual([]);
  });

  test('every effect has an example', async () => {
    const types = await read('packages/engine/src/programme.ts');
    const effects = [...types.matchAll(/readonly type: '([\w-]+)'/g)].map((match) => match[1]);
    expect(effects.length).toBeGreaterThan(5);
    expect(effects.filter((effect) => !markdown.includes(`"type": "${effect}"`))).toEqual([]);
  });
});

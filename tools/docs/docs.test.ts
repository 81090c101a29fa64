import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { factKinds, missingOf, validateProgramme, type Questionnaire } from '@bonum/engine';
import { describe, expect, test } from 'vitest';
import { createMetrics } from '../../apps/server/src/metrics/metrics.ts';
import { allInvariants } from '../../apps/server/src/verify/all-invariants.ts';
import { operators } from '../../packages/engine/src/operators.ts';
import { periods } from '../../packages/engine/src/programme.ts';
import { root, readTree } from '../house/tree.ts';
import { blocksOf, linksOf, tableOfCode } from './markdown.ts';
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

describe('docs/operations.md', async () => {
  const page = `${await read('docs/operations.md')}${await read('README.md')}`;

  test('knows every variable', async () => {
    const names = new Set((await read('apps/server/src/config.ts')).match(/\b(BONUM|DATABASE)_[A-Z_]+\b/g));
    names.delete('BONUM_TEST_DATABASE_URL');
    expect(names.size).toBeGreaterThan(10);
    expect([...names].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  test('knows every figure and no other', async () => {
    const metrics = createMetrics();
    const none = { count: 0, seconds: 0 };
    metrics.look({
      pool: { totalCount: 0, idleCount: 0, waitingCount: 0 },
      gate: { running: 0, waiting: 0 },
      waiting: async () => ({ messages: none, events: none, owners: none, reports: none }),
    });
    const figures = [...(await metrics.text()).matchAll(/^# TYPE (bonum_\w+)/gm)].map((match) => match[1]);
    const told = [...page.matchAll(/^\| `(bonum_\w+)`/gm)].map((match) => match[1]);
    expect(new Set(told)).toEqual(new Set(figures));
  });
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

  const asked = blocksOf(markdown).find(({ tag }) => tag === 'questionnaire');
  const questionnaire = JSON.parse(asked?.text ?? '{}') as Questionnaire;
  const answered = tableOfCode(markdown).filter(([missing]) => missing?.startsWith('['));

  test('the questionnaire is one', () => {
    const rules = JSON.parse(
      blocksOf(markdown).find(({ tag }) => tag === 'programme')?.text ?? '{}',
    ) as object;
    expect(validateProgramme({ ...rules, questionnaire })).toMatchObject({ ok: true });
    expect(answered.length).toBeGreaterThan(3);
  });

  test.each(answered)('%s is missing of the answers %s', (missing = '', answers = '') => {
    const profile = { name: 'Анна', birthDate: '1990-03-08' };
    expect(missingOf(questionnaire, { profile, answers: JSON.parse(answers) })).toEqual(JSON.parse(missing));
  });

  test('every fact and every operator has an example', () => {
    const conditions = [...markdown.matchAll(/"fact": ?"([\w.]+)", ?"op": ?"([\w-]+)"/g)];
    const facts = new Set(conditions.map((match) => match[1]));
    expect(Object.keys(factKinds).filter((fact) => !facts.has(fact))).toEqual([]);
    const kinds: Readonly<Record<string, string>> = factKinds;
    const used = new Set(conditions.map((match) => `${kinds[match[1] ?? '']} ${match[2]}`));
    const known = Object.entries(operators).flatMap(([kind, table]) =>
      Object.keys(table).map((operator) => `${kind} ${operator}`),
    );
    expect(known.filter((operator) => !used.has(operator))).toEqual([]);
  });
});

describe('docs/promotions', async () => {
  const types = await read('packages/engine/src/programme.ts');
  const base = await read('docs/programme.md');
  const folder = join(root, 'docs/promotions');
  const pages = await Promise.all((await readdir(folder)).map((name) => read(`docs/promotions/${name}`)));
  const examples = pages.flatMap((page) => programmePage(page, base).examples.map(({ example }) => example));
  /** Every value that stands in an example under a name. */
  const shown = (name: string): unknown[] => examples.flatMap((example) => valuesUnder(example, name));
  /** What the type of the engine allows, by its own text. */
  const wordsOf = (field: string): string[] => {
    const [, text = ''] = new RegExp(`readonly ${field}\\??: ((?:'[\\w-]+'(?: \\| )?)+);`).exec(types) ?? [];
    return [...text.matchAll(/'([\w-]+)'/g)].map(([, word = '']) => word);
  };
  const fieldsOf = (type: string): string[] => {
    const [, body = ''] = new RegExp(`^export interface ${type} \\{\\n(.*?)^\\}`, 'ms').exec(types) ?? [];
    return [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, field = '']) => field);
  };
  const effects = [...types.matchAll(/readonly type: '([\w-]+)'/g)].map(([, effect = '']) => effect);

  test.each([
    ['effect', effects, shown('type')],
    ['period of a limit', [...periods], shown('per')],
    ['way to choose in a group', wordsOf('choose'), shown('choose')],
    ['way to stack', wordsOf('stacking'), shown('stacking')],
    ['limit', fieldsOf('Limits'), shown('limits').flatMap((limits) => Object.keys(Object(limits)))],
    [
      'field of a group',
      fieldsOf('PromotionGroup'),
      shown('groups')
        .flat()
        .flatMap((group) => Object.keys(Object(group))),
    ],
    // Their name and their place have been given before the page is asked.
    [
      'field of a promotion',
      fieldsOf('Promotion').filter((field) => field !== 'id'),
      [...shown('promotion'), ...shown('promotions').flat()].flatMap((one) => Object.keys(Object(one))),
    ],
  ])('every %s has an example that is calculated', (_, known, used) => {
    expect(known.length).toBeGreaterThan(1);
    expect(known.filter((word) => !used.includes(word))).toEqual([]);
  });
});

function valuesUnder(value: unknown, name: string): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [
    ...(key === name ? [part] : []),
    ...valuesUnder(part, name),
  ]);
}

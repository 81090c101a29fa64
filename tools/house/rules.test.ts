import { describe, expect, test } from 'vitest';
import { readCode } from './code.ts';
import { readWorkspaces, wrongImports } from './doors.ts';
import {
  bareExceptions,
  filesInDrawers,
  longFiles,
  picturesWithoutSize,
  privateMatters,
  strayEnvironment,
} from './habits.ts';
import { missingPackages, namedHosts, undecidedScripts } from './lockfile.ts';
import { misnamedOperations } from './names.ts';
import { platformPackage } from './platform-package.ts';

// A rule that never fires proves nothing: each is shown what it is against.

const manifest = (folder: string, name: string, more: object = {}) => ({
  path: folder === '' ? 'package.json' : `${folder}/package.json`,
  text: JSON.stringify({ name, ...more }),
});

const workspaces = readWorkspaces([
  manifest('', 'bonum-workspace', { devDependencies: { vitest: '1' } }),
  manifest('packages/engine', '@bonum/engine', { dependencies: { lodash: '1' } }),
  manifest('packages/ledger', '@bonum/ledger', { dependencies: { kysely: '1' } }),
  manifest('packages/contract', '@bonum/contract', { dependencies: { '@bonum/engine': '1' } }),
  manifest('apps/server', '@bonum/server', {
    dependencies: { '@bonum/engine': '1', '@bonum/adapters': '1' },
    devDependencies: { '@bonum/client': '1', '@bonum/standins': '1', typebox: '1' },
  }),
  manifest('apps/kiosk', '@bonum/kiosk', { dependencies: { '@bonum/client': '1' } }),
]);

const wrong = (path: string, text: string): string[] => wrongImports([readCode({ path, text })], workspaces);

describe('doors', () => {
  test.each([
    ['packages/engine/src/a.ts', "import { readFile } from 'node:fs';", 'browsers'],
    ['packages/engine/src/a.ts', "import map from 'lodash';", 'no dependencies'],
    ['packages/engine/src/a.ts', "export * from '@bonum/ledger';", 'no door'],
    ['packages/engine/src/a.ts', "import rules from '../../../programmes/a.json';", 'leaves its workspace'],
    ['packages/ledger/src/a.ts', "import type { Programme } from '@bonum/engine';", 'no door'],
    ['packages/ledger/src/a.ts', "import { x } from '../../engine/src/index.ts';", 'leaves its workspace'],
    ['packages/ledger/src/a.ts', "import fs from 'fs';", 'node:fs'],
    ['packages/ledger/src/a.ts', "const pg = await import('pg');", 'not among the dependencies'],
    ['packages/ledger/src/a.ts', "import { test } from 'vitest';", 'not among the dependencies'],
    ['packages/contract/src/a.ts', "import { calculate } from '@bonum/engine';", 'import type'],
    ['apps/server/src/a.ts', "import { Type } from 'typebox';", 'not among the dependencies'],
    ['apps/server/src/a.ts', "import { createBonumClient } from '@bonum/client';", 'no door'],
    ['apps/server/src/jobs/a.ts', "import { sms } from '@bonum/standins';", 'no door'],
    ['apps/kiosk/src/a.ts', "import { createBonumClient } from '@bonum/client';", 'has no row'],
  ])('%s: %s', (path, text, because) => expect(wrong(path, text).join()).toContain(because));

  test.each([
    ['packages/engine/src/a.test.ts', "import { test } from 'vitest'; import { readFile } from 'node:fs';"],
    ['packages/engine/src/a.test.ts', "import rules from '../../../programmes/a.json';"],
    ['packages/ledger/src/a.ts', "import { sql } from 'kysely'; import { x } from './b.ts';"],
    ['packages/contract/src/a.ts', "import type { Programme } from '@bonum/engine';"],
    [
      'apps/server/src/a.ts',
      "import { sms } from '@bonum/adapters/smsc'; import type { Static } from 'typebox';",
    ],
    ['apps/server/src/a.test.ts', "import { createBonumClient } from '@bonum/client';"],
    ['apps/server/src/demo/a.ts', "import type { Sms } from '@bonum/standins';"],
    ['apps/server/src/a.ts', "// import x from 'nowhere'\nconst text = \"import y from 'nowhere'\";"],
    [
      'tools/a.ts',
      "import { operations } from '@bonum/contract'; import { x } from '../apps/server/src/x.ts';",
    ],
  ])('%s may: %s', (path, text) => expect(wrong(path, text)).toEqual([]));
});

describe('habits', () => {
  const code = (text: string) => [readCode({ path: 'apps/server/src/a.ts', text })];

  test.each([
    ['// oxlint-disable-next-line no-console', 'the reason'],
    ['// @ts-ignore', '@ts-expect-error'],
    ['// @ts-expect-error', 'say why'],
    ['/* TODO: more */', 'waits for'],
  ])('%s', (text, because) => expect(bareExceptions(code(text)).join()).toContain(because));

  test.each([
    '// oxlint-disable-next-line no-console -- a command talks to its terminal',
    '// @ts-expect-error the types of the driver forget this option',
    '// TODO until PostgreSQL 19 has it: read the clock here',
    "const text = 'TODO: more';",
  ])('%s is fine', (text) => expect(bareExceptions(code(text))).toEqual([]));

  test.each([
    'const { env } = process; const port = process.env.PORT;',
    "const port = process['env'].PORT;",
    "import { env } from 'node:process';",
  ])('%s', (text) => expect(strayEnvironment(code(text))).toHaveLength(1));

  test('a comment about process.env is fine', () =>
    expect(strayEnvironment(code('// not process.env'))).toEqual([]));

  test('drawers', () => {
    const paths = ['apps/server/src/utils/a.ts', 'packages/engine/lib/b.ts', 'apps/server/src/library/c.ts'];
    expect(filesInDrawers(paths.map((path) => ({ path, text: '' })))).toHaveLength(2);
  });

  test('long files', () => {
    const lines = (count: number) => 'x\n'.repeat(count);
    const files = [
      { path: 'a.ts', text: lines(401) },
      { path: 'a.test.ts', text: lines(401) },
      { path: 'src/generated/a.ts', text: lines(4000) },
    ];
    expect(longFiles(files)).toEqual(['a.ts has 401 lines, more than 400. Split it by subject.']);
  });

  test('a picture whose size nobody says', () => {
    const text = '<img src={a} alt="" />; <img src={b} alt="" width={24} height="24" />';
    expect(picturesWithoutSize([{ path: 'apps/kiosk/src/a.tsx', text }])).toEqual([
      'apps/kiosk/src/a.tsx: <img src={a} alt="" />: give it its width and height.',
    ]);
  });

  test('private matters', () => {
    const said = ['wo', 'rk'].join('');
    const files = [
      { path: 'a.md', text: `see\n/${said}/notes` },
      { path: 'b.md', text: `look at ${['iss', 'ue'].join('')} #12` },
      { path: 'c.md', text: 'the network/root/ of all' },
    ];
    expect(privateMatters(files)).toHaveLength(2);
    expect(privateMatters(files).join()).toContain('a.md:2');
  });
});

test('operations', () => {
  const files = [
    { path: 'apps/server/src/cards/block-card.ts', text: "operation('block-card', decide)" },
    { path: 'apps/server/src/cards/lend.ts', text: "operation(\n  'lend-card', decide)" },
  ];
  expect(misnamedOperations(['block-card', 'lend-card'], files)).toHaveLength(2);
  expect(misnamedOperations(['block-card'], files.slice(0, 1))).toEqual([]);
});

describe('the lock file', () => {
  const lockfile = {
    packages: {
      'apps/server': { resolved: 'apps/server', link: true },
      'node_modules/a': { resolved: 'https://registry.example/a.tgz', hasInstallScript: true },
      'node_modules/b': { optionalDependencies: { a: '1', 'b-darwin-arm64': '1' } },
    },
  };
  test('hosts', () => expect(namedHosts(lockfile)).toHaveLength(1));
  test('platforms', () =>
    expect(missingPackages(lockfile).map(({ name }) => name)).toEqual(['b-darwin-arm64']));
  test('scripts', () => {
    expect(undecidedScripts(lockfile, {})).toEqual(['a']);
    expect(undecidedScripts(lockfile, { a: false })).toEqual([]);
  });
  test.each([
    ['@oxc-parser/binding-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
    ['@oxc-parser/binding-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'], libc: ['glibc'] }],
    ['@oxlint/binding-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
    ['@oxlint-tsgolint/win32-x64', { os: ['win32'], cpu: ['x64'] }],
    ['@oxc-parser/binding-wasm32-wasi', { cpu: ['wasm32'] }],
  ])('%s', (name, platform) => expect(platformPackage(name)).toEqual(platform));
});

import { operations } from '@bonum/contract';
import { beforeAll, describe, expect, test } from 'vitest';
import { readTables } from '../apps/server/src/database/distribution/read-tables.ts';
import { wrongTables } from '../apps/server/src/database/distribution/table-rules.ts';
import { withDatabase } from '../apps/server/src/testing/database.ts';
import { isCode, readCode, type Code } from './house/code.ts';
import { readWorkspaces, wrongImports } from './house/doors.ts';
import {
  bareExceptions,
  filesInDrawers,
  longFiles,
  picturesWithoutSize,
  privateMatters,
  strayEnvironment,
} from './house/habits.ts';
import { missingPackages, namedHosts, undecidedScripts, type Lockfile } from './house/lockfile.ts';
import { misnamedOperations } from './house/names.ts';
import { isGenerated, readTree, type TextFile } from './house/tree.ts';

// The rules of the house that no other tool holds: ARCHITECTURE.md says why. Each failure says what to do about it.
// oxlint holds further ones (.oxlintrc.json): no default exports, no cycles, short functions.

let files: readonly TextFile[];
let code: readonly Code[];
beforeAll(async () => {
  files = await readTree();
  code = files.filter((file) => isCode(file) && !isGenerated(file.path)).map(readCode);
});

const json = (name: string): unknown => JSON.parse(files.find(({ path }) => path === name)?.text ?? '{}');
const lockfile = (): Lockfile => json('package-lock.json') as Lockfile;

describe('code', () => {
  test('goes through the doors of the house only', () =>
    expect(wrongImports(code, readWorkspaces(files))).toEqual([]));
  test('reads the environment in one place', () => expect(strayEnvironment(code)).toEqual([]));
  test('gives a reason with every exception', () => expect(bareExceptions(code)).toEqual([]));
  test('says how large each picture is', () => expect(picturesWithoutSize(files)).toEqual([]));
  test('has a file of its own for each operation, of the same name', () =>
    expect(misnamedOperations(Object.keys(operations), files)).toEqual([]));
});

describe('files', () => {
  test('lie in folders that say what they are about', () => expect(filesInDrawers(files)).toEqual([]));
  test('are short enough to be read at once', () => expect(longFiles(files)).toEqual([]));
  test('say nothing that makes sense on one machine only', () => expect(privateMatters(files)).toEqual([]));
});

describe('the lock file', () => {
  test('lets no package run a script unseen', () => {
    const { allowScripts } = json('package.json') as { allowScripts: Record<string, boolean> };
    expect(undecidedScripts(lockfile(), allowScripts), 'decide in allowScripts of package.json').toEqual([]);
  });
  test('names no host', () => expect(namedHosts(lockfile()), 'npm run lock').toEqual([]));
  test('serves every kind of machine', () =>
    expect(
      missingPackages(lockfile()).map(({ name }) => name),
      'npm run lock',
    ).toEqual([]));
});

test(
  'every table says how it is distributed, and keeps to it',
  withDatabase(async ({ pool }) => {
    const tables = await readTables(pool);
    expect(tables.map(({ name }) => name)).toContain('transfer');
    expect(wrongTables(tables)).toEqual([]);
  }),
);

import { chmod, cp, lstat, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Binaries, findBinaries, installedPackage } from './binaries.ts';
import { serviceUser } from './service-user.ts';

const isRoot = process.getuid?.() === 0;

const isOrdinary = async (path: string): Promise<boolean> =>
  !(await lstat(path)).isSymbolicLink() && !path.endsWith('.a');

let folder: string;
let unlinked: Binaries;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonum-binaries-'));
  await chmod(folder, 0o755);
  // As npm unpacks it with --ignore-scripts: without a single symbolic link.
  const original = await installedPackage();
  unlinked = { ...original, folder: join(folder, 'package', 'native') };
  await cp(original.folder, unlinked.folder, { recursive: true, filter: isOrdinary });
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('completes what the install script would have done, and uses the package where it is', async () => {
  const copies = join(folder, 'copies');
  expect(await findBinaries(serviceUser(), copies, unlinked)).toEqual(unlinked);
  expect((await lstat(join(unlinked.folder, 'lib', 'libpq.so.5'))).isSymbolicLink()).toBe(true);
});

test.runIf(isRoot)('copies what the account that runs it cannot reach', async () => {
  await chmod(join(folder, 'package'), 0o700);
  const copies = join(folder, 'copies');
  const found = await findBinaries(serviceUser(), copies, unlinked);
  expect(found.folder).toBe(join(copies, `postgres-${unlinked.version}`));
  const before = await lstat(found.folder);
  expect(await findBinaries(serviceUser(), copies, unlinked)).toEqual(found);
  expect((await lstat(found.folder)).ino).toBe(before.ino);
});

test('says so when it cannot run here', async () => {
  await rm(join(unlinked.folder, 'lib'), { recursive: true });
  const copies = join(folder, 'copies');
  await expect(findBinaries(serviceUser(), copies, unlinked)).rejects.toThrow('Set DATABASE_URL');
});

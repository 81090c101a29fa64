import { execFile } from 'node:child_process';
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';
import type { Binaries } from './binaries.ts';
import type { ServiceUser } from './service-user.ts';
import { isAlive } from './system-error.ts';

/**
 * One PostgreSQL cluster on disk: `folder/data` is PostgreSQL's, `folder/log` is what it says. It is reached by TCP on
 * 127.0.0.1 only; its superuser is `postgres`.
 */
export interface Cluster {
  folder: string;
  binaries: Binaries;
  user: ServiceUser;
}

export interface StartOptions {
  port: number;
  /** Server settings, as in postgresql.conf. */
  settings?: Record<string, string | number>;
}

const dataOf = (folder: string): string => join(folder, 'data');

export const clusterExists = (folder: string): Promise<boolean> =>
  stat(join(dataOf(folder), 'PG_VERSION')).then(
    () => true,
    () => false,
  );

/**
 * Makes a new cluster beside its place and moves it there when whole: being killed half-way leaves nothing that looks
 * like a cluster, and of two processes that try at once one wins.
 */
export async function createCluster(cluster: Cluster, password: string): Promise<void> {
  await sweepDrafts(cluster.folder);
  const draft = { ...cluster, folder: `${cluster.folder}.new-${process.pid}` };
  try {
    await mkdir(draft.folder, { recursive: true, mode: 0o700 });
    const passwordFile = join(draft.folder, 'password');
    await writeFile(passwordFile, password, { mode: 0o600 });
    await give(cluster.user, draft.folder, passwordFile);
    await initialise(draft, passwordFile);
    await rm(passwordFile);
    await rename(draft.folder, cluster.folder);
  } catch (error) {
    if (!(await clusterExists(cluster.folder))) throw error;
  } finally {
    await rm(draft.folder, { recursive: true, force: true });
  }
}

/** Ours from an earlier life, and those of processes that were killed: they hold a password. */
async function sweepDrafts(folder: string): Promise<void> {
  const prefix = `${basename(folder)}.new-`;
  for (const name of await readdir(dirname(folder))) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : undefined;
    if (pid === undefined || (pid !== process.pid && isAlive(pid))) continue;
    await rm(join(dirname(folder), name), { recursive: true, force: true });
  }
}

async function initialise(cluster: Cluster, passwordFile: string): Promise<void> {
  await run(cluster, 'initdb', [
    `--pgdata=${dataOf(cluster.folder)}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same sorting and case-folding on every machine, whatever locales it has; knows Cyrillic, unlike plain C.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]);
}

/** Starts the server and waits until it answers. It runs in a session of its own: Ctrl-C in our terminal spares it. */
export async function startCluster(cluster: Cluster, { port, settings = {} }: StartOptions): Promise<void> {
  const log = join(cluster.folder, 'log');
  await keepLogShort(log);
  const options = Object.entries({
    listen_addresses: '127.0.0.1',
    port,
    // Socket paths are limited to about a hundred bytes; data folders are not.
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  }).map(([name, value]) => `-c ${name}='${value}'`);
  try {
    await run(cluster, 'pg_ctl', [
      'start',
      '-D',
      dataOf(cluster.folder),
      '-l',
      log,
      '-w',
      '-t',
      '60',
      '-o',
      options.join(' '),
    ]);
  } catch (error) {
    throw new Error(`PostgreSQL did not start: ${await lastLines(log)}`, { cause: error });
  }
}

/** `fast` ends open sessions, writes everything down and stops; `immediate` just stops, as in a power cut. */
export async function stopCluster(cluster: Cluster, mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
  await run(cluster, 'pg_ctl', ['stop', '-D', dataOf(cluster.folder), '-m', mode, '-w', '-t', '60']);
}

/**
 * Sets the passwords without knowing the old ones, on a stopped cluster: whoever may read its files may do that anyway.
 * It is how a data folder recovers that lost its secrets.json.
 */
export async function setPasswords(cluster: Cluster, password: string, roles: string[]): Promise<void> {
  const sql = roles.map((role) => `alter role ${role} password '${password}'\n`).join('');
  await run(cluster, 'postgres', ['--single', '-D', dataOf(cluster.folder), 'postgres'], sql);
}

/**
 * A crashed PostgreSQL leaves its process id behind, and refuses to start if some other program of the same account has
 * that number now, as happens after a reboot and in containers.
 */
export async function clearStalePid(folder: string): Promise<void> {
  const path = join(dataOf(folder), 'postmaster.pid');
  const pid = Number.parseInt(await readFile(path, 'utf8').catch(() => ''), 10);
  if (isAlive(pid) && !(await commandOf(pid)).includes('postgres')) await rm(path, { force: true });
}

/** The major version the data was written by; PostgreSQL reads no other. */
export async function versionOfData(folder: string): Promise<string> {
  return (await readFile(join(dataOf(folder), 'PG_VERSION'), 'utf8')).trim();
}

/** What `postmaster.pid` says, if the process it names is a live PostgreSQL. */
export async function runningServer(folder: string): Promise<{ pid: number; port: number } | undefined> {
  const file = await readFile(join(dataOf(folder), 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, , , port] = file.split('\n').map(Number);
  return pid && port && (await commandOf(pid)).includes('postgres') ? { pid, port } : undefined;
}

/** A number alone proves nothing: after a crash and a reboot another program may have it. */
async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return new Promise((resolve) => {
    execFile('ps', ['-p', String(pid), '-o', 'command='], (_, stdout) => resolve(stdout));
  });
}

/** Asks the system for a TCP port on 127.0.0.1 that nobody listens on; the preferred one if it is free. */
export function freePort(preferred = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => (preferred === 0 ? reject(error) : resolve(freePort())));
    server.listen(preferred, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : preferred;
      server.close(() => resolve(port));
    });
  });
}

async function give(user: ServiceUser, ...paths: string[]): Promise<void> {
  const { uid, gid } = user;
  if (uid === undefined || gid === undefined) return;
  await Promise.all(paths.map((path) => chown(path, uid, gid)));
}

function run(cluster: Cluster, program: string, args: string[], input = ''): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = {
      ...cluster.user,
      cwd: cluster.folder,
      // Ours could carry PGDATA, PGPORT or a locale that this machine lacks.
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' },
    };
    const child = execFile(
      join(cluster.binaries.folder, 'bin', program),
      args,
      options,
      (error, stdout, stderr) => {
        if (error)
          reject(
            new Error(`${program} failed: ${(stderr || stdout || error.message).trim()}`, { cause: error }),
          );
        else resolve();
      },
    );
    // Whoever ends without having read says why by how it ends.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

const LOG_LIMIT_BYTES = 10_000_000;

async function keepLogShort(log: string): Promise<void> {
  const size = await stat(log).then(
    (file) => file.size,
    () => 0,
  );
  if (size > LOG_LIMIT_BYTES) await rename(log, `${log}.old`);
}

async function lastLines(log: string): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => 'it left no log');
  return text.trim().split('\n').slice(-5).join(' | ');
}

import { execFile } from 'node:child_process';
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import type { ServiceUser } from './service-user.ts';

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
  const draft = { ...cluster, folder: `${cluster.folder}.new-${process.pid}` };
  await rm(draft.folder, { recursive: true, force: true });
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

export async function give(user: ServiceUser, ...paths: string[]): Promise<void> {
  const { uid, gid } = user;
  if (uid === undefined || gid === undefined) return;
  await Promise.all(paths.map((path) => chown(path, uid, gid)));
}

function run(cluster: Cluster, program: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = {
      ...cluster.user,
      cwd: cluster.folder,
      // Ours could carry PGDATA, PGPORT or a locale that this machine lacks.
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' },
    };
    execFile(join(cluster.binaries.folder, 'bin', program), args, options, (error, stdout, stderr) => {
      if (error)
        reject(
          new Error(`${program} failed: ${(stderr || stdout || error.message).trim()}`, { cause: error }),
        );
      else resolve();
    });
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

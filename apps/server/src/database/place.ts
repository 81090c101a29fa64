import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Binaries, findBinaries } from './binaries.ts';
import { type Cluster, clusterExists, runningServer, stopCluster, versionOfData } from './cluster.ts';
import { canEnter, ownerOf, type ServiceUser, serviceUser } from './service-user.ts';

/**
 * Where clusters and binaries go that cannot stay in the data folder, because Bonum runs as root, PostgreSQL does not,
 * and its account cannot enter the data folder (as under /root).
 */
export const SHARED_FOLDER = '/var/lib/bonum';

/** What is remembered between starts, in `database.json` of the data folder. */
interface Note {
  port?: number;
  /** Only if the cluster is not in the data folder. */
  folder?: string;
}

/** The cluster that belongs to a data folder, whether it exists yet or not. */
export async function findCluster(dataFolder: string): Promise<Cluster> {
  const inside = join(dataFolder, 'postgres');
  const user = (await ownerOf(inside)) ?? serviceUser();
  const binaries = await findBinaries(user, user.uid === undefined ? dataFolder : SHARED_FOLDER);
  if (await clusterExists(inside)) return checked({ folder: inside, binaries, user }, dataFolder);
  const { folder } = await readNote(dataFolder);
  if (folder !== undefined) return outside({ folder, binaries, user }, dataFolder);
  if (canEnter(user, dataFolder)) return { folder: inside, binaries, user };
  return moveOut(dataFolder, user, binaries);
}

/** Whether a data folder has a database, here or elsewhere. Changes nothing. */
export async function hasCluster(dataFolder: string): Promise<boolean> {
  const { folder } = await readNote(dataFolder);
  return (await clusterExists(join(dataFolder, 'postgres'))) || folder !== undefined;
}

function checked(cluster: Cluster, dataFolder: string): Promise<Cluster> {
  if (canEnter(cluster.user, dataFolder)) return sameVersion(cluster);
  throw new Error(
    `The account that runs PostgreSQL can no longer enter ${dataFolder}, where the database is. ` +
      `Let it: chmod o+x on that folder and those above it.`,
  );
}

async function outside(cluster: Cluster, dataFolder: string): Promise<Cluster> {
  if (await clusterExists(cluster.folder)) return sameVersion(cluster);
  throw new Error(
    `${join(dataFolder, 'database.json')} says that the database is in ${cluster.folder}, but it is not. ` +
      'Bring it back, or delete database.json to begin with an empty one.',
  );
}

async function sameVersion(cluster: Cluster): Promise<Cluster> {
  const [ours] = cluster.binaries.version.split('.');
  const theirs = await versionOfData(cluster.folder);
  if (ours === theirs) return cluster;
  throw new Error(
    `The database in ${cluster.folder} was written by PostgreSQL ${theirs}; this release has ${ours}, which cannot read it. ` +
      'Dump it with the release that wrote it.',
  );
}

async function moveOut(dataFolder: string, user: ServiceUser, binaries: Binaries): Promise<Cluster> {
  const hash = createHash('sha256').update(resolve(dataFolder)).digest('hex').slice(0, 12);
  await mkdir(SHARED_FOLDER, { recursive: true });
  // Whatever the umask is.
  await chmod(SHARED_FOLDER, 0o755);
  const cluster = { folder: join(SHARED_FOLDER, hash), binaries, user };
  if (await clusterExists(cluster.folder)) await setAside(cluster);
  await writeNote(dataFolder, { folder: cluster.folder });
  return cluster;
}

/** Left by a data folder of the same name that was deleted. That meant a fresh start, but we do not delete databases. */
async function setAside(cluster: Cluster): Promise<void> {
  if (await runningServer(cluster.folder)) await stopCluster(cluster);
  await rename(cluster.folder, `${cluster.folder}.old-${Date.now()}`);
}

export async function readNote(dataFolder: string): Promise<Note> {
  const text = await readFile(join(dataFolder, 'database.json'), 'utf8').catch(() => '{}');
  try {
    const { port, folder }: Record<string, unknown> = JSON.parse(text);
    return {
      ...(typeof port === 'number' ? { port } : {}),
      ...(typeof folder === 'string' ? { folder } : {}),
    };
  } catch {
    return {};
  }
}

export async function writeNote(dataFolder: string, change: Note): Promise<void> {
  const file = join(dataFolder, 'database.json');
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify({ ...(await readNote(dataFolder)), ...change }, null, 2));
  await rename(draft, file);
}

import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, DEMO_SECRET_PREFIX } from './config.ts';
import { isCode } from './database/system-error.ts';

/** What an installation made up for itself, in `secrets.json` of its data folder, readable by its owner only. */
export interface Secrets {
  /** Of the PostgreSQL that Bonum starts. */
  readonly databasePassword: string;
  /** Stands in for BONUM_SECRET in the demo, and is marked as such. */
  readonly demoTokenSecret: string;
}

/** Reads them, or makes them up the first time. The folder must exist. */
export async function ensureSecrets(dataFolder: string): Promise<Secrets> {
  const file = join(dataFolder, 'secrets.json');
  return (await read(file)) ?? (await create(file)) ?? (await ensureSecrets(dataFolder));
}

/** For the demo only; `serve` and `worker` take productionSecret. */
export async function demoSecret(config: Config): Promise<string> {
  if (config.tokenSecret !== undefined) return config.tokenSecret;
  // With a database of one's own nobody has needed the folder yet.
  await mkdir(config.dataFolder, { recursive: true });
  return (await ensureSecrets(config.dataFolder)).demoTokenSecret;
}

async function read(file: string): Promise<Secrets | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const secrets = parse(text);
  if (secrets) return secrets;
  throw new Error(
    `${file} is damaged. Delete it: new secrets will be made, and sessions of the demo will end.`,
  );
}

function parse(text: string): Secrets | undefined {
  try {
    const { databasePassword, demoTokenSecret }: Partial<Record<keyof Secrets, unknown>> = JSON.parse(text);
    if (typeof databasePassword !== 'string' || typeof demoTokenSecret !== 'string') return undefined;
    return { databasePassword, demoTokenSecret };
  } catch {
    return undefined;
  }
}

/** Undefined if another process was first. */
async function create(file: string): Promise<Secrets | undefined> {
  const secrets: Secrets = {
    databasePassword: randomBytes(24).toString('hex'),
    demoTokenSecret: DEMO_SECRET_PREFIX + randomBytes(32).toString('hex'),
  };
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  try {
    // Unlike rename, link never replaces; unlike writing in place, nobody sees half of it.
    await link(draft, file);
    return secrets;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return undefined;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

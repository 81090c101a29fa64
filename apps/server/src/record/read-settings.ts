import { readFile, stat } from 'node:fs/promises';
import { ConfigError, readNamed, type Config } from '../config.ts';

type Said = Readonly<Record<string, unknown>>;

/** What lets somebody into a system of record, whichever it is. */
const secrets: ReadonlySet<string> = new Set(['password', 'appSecret', 'secretKey']);

/** Of whom a file can be read beside its owner. */
const OTHERS = 0o077;

/**
 * What the file of BONUM_SYSTEM_OF_RECORD says, with what it says to be found elsewhere; undefined: there is none. Nothing that it says is
 * in what is said of a mistake: it has passwords.
 */
export async function readSettings({
  systemOfRecordFile: file,
}: Pick<Config, 'systemOfRecordFile'>): Promise<Said | undefined> {
  if (file === undefined) return undefined;
  const said = parse(await contentOf(file, ''));
  if (!isObject(said))
    throw new ConfigError(`${file} is not a JSON object. docs/systems-of-record.md shows one.`);
  if (hasSecret(said)) await mustBePrivate(file);
  const entries = Object.entries(said).map(
    async ([name, value]) => [name, await foundIn(value, name)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function contentOf(file: string, where: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new ConfigError(
      `BONUM_SYSTEM_OF_RECORD names ${file}${where && ` for ${where}`}, which cannot be read.`,
    );
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Said =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hasSecret = (value: unknown): boolean =>
  isObject(value) &&
  Object.entries(value).some(([name, one]) => (typeof one === 'string' ? secrets.has(name) : hasSecret(one)));

/** On Windows a mode says nothing of who may read. */
async function mustBePrivate(file: string): Promise<void> {
  if (process.platform === 'win32' || ((await stat(file)).mode & OTHERS) === 0) return;
  throw new ConfigError(
    `${file} has a password, and others than its owner may read it. Run: chmod 600 ${file}; or say in it where the password is, as { "env": "NAME" } or { "file": "path" }.`,
  );
}

/** A value as it is, or as the environment or another file has it. */
async function foundIn(value: unknown, where: string): Promise<unknown> {
  if (!isObject(value)) return value;
  const { env, file, ...rest } = value;
  if (Object.keys(rest).length === 0 && typeof (env ?? file) === 'string') {
    if (typeof env === 'string' && file === undefined) return namedIn(env, where);
    if (typeof file === 'string' && env === undefined) return (await contentOf(file, where)).trim();
  }
  const entries = Object.entries(value).map(
    async ([name, one]) => [name, await foundIn(one, `${where}.${name}`)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

function namedIn(name: string, where: string): string {
  const said = readNamed(name);
  if (said !== undefined) return said;
  throw new ConfigError(`BONUM_SYSTEM_OF_RECORD takes ${where} from ${name}, which is not set.`);
}

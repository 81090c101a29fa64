import { join, resolve } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

export interface Config {
  /** PORT: where HTTP is served; 0 lets the system choose. */
  readonly port: number;
  /** HOST: the address listened on. */
  readonly host: string;
  /** BONUM_PUBLIC_URL: the address people and tills use, without a slash at the end. */
  readonly publicUrl: string;
  /** BONUM_DATA: what an installation keeps on disk: secrets, and the database unless it is elsewhere. */
  readonly dataFolder: string;
  /** DATABASE_URL: a PostgreSQL of one's own; without it Bonum starts one. */
  readonly databaseUrl: string | undefined;
  /** BONUM_DATABASE_CONNECTIONS: how many each process opens at most. */
  readonly poolSize: number;
  /** BONUM_SECRET: what signed tokens hang on. */
  readonly tokenSecret: string | undefined;
  /** BONUM_LOG: how much is logged. */
  readonly logLevel: LogLevel;
  /** BONUM_DEMO_MEMBERS: how many members the demo makes up; for our tests, which have no time for a whole chain. */
  readonly demoMembers: number;
}

/** The environment does not make sense; the message says which variable, what is wrong and what to do. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Where Bonum lies. */
export const CHECKOUT = resolve(import.meta.dirname, '../../..');

/** The only reader of the environment; everything else is given a Config. */
export function readConfig(env: Environment = process.env): Config {
  const port = whole(env, 'PORT', { fallback: 3000, from: 0, to: 65_535 });
  return Object.freeze({
    port,
    host: text(env, 'HOST') ?? '127.0.0.1',
    publicUrl: publicUrl(env) ?? `http://localhost:${port}`,
    dataFolder: dataFolder(env),
    databaseUrl: databaseUrl(env, 'DATABASE_URL'),
    poolSize: whole(env, 'BONUM_DATABASE_CONNECTIONS', { fallback: 10, from: 1, to: 1000 }),
    tokenSecret: tokenSecret(env),
    logLevel: logLevel(env),
    demoMembers: whole(env, 'BONUM_DEMO_MEMBERS', { fallback: 300, from: 1, to: 5000 }),
  });
}

/** BONUM_TEST_DATABASE_URL: run the tests on this server, as its superuser, instead of starting one. */
export function readTestDatabaseUrl(env: Environment = process.env): string | undefined {
  return databaseUrl(env, 'BONUM_TEST_DATABASE_URL');
}

/** Generated for the demo (see secrets.ts); marked, so that it cannot slip into production by copying. */
export const DEMO_SECRET_PREFIX = 'demo-';

/** For `serve` and `worker`: there is no default to forget about. */
export function productionSecret(config: Config): string {
  const remedy = 'Set it to a value of your own, for example from: openssl rand -hex 32';
  if (config.tokenSecret === undefined) throw new ConfigError(`BONUM_SECRET is not set. ${remedy}`);
  if (config.tokenSecret.startsWith(DEMO_SECRET_PREFIX)) {
    throw new ConfigError(`BONUM_SECRET is the demo's, which is not meant to protect anything. ${remedy}`);
  }
  return config.tokenSecret;
}

function text(env: Environment, name: string): string | undefined {
  // `NAME=` in a compose file means "not set" to most people.
  return env[name]?.trim() || undefined;
}

function whole(
  env: Environment,
  name: string,
  range: { fallback: number; from: number; to: number },
): number {
  const given = text(env, name);
  if (given === undefined) return range.fallback;
  const value = /^\d+$/.test(given) ? Number(given) : Number.NaN;
  if (value >= range.from && value <= range.to) return value;
  throw new ConfigError(`${name} is "${given}". Set it to a whole number from ${range.from} to ${range.to}.`);
}

function dataFolder(env: Environment): string {
  const given = text(env, 'BONUM_DATA');
  // Relative to the folder the command was given in, as with every other programme.
  return given === undefined ? join(CHECKOUT, '.bonum') : resolve(given);
}

function databaseUrl(env: Environment, name: string): string | undefined {
  const given = text(env, name);
  if (given === undefined || /^postgres(ql)?:$/.test(parse(given)?.protocol ?? '')) return given;
  // Not shown: it may hold a password.
  throw new ConfigError(
    `${name} is not a PostgreSQL address. Write it as postgres://name:password@host:5432/database.`,
  );
}

function publicUrl(env: Environment): string | undefined {
  const given = text(env, 'BONUM_PUBLIC_URL');
  if (given === undefined) return undefined;
  const url = parse(given);
  if (url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '')
    return url.href.replace(/\/+$/, '');
  throw new ConfigError(
    `BONUM_PUBLIC_URL is "${given}". Set it to an address such as https://bonus.example.com.`,
  );
}

function parse(given: string): URL | undefined {
  return URL.canParse(given) ? new URL(given) : undefined;
}

const SHORTEST_SECRET = 32;

function tokenSecret(env: Environment): string | undefined {
  const given = text(env, 'BONUM_SECRET');
  if (given === undefined || given.length >= SHORTEST_SECRET) return given;
  throw new ConfigError(
    `BONUM_SECRET has ${given.length} characters. Set it to at least ${SHORTEST_SECRET}, for example from: openssl rand -hex 32`,
  );
}

function logLevel(env: Environment): LogLevel {
  const given = text(env, 'BONUM_LOG') ?? 'info';
  const level = LOG_LEVELS.find((name) => name === given);
  if (level !== undefined) return level;
  throw new ConfigError(`BONUM_LOG is "${given}". Set it to one of ${LOG_LEVELS.join(', ')}.`);
}

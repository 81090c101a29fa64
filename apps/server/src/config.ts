import { isIP } from 'node:net';
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
  /** BONUM_SANDBOX_DATABASE_URL: a database beside it, in which keys of the sandbox work; without it there is no sandbox. */
  readonly sandboxDatabaseUrl: string | undefined;
  /** BONUM_DATABASE_CONNECTIONS: how many each process opens at most. */
  readonly poolSize: number;
  /** BONUM_STATEMENT_TIMEOUT_MS: how long PostgreSQL may take for a statement of a till; other waits follow from it. */
  readonly statementTimeoutMs: number;
  /** BONUM_REQUESTS_IN_FLIGHT: how many requests are worked on at once. */
  readonly requestsInFlight: number;
  /** BONUM_REQUESTS_WAITING: how many more may wait for their turn; any beyond are told at once that the server is busy. */
  readonly requestsWaiting: number;
  /** BONUM_CONNECTIONS: how many clients may be connected at once. */
  readonly connections: number;
  /** BONUM_TRUSTED_PROXIES: the proxies before Bonum, whose X-Forwarded-For is believed: addresses or networks, with commas. */
  readonly trustedProxies: readonly string[];
  /** BONUM_STOP_GRACE_MS: how long new requests are still taken when told to stop, so that a balancer can turn elsewhere. */
  readonly stopGraceMs: number;
  /** BONUM_STOP_DEADLINE_MS: when what is still under way is broken off. */
  readonly stopDeadlineMs: number;
  /** BONUM_METRICS_PORT: where figures for Prometheus are served; without it they are not. */
  readonly metricsPort: number | undefined;
  /** BONUM_METRICS_HOST: the address that figures are served on. */
  readonly metricsHost: string;
  /** BONUM_SECRET: what signed tokens hang on. */
  readonly tokenSecret: string | undefined;
  /** BONUM_CHANNELS: the file that names the gateways for SMS, calls and e-mail; without it there are none. */
  readonly channelsFile: string | undefined;
  /** BONUM_TELEPHONY: the file that names the telephone exchanges, and where recordings are kept; without it there are none. */
  readonly telephonyFile: string | undefined;
  /** BONUM_WEBHOOK_HOSTS: hosts in the chain's own network that webhooks may lead to, with commas; others must be on the internet. */
  readonly webhookHosts: ReadonlySet<string>;
  /** BONUM_STAFF_OIDC: the file that names the identity provider by which staff sign in; without it they have local accounts. */
  readonly staffOidcFile: string | undefined;
  /** BONUM_SYSTEM_OF_RECORD: the file that names the 1C, SAP or Saby that has the truth about members and points; without it Bonum does. */
  readonly systemOfRecordFile: string | undefined;
  /** BONUM_PRICE_TYPE: what 1C calls the prices of the tills; without it, the type that has «розн» in its name, else the first. */
  readonly priceType: string | undefined;
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
    sandboxDatabaseUrl: sandboxDatabaseUrl(env),
    poolSize: whole(env, 'BONUM_DATABASE_CONNECTIONS', { fallback: 10, from: 1, to: 1000 }),
    statementTimeoutMs: whole(env, 'BONUM_STATEMENT_TIMEOUT_MS', { fallback: 8000, from: 100, to: 30_000 }),
    requestsInFlight: whole(env, 'BONUM_REQUESTS_IN_FLIGHT', { fallback: 40, from: 1, to: 10_000 }),
    requestsWaiting: whole(env, 'BONUM_REQUESTS_WAITING', { fallback: 200, from: 0, to: 100_000 }),
    connections: whole(env, 'BONUM_CONNECTIONS', { fallback: 2000, from: 1, to: 1_000_000 }),
    trustedProxies: trustedProxies(env),
    stopGraceMs: whole(env, 'BONUM_STOP_GRACE_MS', { fallback: 2000, from: 0, to: 600_000 }),
    stopDeadlineMs: whole(env, 'BONUM_STOP_DEADLINE_MS', { fallback: 9000, from: 1, to: 600_000 }),
    metricsPort: text(env, 'BONUM_METRICS_PORT') === undefined ? undefined : metricsPort(env),
    metricsHost: text(env, 'BONUM_METRICS_HOST') ?? '127.0.0.1',
    tokenSecret: tokenSecret(env),
    channelsFile: fileOf(env, 'BONUM_CHANNELS'),
    telephonyFile: fileOf(env, 'BONUM_TELEPHONY'),
    webhookHosts: webhookHosts(env),
    staffOidcFile: fileOf(env, 'BONUM_STAFF_OIDC'),
    systemOfRecordFile: fileOf(env, 'BONUM_SYSTEM_OF_RECORD'),
    priceType: text(env, 'BONUM_PRICE_TYPE'),
    logLevel: logLevel(env),
    demoMembers: whole(env, 'BONUM_DEMO_MEMBERS', { fallback: 300, from: 1, to: 5000 }),
  });
}

/** A variable that a file of settings names. */
export function readNamed(name: string, env: Environment = process.env): string | undefined {
  return text(env, name);
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

function webhookHosts(env: Environment): ReadonlySet<string> {
  const given = (text(env, 'BONUM_WEBHOOK_HOSTS') ?? '').split(',').map((part) => part.trim());
  for (const host of given) {
    if (host === '' || isIP(host) === 6 || /^[\w-]+(\.[\w-]+)*$/.test(host)) continue;
    throw new ConfigError(
      `BONUM_WEBHOOK_HOSTS holds "${host}". Set it to names or addresses of hosts, such as crm.chain.lan, 10.0.0.5.`,
    );
  }
  return new Set(given.filter((host) => host !== '').map((host) => host.toLowerCase()));
}

function trustedProxies(env: Environment): readonly string[] {
  const given = (text(env, 'BONUM_TRUSTED_PROXIES') ?? '').split(',').map((part) => part.trim());
  return given.filter((part) => part !== '').map(trustedProxy);
}

function trustedProxy(part: string): string {
  const [address = '', bits, ...rest] = part.split('/');
  const version = isIP(address);
  const most = version === 4 ? 32 : 128;
  const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
  if (version !== 0 && fits && rest.length === 0) return part;
  throw new ConfigError(
    `BONUM_TRUSTED_PROXIES holds "${part}". Set it to addresses or networks, such as 10.0.0.5, 192.168.0.0/16.`,
  );
}

const metricsPort = (env: Environment): number =>
  whole(env, 'BONUM_METRICS_PORT', { fallback: 0, from: 0, to: 65_535 });

function dataFolder(env: Environment): string {
  const given = text(env, 'BONUM_DATA');
  // Relative to the folder the command was given in, as with every other programme.
  return given === undefined ? join(CHECKOUT, '.bonum') : resolve(given);
}

function fileOf(env: Environment, name: string): string | undefined {
  const given = text(env, name);
  return given === undefined ? undefined : resolve(given);
}

function databaseUrl(env: Environment, name: string): string | undefined {
  const given = text(env, name);
  if (given === undefined || /^postgres(ql)?:$/.test(parse(given)?.protocol ?? '')) return given;
  // Not shown: it may hold a password.
  throw new ConfigError(
    `${name} is not a PostgreSQL address. Write it as postgres://name:password@host:5432/database.`,
  );
}

function sandboxDatabaseUrl(env: Environment): string | undefined {
  const name = 'BONUM_SANDBOX_DATABASE_URL';
  const given = databaseUrl(env, name);
  if (given === undefined || given !== text(env, 'DATABASE_URL')) return given;
  throw new ConfigError(`${name} is the database of the chain itself. Set it to another, which is empty.`);
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

import { Kysely, PostgresDialect } from 'kysely';
import { Pool, types as defaults, type Client } from 'pg';
import { askThrough } from './ask.ts';
import type { Patience } from './patience.ts';
import { PreparingClient } from './preparing-client.ts';
import type { Database } from './schema.ts';

export interface Connection extends AsyncDisposable {
  pool: Pool;
  db: Kysely<Database>;
}

export interface ConnectOptions {
  poolSize: number;
  /** Shown in pg_stat_activity. */
  name?: string;
  /** How long anything may take; absent for what works on the whole database, such as verify. */
  patience?: Patience;
  /**
   * false: a commit does not wait for the disk. A power cut may then take the last moments back, all of each or nothing:
   * for what can be done again, such as the seed of the demo.
   */
  durable?: boolean;
  /** Keeps the plan of each statement on each connection, and some connections however long nobody asks anything. */
  prepared?: boolean;
  /** What each connection is instead; tests watch theirs. */
  client?: typeof Client;
  onError?: (error: Error) => void;
}

/**
 * A pool of connections and Kysely on top of it. Letting go of it waits for connections still in use, then closes all.
 *
 * What comes back: `bigint` as a number, and so does a whole `numeric` (what sum() of bigint yields); one that a number
 * cannot hold exactly throws. `timestamptz` as epoch milliseconds, the engine's Instant (write it as `new Date(at)`).
 * `date` as its text, 2026-01-31.
 */
export function connect(url: string, options: ConnectOptions): Connection {
  const pool = new Pool({
    connectionString: url,
    max: options.poolSize,
    ...(options.prepared === true && { Client: PreparingClient, min: KEPT }),
    ...(options.client && { Client: options.client }),
    application_name: options.name ?? 'bonum',
    keepAlive: true,
    keepAliveInitialDelayMillis: SILENCE_MS,
    ...(options.patience && limitsOf(options.patience)),
    // parseInstant reads UTC only.
    options: `-c timezone=UTC -c datestyle=ISO${options.durable === false ? ' -c synchronous_commit=off' : ''}`,
    types: { getTypeParser },
  });
  // A connection that breaks is replaced by the pool; without a listener Node would end the process. The pool listens to
  // idle ones only: one that breaks between two statements of a transaction would go unheard.
  const onError = options.onError ?? (() => {});
  pool.on('error', onError);
  pool.on('connect', (client) => {
    client.on('error', onError);
    askThrough(client, options.patience?.answerMs);
  });
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  // Not db.destroy(): it leaves a pool alone that Kysely itself never used.
  return { pool, db, [Symbol.asyncDispose]: () => pool.end() };
}

/**
 * As many as the sales of a busy moment share (docs/decisions/0013-together.md). Where a sale comes once a minute each would else be
 * the first on a new connection, which makes all plans anew: the quote took 35 to 65 ms instead of 6 to 16.
 */
const KEPT = 4;

/** What stands between forgets connections that say nothing for some minutes, and tells neither end. */
const SILENCE_MS = 30_000;

const limitsOf = (patience: Patience) => ({
  connectionTimeoutMillis: patience.connectMs,
  lock_timeout: patience.lockMs,
  statement_timeout: patience.statementMs,
  idle_in_transaction_session_timeout: patience.idleMs,
});

// pg's typings know only some of the types by number.
const usual: (oid: number, format: 'text' | 'binary') => (value: string) => unknown = defaults.getTypeParser;

const TEXT_ARRAY = 1009;

const parsers = new Map<number, (text: string) => unknown>([
  [20, parseWhole],
  [1700, parseWhole],
  [1184, parseInstant],
  [1082, String],
  [1016, listOf(parseWhole)],
  [1231, listOf(parseWhole)],
  [1185, listOf(parseInstant)],
  [1182, listOf(String)],
]);

function getTypeParser(oid: number, format: 'text' | 'binary' = 'text'): (value: string) => unknown {
  const ours = format === 'binary' ? undefined : parsers.get(oid);
  return ours ?? usual(oid, format);
}

export function parseWhole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} from the database is not a safe integer`);
  return value;
}

const isInstant = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\+00$/;
const ZERO = 48;
/** Where digits after the second begin, and how long what follows them is. */
const [FRACTION, ZONE] = [20, 3];

/** From PostgreSQL's ISO text in UTC, to the millisecond. Digit by digit: to cut it into texts took several times as long. */
export function parseInstant(text: string): number {
  if (!isInstant.test(text)) throw new RangeError(`${text} from the database is not an instant in UTC`);
  const digit = (at: number): number => text.charCodeAt(at) - ZERO;
  const pair = (at: number): number => digit(at) * 10 + digit(at + 1);
  const digits = text.length - FRACTION - ZONE;
  const ms =
    (digits > 0 ? digit(FRACTION) * 100 : 0) +
    (digits > 1 ? digit(FRACTION + 1) * 10 : 0) +
    (digits > 2 ? digit(FRACTION + 2) : 0);
  return Date.UTC(pair(0) * 100 + pair(2), pair(5) - 1, pair(8), pair(11), pair(14), pair(17), ms);
}

function listOf(parse: (text: string) => unknown): (text: string) => unknown {
  const split = usual(TEXT_ARRAY, 'text');
  return (text) => {
    const items = split(text);
    return Array.isArray(items) ? items.map((item) => (item === null ? null : parse(String(item)))) : items;
  };
}

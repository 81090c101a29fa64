import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { ConfigError, productionSecret, type Config } from '../config.ts';
import { connect, type Connection } from '../database/connect.ts';
import { patienceOf } from '../database/patience.ts';
import { isDistributed } from '../database/distribution/distribute.ts';
import type { Database } from '../database/schema.ts';
import { bugReport } from '../http/bug-report.ts';
import { createMetrics, type Metrics } from '../metrics/metrics.ts';
import { loggerOf } from '../wire.ts';
import { readMark } from '../sandbox/mark.ts';
import { requireMigrated } from './ready-database.ts';

/** What every process of a chain stands on. */
export interface Production extends AsyncDisposable {
  readonly secret: string;
  readonly logger: Logger;
  readonly db: Connection['db'];
  readonly pool: Connection['pool'];
  readonly metrics: Metrics;
  readonly distributed: boolean;
}

/** @throws Error when the configuration or the database is not one to serve a chain with; the message says what to do */
export async function production(config: Config, name: string): Promise<Production> {
  const secret = productionSecret(config);
  const url = productionDatabase(config);
  await requireMigrated(url);
  if (config.sandboxDatabaseUrl !== undefined) await requireMigrated(config.sandboxDatabaseUrl);
  const logger = loggerOf(config);
  reportCrash(logger);
  const connection = connect(url, {
    poolSize: config.poolSize,
    name,
    prepared: true,
    patience: patienceOf(config.statementTimeoutMs),
    onError: (error) => logger.warn({ error: error.message }, 'an idle connection broke'),
  });
  const owned = {
    secret,
    logger,
    db: connection.db,
    pool: connection.pool,
    metrics: createMetrics(),
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  };
  try {
    await refuseDemoStaff(connection.db);
    await refuseDemoKeys(connection.db);
    await refuseSandbox(connection.db);
    return { ...owned, distributed: await isDistributed(connection.pool) };
  } catch (error) {
    await owned[Symbol.asyncDispose]();
    throw error;
  }
}

/** Node would print the error whole, and PostgreSQL's quote rows of people. */
function reportCrash(logger: Logger): void {
  process.on('uncaughtException', (error) => {
    logger.fatal({ error: bugReport(error) }, 'bug: the process ends');
    process.exit(1);
  });
}

function productionDatabase({ databaseUrl }: Config): string {
  if (databaseUrl !== undefined) return databaseUrl;
  throw new ConfigError(
    'DATABASE_URL is not set. Set it to a PostgreSQL of yours, such as postgres://name:password@host:5432/database. ' +
      'To try Bonum without one, use: npm start',
  );
}

/** Their secrets stand in our documentation. */
async function refuseDemoKeys(db: Kysely<Database>): Promise<void> {
  const keys = await db
    .selectFrom('api_key')
    .select('key_id')
    .where('demo', '=', true)
    .where('revoked_at', 'is', null)
    .orderBy('key_id')
    .execute();
  if (keys.length === 0) return;
  const ids = keys.map((key) => key.key_id).join(' ');
  throw new Error(
    `This database has keys of the demo, whose secrets everybody knows. Revoke them with: bonum key revoke ${ids}`,
  );
}

/** It is emptied whenever somebody wants to begin anew. */
async function refuseSandbox(db: Kysely<Database>): Promise<void> {
  if ((await readMark(db)) === null) return;
  throw new Error('DATABASE_URL is the database of a sandbox. Set it to the database of the chain.');
}

/** Nor has a database that serves a chain operators whose passwords everybody knows. */
async function refuseDemoStaff(db: Kysely<Database>): Promise<void> {
  const staff = await db
    .selectFrom('operator')
    .select('login')
    .where('demo', '=', true)
    .where('state', '!=', 'blocked')
    .execute();
  if (staff.length === 0) return;
  throw new Error(
    'This database has operators of the demo, whose passwords everybody knows. Begin with another.',
  );
}

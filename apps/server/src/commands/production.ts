import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { ConfigError, productionSecret, type Config } from '../config.ts';
import { connect, type Connection } from '../database/connect.ts';
import type { Database } from '../database/schema.ts';
import { loggerOf } from '../wire.ts';
import { requireMigrated } from './ready-database.ts';

/** What every process of a chain stands on. */
export interface Production extends AsyncDisposable {
  readonly secret: string;
  readonly logger: Logger;
  readonly db: Connection['db'];
}

/** @throws Error when the configuration or the database is not one to serve a chain with; the message says what to do */
export async function production(config: Config, name: string): Promise<Production> {
  const secret = productionSecret(config);
  const url = productionDatabase(config);
  await requireMigrated(url);
  const logger = loggerOf(config);
  const connection = connect(url, {
    poolSize: config.poolSize,
    name,
    prepared: true,
    onError: (error) => logger.warn({ error: error.message }, 'an idle connection broke'),
  });
  const stand = {
    secret,
    logger,
    db: connection.db,
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  };
  try {
    await refuseDemoKeys(connection.db);
    return stand;
  } catch (error) {
    await stand[Symbol.asyncDispose]();
    throw error;
  }
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

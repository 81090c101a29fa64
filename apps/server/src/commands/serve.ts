import { once } from 'node:events';
import { sql, type Kysely } from 'kysely';
import { ConfigError, productionSecret, type Config } from '../config.ts';
import { connect } from '../database/connect.ts';
import type { Database } from '../database/schema.ts';
import { listen } from '../http/listen.ts';
import { buildServer } from '../http/server.ts';
import { authenticate } from '../keys/authenticate.ts';
import { handlersOf, loggerOf, shellOf } from '../wire.ts';
import type { CommandContext } from './context.ts';
import { requireMigrated } from './ready-database.ts';

/** The API in production, until told to stop. */
export async function serveCommand({ config, stop, print }: CommandContext): Promise<void> {
  const secret = productionSecret(config);
  const url = productionDatabase(config);
  await requireMigrated(url);
  const logger = loggerOf(config);
  await using connection = connect(url, {
    poolSize: config.poolSize,
    name: 'bonum-serve',
    prepared: true,
    onError: (error) => logger.warn({ error: error.message }, 'an idle connection broke'),
  });
  const { db } = connection;
  await requireLiveProgramme(db);
  await refuseDemoKeys(db);
  const server = buildServer({
    handlers: handlersOf(shellOf(db, config, secret)),
    authenticate: (key) => authenticate(db, key),
    logger,
    ready: () => answers(db),
  });
  const port = await listen(server, config);
  print(`Bonum serves ${config.publicUrl}, listening on ${config.host}:${port}`);
  if (!stop.aborted) await once(stop, 'abort');
  // Requests under way are answered first.
  await server.close();
}

export function productionDatabase({ databaseUrl }: Config): string {
  if (databaseUrl !== undefined) return databaseUrl;
  throw new ConfigError(
    'DATABASE_URL is not set. Set it to a PostgreSQL of yours, such as postgres://name:password@host:5432/database. ' +
      'To try Bonum without one, use: npm start',
  );
}

export async function requireLiveProgramme(db: Kysely<Database>): Promise<void> {
  const live = await db
    .selectFrom('programme_version')
    .select('version')
    .where('status', '=', 'live')
    .executeTakeFirst();
  if (!live) throw new Error('No programme is live. Publish one with: bonum programme publish FILE');
}

/** Their secrets stand in our documentation. */
export async function refuseDemoKeys(db: Kysely<Database>): Promise<void> {
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

export const answers = (db: Kysely<Database>): Promise<boolean> =>
  sql`select`.execute(db).then(
    () => true,
    () => false,
  );

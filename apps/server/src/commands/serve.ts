import { once } from 'node:events';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { listen } from '../http/listen.ts';
import { buildServer } from '../http/server.ts';
import { authenticate } from '../keys/authenticate.ts';
import { handlersOf, shellOf } from '../wire.ts';
import type { CommandContext } from './context.ts';
import { production } from './production.ts';

/** The API in production, until told to stop. */
export async function serveCommand({ config, stop, print }: CommandContext): Promise<void> {
  await using stand = await production(config, 'bonum-serve');
  const { db, logger, secret } = stand;
  await requireLiveProgramme(db);
  const server = buildServer({
    handlers: handlersOf(shellOf(db, config, { secret, channel: null })),
    authenticate: (key) => authenticate(db, key),
    logger,
    ready: () => answers(db),
  });
  if (new URL(config.publicUrl).hostname === 'localhost') {
    logger.warn('BONUM_PUBLIC_URL is not set: invitations on slips lead to localhost');
  }
  const port = await listen(server, config);
  print(`Bonum serves ${config.publicUrl}, listening on ${config.host}:${port}`);
  if (!stop.aborted) await once(stop, 'abort');
  // Requests under way are answered first.
  await server.close();
}

export async function requireLiveProgramme(db: Kysely<Database>): Promise<void> {
  const live = await db
    .selectFrom('programme_version')
    .select('version')
    .where('status', '=', 'live')
    .executeTakeFirst();
  if (!live) throw new Error('No programme is live. Publish one with: bonum programme publish FILE');
}

export const answers = (db: Kysely<Database>): Promise<boolean> =>
  sql`select`.execute(db).then(
    () => true,
    () => false,
  );

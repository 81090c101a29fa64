import { productionSecret } from '../config.ts';
import { connect } from '../database/connect.ts';
import type { Channels } from '../jobs/deliver-messages.ts';
import { runJobs } from '../jobs/jobs.ts';
import { loggerOf, shellOf } from '../wire.ts';
import type { CommandContext } from './context.ts';
import { requireMigrated } from './ready-database.ts';
import { productionDatabase, refuseDemoKeys } from './serve.ts';

/** None can be configured yet. */
const channels: Channels = {};

/** Delivers messages and books what falls due, until told to stop. */
export async function workerCommand({ config, stop, print }: CommandContext): Promise<void> {
  const secret = productionSecret(config);
  const url = productionDatabase(config);
  await requireMigrated(url);
  const logger = loggerOf(config);
  await using connection = connect(url, {
    poolSize: config.poolSize,
    name: 'bonum-worker',
    prepared: true,
    onError: (error) => logger.warn({ error: error.message }, 'an idle connection broke'),
  });
  await refuseDemoKeys(connection.db);
  if (Object.keys(channels).length === 0) {
    logger.warn('No channel is configured: messages are marked as failed with no-channel');
  }
  print('Bonum works: it delivers messages and books what falls due');
  await runJobs({ shell: shellOf(connection.db, config, secret), channels, logger, stop });
}

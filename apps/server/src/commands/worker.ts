import type { Channels } from '../jobs/deliver-messages.ts';
import { runJobs } from '../jobs/jobs.ts';
import { shellOf } from '../wire.ts';
import type { CommandContext } from './context.ts';
import { production } from './production.ts';

/** None can be configured yet. */
const channels: Channels = {};

/** Delivers messages and books what falls due, until told to stop. */
export async function workerCommand({ config, stop, print }: CommandContext): Promise<void> {
  await using stand = await production(config, 'bonum-worker');
  const { db, logger, secret } = stand;
  if (Object.keys(channels).length === 0) {
    logger.warn('No channel is configured: messages are marked as failed with no-channel');
  }
  print('Bonum works: it delivers messages and books what falls due');
  await runJobs({ shell: shellOf(db, config, { secret, channel: null }), channels, logger, stop });
}

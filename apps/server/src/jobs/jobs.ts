import type { Logger } from 'pino';
import type { Shell } from '../operation.ts';
import { deliverMessages, MESSAGES_A_BATCH, type Channels } from './deliver-messages.ts';
import { runLoop, type Job } from './loop.ts';
import { OWNERS_A_BATCH, settleDue } from './settle-due.ts';

interface Running {
  readonly shell: Shell;
  readonly channels: Channels;
  readonly logger: Logger;
  readonly stop: AbortSignal;
}

/** Everything a worker does, until told to stop. Any number of workers may run at once. */
export async function runJobs({ shell, channels, logger, stop }: Running): Promise<void> {
  const broken = new Set<string>();
  const jobs: readonly Job[] = [
    {
      name: 'deliver-messages',
      // Somebody stands at a till and waits for the code.
      restMs: 300,
      work: async () => (await deliverMessages(shell, channels, logger)) === MESSAGES_A_BATCH,
    },
    {
      name: 'settle-due',
      restMs: 5000,
      work: async () => (await settleDue(shell, broken, logger)) === OWNERS_A_BATCH,
    },
  ];
  await Promise.all(jobs.map((job) => runLoop(job, stop, logger)));
}

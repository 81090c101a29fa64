import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { bugReport } from '../http/bug-report.ts';

export interface Job {
  readonly name: string;
  /** How long to rest when there was nothing more to do. */
  readonly restMs: number;
  /** Does one batch; whether there may be more to do at once. */
  readonly work: () => Promise<boolean>;
}

const REST_AFTER_FAILURE_MS = 5000;

/** Works batch after batch until told to stop; the batch under way is finished. A failure is logged and tried again. */
export async function runLoop(job: Job, stop: AbortSignal, logger: Logger): Promise<void> {
  while (!stop.aborted) {
    const rest = await job.work().then(
      (more) => (more ? 0 : job.restMs),
      (error: unknown) => {
        logger.error({ job: job.name, error: bugReport(error) }, 'a job failed and will be tried again');
        return Math.max(job.restMs, REST_AFTER_FAILURE_MS);
      },
    );
    // Stopping ends the rest at once.
    if (rest > 0) await pause(rest, undefined, { signal: stop }).catch(() => {});
  }
}

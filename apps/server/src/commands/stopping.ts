import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Gate } from '../http/gate.ts';

/** With no work under way, who still sends or reads after that holds nothing of ours, and may not hold us. */
const SLOW_MS = 1000;

interface Serving {
  readonly server: FastifyInstance;
  readonly gate: Gate;
  readonly logger: Logger;
  readonly stop: AbortSignal;
}

/**
 * Serves until told to stop, and then in this order: `/ready` says no; for a while new requests are still taken, each the last
 * of its connection; nobody new is let in; what is under way is answered.
 */
export async function serveUntilStopped(
  { server, gate, logger, stop }: Serving,
  { stopGraceMs }: Pick<Config, 'stopGraceMs'>,
): Promise<void> {
  if (!stop.aborted) await once(stop, 'abort');
  logger.info({ graceMs: stopGraceMs }, 'stopping: not ready any more');
  await pause(stopGraceMs);
  const closed = server.close();
  logger.info({ running: gate.running, waiting: gate.waiting }, 'stopping: nobody new is let in');
  const cutting = setInterval(() => {
    if (gate.running + gate.waiting === 0) server.server.closeAllConnections();
  }, SLOW_MS);
  await closed.finally(() => clearInterval(cutting));
}

interface UnderWay {
  readonly stop: AbortSignal;
  readonly logger: Logger;
  readonly gate?: Gate;
}

/** What is stuck does not keep the process for ever: at the deadline it is broken off, as in a crash, which loses nothing. */
export function endAtDeadline(
  { stop, logger, gate }: UnderWay,
  { stopDeadlineMs }: Pick<Config, 'stopDeadlineMs'>,
): void {
  const end = (): void => {
    const underWay = gate && { running: gate.running, waiting: gate.waiting };
    logger.fatal(
      { deadlineMs: stopDeadlineMs, ...underWay },
      'stopped at the deadline: what was under way is broken off',
    );
    process.exit(1);
  };
  const arm = (): void => void setTimeout(end, stopDeadlineMs).unref();
  if (stop.aborted) arm();
  else stop.addEventListener('abort', arm, { once: true });
}

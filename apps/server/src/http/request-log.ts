import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../metrics/metrics.ts';
import { callerName } from './caller.ts';
import { operationOf } from './door.ts';

/** Asked every few seconds by whatever watches the server; an entry for each would bury the rest. */
const quiet = new Set(['/health', '/ready']);

/** One line a request, without personal data: no address as sent, no query, no body. And the figures, of the same. */
export function logRequests(app: FastifyInstance, metrics: Metrics | undefined): void {
  app.addHook('onResponse', (request, reply, done) => {
    const operation = operationOf(request);
    metrics?.answered({
      operation: operation ?? 'unknown',
      code: reply.refusal ?? 'ok',
      seconds: reply.elapsedTime / 1000,
    });
    const level = operation && quiet.has(operation) ? 'debug' : 'info';
    request.log[level](
      {
        request: request.id,
        operation,
        method: request.method,
        status: reply.statusCode,
        ...(reply.refusal && { code: reply.refusal }),
        ms: Math.round(reply.elapsedTime * 10) / 10,
        ...(request.caller && { caller: callerName(request.caller) }),
      },
      'request',
    );
    done();
  });
}

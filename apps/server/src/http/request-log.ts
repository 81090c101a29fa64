import type { FastifyInstance } from 'fastify';
import { operationOf } from './door.ts';

/** Asked every few seconds by whatever watches the server; an entry for each would bury the rest. */
const quiet = new Set(['/health', '/ready']);

/** One line a request, without personal data: no address as sent, no query, no body. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const operation = operationOf(request);
    const level = operation && quiet.has(operation) ? 'debug' : 'info';
    request.log[level](
      {
        request: request.id,
        operation,
        method: request.method,
        status: reply.statusCode,
        ...(reply.refusal && { code: reply.refusal }),
        ms: Math.round(reply.elapsedTime * 10) / 10,
        ...(request.caller && { key: request.caller.keyId }),
      },
      'request',
    );
  });
}

import type { FastifyInstance } from 'fastify';
import type { StaffCalls } from '../live/staff-calls.ts';
import { callerCheck, type Doorkeepers } from './caller.ts';
import { sendEvents } from './event-stream.ts';

interface Wiring {
  readonly calls: StaffCalls;
  readonly keepers: Doorkeepers;
  readonly origin: string;
  readonly stop: AbortSignal | undefined;
}

/** The stream of a desk: that something about the calls at its operator's telephone has changed, and never what. */
export function addDeskLive(app: FastifyInstance, { calls, keepers, origin, stop }: Wiring): void {
  stop?.addEventListener('abort', () => void calls.close(), { once: true });
  app.addHook('preClose', () => calls.close());
  app.get('/v1/staff/live/calls', {
    config: { operation: 'live-calls' },
    schema: { querystring: { type: 'object', additionalProperties: false } },
    onRequest: callerCheck({ access: 'staff', method: 'GET' }, keepers, origin),
    handler: ({ caller }, reply) => {
      if (!caller || !('operatorId' in caller))
        throw new Error('A stream without an operator passed the check');
      const { operatorId, sessionId } = caller;
      sendEvents(reply, ({ tell, end }) =>
        calls.listen({ operatorId, sessionId, changed: () => tell('calls'), ended: end }),
      );
    },
  });
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Listener, LiveOwners } from '../live/live-owners.ts';
import { callerCheck, callerName, type Doorkeepers } from './caller.ts';
import { sendEvents } from './event-stream.ts';

interface Wiring {
  readonly live: LiveOwners;
  readonly keepers: Doorkeepers;
  readonly origin: string;
  readonly stop: AbortSignal | undefined;
}

const query = {
  type: 'object',
  additionalProperties: false,
  required: ['after'],
  properties: { after: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER } },
} as const;

const memberParams = {
  type: 'object',
  properties: { memberId: { type: 'string', format: 'uuid' } },
} as const;

/**
 * The streams of a member's app, and of staff who have a member on their screen: that something has changed, and never what. The app then asks as ever, so that a stream that
 * broke, or came twice, does no harm.
 */
export function addLive(app: FastifyInstance, { live, keepers, origin, stop }: Wiring): void {
  stop?.addEventListener('abort', () => void live.close(), { once: true });
  app.addHook('preClose', () => live.close());
  app.get('/v1/me/live', {
    config: { operation: 'live' },
    schema: { querystring: query },
    onRequest: callerCheck({ access: 'member', method: 'GET' }, keepers, origin),
    handler: (request, reply) => {
      const { caller } = request;
      if (!caller || !('memberId' in caller)) throw new Error('A stream without a member passed the check');
      const { memberId, sessionId } = caller;
      stream(request, reply, { live, whom: { memberId, sessionId, listenerId: sessionId } });
    },
  });
  const staff = callerCheck({ access: 'members:read', method: 'GET' }, keepers, origin);
  app.get('/v1/members/:memberId/live', {
    config: { operation: 'live' },
    schema: { querystring: query, params: memberParams },
    onRequest: staff,
    handler: (request, reply) => {
      const { memberId } = request.params as { readonly memberId: string };
      const { caller } = request;
      if (!caller) throw new Error('A stream of nobody passed the check');
      stream(request, reply, {
        live,
        whom: { memberId: memberId.toLowerCase(), sessionId: null, listenerId: callerName(caller) },
        stillMay: () => staff(request),
      });
    },
  });
}

interface Streaming {
  readonly live: LiveOwners;
  readonly whom: Pick<Listener, 'memberId' | 'sessionId' | 'listenerId'>;
  /** Throws once whoever listens may not any more. */
  readonly stillMay?: () => Promise<void>;
}

function stream(request: FastifyRequest, reply: FastifyReply, { live, whom, stillMay }: Streaming): void {
  sendEvents(
    reply,
    ({ tell, end }) =>
      live.listen({
        ...whom,
        seen: seenBy(request),
        changed: (version) => tell('changed', version),
        ended: end,
      }),
    stillMay,
  );
}

/** A browser whose stream broke says what it heard last; before that counts what the app has. */
function seenBy({ headers, query: asked }: FastifyRequest): number {
  const last = headers['last-event-id'];
  if (typeof last === 'string' && /^\d{1,15}$/.test(last)) return Number(last);
  return (asked as { readonly after: number }).after;
}

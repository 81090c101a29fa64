import { refusals } from '@bonum/contract';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { KeyCaller } from '../operation.ts';
import type { FeedAnswer, FeedQuestion } from '../odata/answer-feed.ts';
import { ODataError } from '../odata/odata-error.ts';
import { letInByPassword } from './basic.ts';
import { refusalOf } from './door.ts';
import { keyCheck, type Authenticate } from './key.ts';
import { guardHeaders, Refused } from './problem.ts';

/** The feed that Power BI and Excel open: docs/bi.md. */
export interface Feed {
  readonly answer: (question: FeedQuestion, caller: KeyCaller) => Promise<FeedAnswer>;
  readonly authenticate: Authenticate;
  /** Where people and tools find this server. */
  readonly publicUrl: string;
}

export const feedRoot = '/odata/v4';

const types = {
  json: 'application/json;odata.metadata=minimal;charset=utf-8',
  xml: 'application/xml;charset=utf-8',
  text: 'text/plain;charset=utf-8',
} as const satisfies Record<FeedAnswer['type'], string>;

/** Adds the feed: one address, and a key with the scope `bi:read` as the password. Errors are those of OData. */
export function addFeed(app: FastifyInstance, { answer, authenticate, publicUrl }: Feed): void {
  void app.register(async (room) => {
    room.setErrorHandler((error: FastifyError, request, reply) => {
      if (error instanceof ODataError) {
        reply.refusal = 'bad-request';
        return fail(reply, error.status, {
          code: 'bad-request',
          message: error.message,
          ...(error.target !== undefined && { target: error.target }),
        });
      }
      const refusal = refusalOf(error, request);
      reply.refusal = refusal.code;
      if (error instanceof Refused) reply.headers(error.headers);
      return fail(reply, refusals[refusal.code].status, { code: refusal.code, message: refusal.detail });
    });
    for (const url of [feedRoot, `${feedRoot}/`, `${feedRoot}/*`])
      room.route({
        method: 'GET',
        url,
        config: { operation: 'odata' },
        onRequest: async (request) => letIn(request, authenticate),
        handler: async (request, reply) => {
          const { caller } = request;
          if (!caller || !('keyId' in caller)) throw new Error('A request without a key passed the check');
          const question = {
            path: pathOf(request),
            options: optionsOf(request),
            preferred: preferenceOf(request),
            root: `${publicUrl}${feedRoot}`,
            seesPersonal: caller.scopes.includes('personal:read'),
          };
          const { type, body } = await answer(question, caller);
          return reply
            .headers({
              ...guardHeaders,
              'odata-version': '4.0',
              'cache-control': 'no-store',
              'content-type': types[type],
            })
            .send(typeof body === 'string' ? body : JSON.stringify(body));
        },
      });
  });
}

const fail = (reply: FastifyReply, status: number, error: object): FastifyReply =>
  reply
    .code(status)
    .headers({
      ...guardHeaders,
      'odata-version': '4.0',
      'cache-control': 'no-store',
      'content-type': types.json,
    })
    .send(JSON.stringify({ error }));

/** A key as the password of Basic, which is what the dialogs of Excel and Power BI ask for; or as everywhere else. */
async function letIn(request: FastifyRequest, authenticate: Authenticate): Promise<void> {
  const isBearer = /^Bearer /i.test(request.headers.authorization ?? '');
  await (isBearer
    ? keyCheck(['bi:read'], authenticate)(request)
    : letInByPassword(request, 'bi:read', authenticate));
  const { caller } = request;
  if (caller && 'storeId' in caller && caller.storeId !== null)
    throw new Refused({
      code: 'wrong-store',
      detail: 'The feed is of the whole chain; use a key that is, too.',
    });
}

const pathOf = ({ raw }: FastifyRequest): string => {
  const path = decoded((raw.url ?? '').split('?')[0] ?? '').slice(feedRoot.length);
  return path.replaceAll(/^\/|\/$/g, '');
};

const preferenceOf = ({ headers }: FastifyRequest): string | undefined => {
  const { prefer } = headers;
  return Array.isArray(prefer) ? prefer.join(', ') : prefer;
};

/** Of an address as tools write it: `$` and blanks plain or percent-encoded, `+` for a blank. */
function optionsOf({ raw }: FastifyRequest): ReadonlyMap<string, string> {
  const [, query = ''] = /\?(.*)$/s.exec(raw.url ?? '') ?? [];
  const options = new Map<string, string>();
  for (const part of query.split('&').filter((one) => one !== '')) {
    const cut = part.indexOf('=');
    const name = decoded(cut < 0 ? part : part.slice(0, cut));
    if (options.has(name)) throw new ODataError(400, `${name} is there twice.`, name);
    options.set(name, cut < 0 ? '' : decoded(part.slice(cut + 1).replaceAll('+', ' ')));
  }
  return options;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ODataError(400, 'The address is not percent-encoded UTF-8.');
  }
}

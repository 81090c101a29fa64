import { isUtf8 } from 'node:buffer';
import { readQuery } from '@bonum/adapters/onec-till/read-query';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { KeyCaller } from '../operation.ts';
import type { Ask, Reply } from '../onec-till/ask.ts';
import type { Method } from '../onec-till/methods.ts';
import { refused } from '../onec-till/words.ts';
import { letInByPassword } from './basic.ts';
import { parseBody } from './body.ts';
import { refusalOf } from './door.ts';
import type { Authenticate } from './key.ts';
import { keyLimit } from './key-limit.ts';
import { largestBody } from './limits.ts';
import { guardHeaders, Refused } from './problem.ts';

/** 1C's protocol of a loyalty server, for tills that are 1C. */
export interface OnecTill {
  readonly methods: Readonly<Record<string, Method>>;
  readonly run: (method: Method, ask: Pick<Ask<KeyCaller>, 'caller' | 'query' | 'body'>) => Promise<Reply>;
  readonly authenticate: Authenticate;
}

/** The client cuts its address at `/hs/`; what stands before it, 1C takes for the name of a database. */
export const onecRoot = '/bonum/hs/loyaltyservice';

/**
 * Adds a route for each method, with the slash at the end that 1C's own templates have, and without. Nothing in here is answered as
 * elsewhere: the client shows the text of whatever is no 200 to the cashier, so it is a Russian sentence.
 */
export function addOnecTill(app: FastifyInstance, { methods, run, authenticate }: OnecTill): void {
  void app.register(async (room) => {
    room.removeAllContentTypeParsers();
    // 1C names no type, or any.
    room.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: largestBody },
      async (_: unknown, raw: Buffer) => raw,
    );
    room.setErrorHandler((error: FastifyError, request, reply) => {
      const refusal = refusalOf(error, request);
      reply.refusal = refusal.code;
      if (error instanceof Refused) reply.headers(error.headers);
      return send(reply, refused(refusal));
    });
    for (const [name, method] of Object.entries(methods)) {
      const limit = keyLimit({ id: name, ...method });
      for (const url of [`${onecRoot}/${name}`, `${onecRoot}/${name}/`])
        room.route({
          method: [...method.verbs],
          url,
          exposeHeadRoute: false,
          bodyLimit: method.mostBytes ?? largestBody,
          config: { operation: `1c-${name}` },
          onRequest: (request) => letInByPassword(request, method.scope, authenticate),
          ...(limit && { preHandler: limit }),
          handler: async (request, reply) => {
            const { caller } = request;
            if (!caller || !('keyId' in caller)) throw new Error('A request without a key passed the check');
            const query = readQuery(request.raw.url ?? '');
            if (query === null) throw new Refused({ code: 'bad-request', detail: 'The query is no UTF-8.' });
            return send(reply, await run(method, { caller, query, body: await bodyOf(request) }));
          },
        });
    }
    const unknown = async ({ params, method }: FastifyRequest, reply: FastifyReply) => {
      const name = String((params as { '*'?: string })['*']).replace(/\/$/, '');
      const known = Object.hasOwn(methods, name) ? methods[name] : undefined;
      return send(
        reply,
        known
          ? { status: 405, text: `Метод ${name} вызывается по ${known.verbs.join(' или ')}, не по ${method}` }
          : { status: 404, text: 'У сервера лояльности Bonum нет такого метода' },
      );
    };
    room.route({
      method: ['GET', 'POST'],
      url: `${onecRoot}/*`,
      exposeHeadRoute: false,
      config: { operation: '1c-unknown' },
      handler: unknown,
    });
  });
}

/** Fastify reads no body of a GET, and 1C asks for a calculation by one that has a body. */
async function bodyOf(request: FastifyRequest): Promise<unknown> {
  const raw = Buffer.isBuffer(request.body) ? request.body : await restOf(request);
  if (raw.length === 0) return undefined;
  const charset = /charset\s*=\s*"?([^\s";]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset) || !isUtf8(raw))
    throw new Refused({ code: 'bad-json', detail: 'It is no UTF-8.' });
  return parseBody(raw);
}

async function restOf({ raw, method }: FastifyRequest): Promise<Buffer> {
  if (method !== 'GET') return Buffer.alloc(0);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of raw as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largestBody) throw new Refused({ code: 'too-large', detail: 'The body is too large.' });
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function send(reply: FastifyReply, answer: Reply): FastifyReply {
  const [type, text, status] =
    'json' in answer
      ? ['application/json', JSON.stringify(answer.json), 200]
      : ['text/plain', answer.text, answer.status];
  return reply
    .code(status)
    .headers({ ...guardHeaders, 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' })
    .send(text);
}

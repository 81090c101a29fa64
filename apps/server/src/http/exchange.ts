import { readQuery } from '@bonum/adapters/onec-till/read-query';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';
import { cookieName, type ExchangeAsk } from '../exchange/protocol.ts';
import type { ExchangeSession } from '../exchange/session.ts';
import { PART_BYTES } from '../exchange/put-part.ts';
import { sentenceOf } from '../onec-till/words.ts';
import { refusals } from '@bonum/contract';
import { isOfSandbox } from '../sandbox/in-sandbox.ts';
import { letInByPassword } from './basic.ts';
import { refusalOf } from './door.ts';
import type { Authenticate } from './key.ts';
import type { Pace } from './key-pace.ts';
import { guardHeaders, Refused } from './problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    exchange: ExchangeSession | null;
  }
}

/** CommerceML, by which 1C gives its goods and prices away. */
export interface Exchange {
  readonly authenticate: Authenticate;
  /** What each step counts for. */
  readonly pace: Pace;
  readonly begin: (keyId: string) => Promise<string>;
  /** Whose cookie it is. */
  readonly find: (token: string) => Promise<ExchangeSession | null>;
  readonly step: (session: ExchangeSession, ask: ExchangeAsk) => Promise<string>;
}

/** What is typed into 1C as the address of a site. */
export const exchangeAddress = '/bonum/exchange';

/** 1C asks again at once when it is told to wait; it is kept so long, so that it does not ask a thousand times. */
const PATIENCE_MS = 3000;
const LOOK_MS = 250;

export function addExchange(app: FastifyInstance, parts: Exchange): void {
  void app.register(async (room) => {
    room.decorateRequest('exchange', null);
    room.removeAllContentTypeParsers();
    // 1C cuts its files as it was told; some are a little more than that.
    room.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: PART_BYTES * 2 },
      async (_: unknown, raw: Buffer) => raw,
    );
    room.setErrorHandler((error: FastifyError, request, reply) => {
      const refusal = refusalOf(error, request);
      reply.refusal = refusal.code;
      if (error instanceof Refused) reply.headers(error.headers);
      return send(reply.code(refusals[refusal.code].status), `failure\n${sentenceOf(refusal)}`);
    });
    for (const url of [exchangeAddress, `${exchangeAddress}/`])
      room.route({
        method: ['GET', 'POST'],
        url,
        exposeHeadRoute: false,
        config: { operation: '1c-exchange' },
        onRequest: (request) => letIn(request, parts),
        handler: async (request, reply) => send(reply, await answer(request, parts)),
      });
  });
}

/** Before the body is read: it may be megabytes. */
async function letIn(request: FastifyRequest, { authenticate, find, pace }: Exchange): Promise<void> {
  if (queryOf(request).get('mode') === 'checkauth') {
    await letInByPassword(request, 'catalogue:write', authenticate);
    // Its files are read by the worker, which works for the real chain alone.
    if (request.caller && isOfSandbox(request.caller))
      throw new Refused({ code: 'not-in-sandbox', detail: 'Use a key of the chain itself.' });
    return;
  }
  const token = cookieOf(request.headers.cookie);
  request.exchange = token === '' ? null : await find(token);
  if (!request.exchange) throw new Refused({ code: 'signed-out', detail: 'Begin with checkauth.' });
  await pace(request.exchange.key);
}

function queryOf({ raw }: FastifyRequest): ReadonlyMap<string, string> {
  const query = readQuery(raw.url ?? '');
  if (query === null) throw new Refused({ code: 'bad-request', detail: 'The query is no UTF-8.' });
  return query;
}

async function answer(request: FastifyRequest, { begin, step }: Exchange): Promise<string> {
  const query = queryOf(request);
  const { caller, exchange } = request;
  if (caller && 'keyId' in caller) return begin(caller.keyId);
  if (!exchange) throw new Error('A request without a session passed the check');
  const ask: ExchangeAsk = {
    method: request.method === 'POST' ? 'POST' : 'GET',
    type: query.get('type') ?? '',
    mode: query.get('mode') ?? '',
    file: query.get('filename') ?? '',
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  };
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const said = await step(exchange, ask);
    if (!said.startsWith('progress') || performance.now() > until) return said;
    await pause(LOOK_MS);
  }
}

function cookieOf(header: string | undefined): string {
  const pair = (header ?? '').split(';').find((one) => one.trim().startsWith(`${cookieName}=`));
  return pair?.trim().slice(cookieName.length + 1) ?? '';
}

const send = (reply: FastifyReply, text: string): FastifyReply =>
  reply
    .headers({ ...guardHeaders, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
    .send(text);

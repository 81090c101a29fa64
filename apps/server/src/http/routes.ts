import { createHash } from 'node:crypto';
import { needsBody, refusals, type OperationContract, type RefusalCode } from '@bonum/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods, RouteOptions } from 'fastify';
import type { Caller, Outcome } from '../operation.ts';
import { callerCheck, putCookies, type Doorkeepers } from './caller.ts';
import { deprecationHeaders } from './deprecation.ts';
import { keyLimit } from './key-limit.ts';
import { firstMistake } from './mistake.ts';
import { guardHeaders, Refused, sendProblem } from './problem.ts';
import { refuseBadAddress } from './query.ts';
import { fileOf, refuseNoFile, sendFile, takeFile } from './files.ts';
import { utf8 } from '../utf8.ts';
import { answerChecker, type AnswerCheck } from './validation.ts';

/** An operation as the door calls it: path parameters, query and body in one object. */
export type Handler = (input: unknown, caller: Caller) => Promise<Outcome<unknown>>;
export type Handlers = Readonly<Record<string, Handler>>;
export type Contracts = Readonly<Record<string, OperationContract>>;

const prefix = '/v1';
const addressOf = (contract: OperationContract): string =>
  prefix + contract.path.replaceAll(/\{(\w+)\}/g, ':$1');

const answerHeaders = {
  ...guardHeaders,
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
} as const;

interface OperationRoutes {
  readonly contracts: Contracts;
  readonly handlers: Handlers;
  readonly keepers: Doorkeepers;
  /** Where the site's own pages come from. */
  readonly origin: string;
  /** Holds answers and refusals to the contract; for tests, since it costs time. */
  readonly checkAnswers: boolean;
}

export function addOperations(app: FastifyInstance, routes: OperationRoutes): void {
  const checker = routes.checkAnswers ? answerChecker() : undefined;
  for (const [id, contract] of Object.entries(routes.contracts)) {
    const handler = routes.handlers[id];
    if (!handler) throw new Error(`The operation ${id} has no handler`);
    const going = deprecationHeaders(contract, routes.contracts);
    const known = callerCheck(contract, routes.keepers, routes.origin);
    addOperation(app, contract, {
      handler,
      onRequest: going ? [going, known] : known,
      check: checker?.(contract.answer),
    });
  }
}

interface Wiring {
  readonly handler: Handler;
  readonly onRequest: NonNullable<RouteOptions['onRequest']>;
  readonly check: AnswerCheck | undefined;
}

function addOperation(app: FastifyInstance, contract: OperationContract, wiring: Wiring): void {
  const limit = keyLimit(contract);
  const route = {
    method: contract.method satisfies HTTPMethods,
    url: addressOf(contract),
    config: { operation: contract.id, ...(contract.openedFrom && { openedFrom: contract.openedFrom }) },
    schema: {
      ...(contract.params && { params: contract.params }),
      querystring: contract.query ?? noFields,
      ...(contract.body && { body: contract.body }),
    },
    ...(contract.mostBytes !== undefined && { bodyLimit: contract.mostBytes }),
    onRequest: wiring.onRequest,
    // Hooks that wait for nothing say so: a promise for each was some hundredth of what a request takes.
    preValidation: (request: FastifyRequest, _reply: FastifyReply, done: () => void) => {
      refuseOddities(request, contract);
      done();
    },
    // After the request has been found to be right: what is refused anyway costs a key nothing.
    ...(limit && { preHandler: limit }),
    handler: async (request: FastifyRequest, reply: FastifyReply) =>
      answer(request, reply, { contract, ...wiring }),
  };
  if (contract.upload) takeFile(app, contract.upload, route);
  else app.route(route);
}

const noFields = { type: 'object', additionalProperties: false } as const;

/** What a schema cannot say: undecodable addresses, a body that is missing or was not asked for. */
function refuseOddities(request: FastifyRequest, contract: OperationContract): void {
  refuseBadAddress(request.params, request.query);
  // Nothing in it is a must.
  if (contract.body && request.body === undefined && !needsBody(contract)) request.body = {};
  if (contract.body && request.body === undefined) {
    throw new Refused({ code: 'bad-request', detail: 'The body is missing; send a JSON object.', path: '' });
  }
  if (contract.upload) return refuseNoFile(request, contract.upload);
  if (!contract.body && request.body !== undefined && !isEmptyObject(request.body)) {
    throw new Refused({ code: 'bad-request', detail: 'This operation takes no body; send none.', path: '' });
  }
}

const isEmptyObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { contract, handler, check }: Wiring & { readonly contract: OperationContract },
): Promise<FastifyReply> {
  if (!request.caller) throw new Error('A request without a caller passed the key check');
  // The address comes last: a body must not be able to speak about another member than its address does.
  const body = contract.upload ? { file: fileOf(request) } : spreadable(request.body);
  const input = { ...spreadable(request.query), ...body, ...spreadable(request.params) };
  const outcome = await handler(input, request.caller);
  if (!outcome.ok) {
    if (check) holdToContract(contract, outcome.code);
    return sendProblem(reply, outcome);
  }
  if (check) holdAnswer(contract, check, outcome.value);
  if (contract.download) return sendFile(reply, outcome.value);
  putCookies(reply, outcome);
  // Not a serializer made from the schema: it would silently drop what the schema forgot.
  const text = JSON.stringify(outcome.value);
  if (text === undefined) throw new Error(`${contract.id} answered nothing`);
  if (contract.polled) return sendTagged(request, reply, text);
  return reply.headers(answerHeaders).send(utf8(text));
}

/** Nothing but a "not modified" to who has this very answer already. */
function sendTagged(request: FastifyRequest, reply: FastifyReply, text: string): FastifyReply {
  const tag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  reply.headers({ ...answerHeaders, 'cache-control': 'private, no-cache', etag: tag });
  const has = request.headers['if-none-match']
    ?.split(',')
    .some((known) => known.trim().replace(/^W\//, '') === tag);
  return has ? reply.status(304).removeHeader('content-type').send() : reply.send(text);
}

const spreadable = (part: unknown): object => (typeof part === 'object' && part !== null ? part : {});

/** Any operation may give these; its contract lists only its own. */
const everywhere: ReadonlySet<RefusalCode> = new Set([
  'busy',
  'database-away',
  'no-programme',
  'wrong-store',
  'bad-request',
  'too-many-requests',
]);

function holdToContract(contract: OperationContract, code: RefusalCode): void {
  if (contract.refusals.includes(code) || everywhere.has(code)) return;
  throw new Error(
    `${contract.id} refused with ${code} (${refusals[code].status}), which its contract does not list`,
  );
}

function holdAnswer(contract: OperationContract, check: AnswerCheck, value: unknown): void {
  // As the client will see it: dates have become text, what is undefined is gone.
  const failures = check(JSON.parse(JSON.stringify(value ?? null)));
  if (failures.length === 0) return;
  throw new Error(`${contract.id} answers against its contract: ${firstMistake(failures).detail}`);
}

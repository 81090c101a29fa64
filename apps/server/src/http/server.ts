import { operations, type RefusalCode } from '@bonum/contract';
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Caller } from '../operation.ts';
import { answerBrokenRequest, answerExpectation } from './client-error.ts';
import { answerError, answerErrors, takeOnlyJson } from './door.ts';
import type { Authenticate } from './key.ts';
import { largestBody, longestParameter, requestTimeout } from './limits.ts';
import { answerUnknownAddresses } from './not-found.ts';
import type { ListMessages } from './pages/messages.ts';
import { addPages } from './pages/pages.ts';
import { guardHeaders, Refused, sendProblem } from './problem.ts';
import { addProblems } from './problems.ts';
import { parseQuery } from './query.ts';
import { addReference } from './reference.ts';
import { logRequests } from './request-log.ts';
import { addOperations, type Contracts, type Handlers } from './routes.ts';
import { validatorCompiler } from './validation.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: string;
  }
  interface FastifyRequest {
    caller: Caller | null;
  }
  interface FastifyReply {
    refusal: RefusalCode | null;
  }
}

export interface ServerParts {
  readonly handlers: Handlers;
  readonly authenticate: Authenticate;
  readonly logger: FastifyBaseLogger;
  /** Whether requests can be served now: the database answers and is migrated. */
  readonly ready?: () => Promise<boolean>;
  /** What the demo channel sent. Given only in the demo: the page shows one-time codes. */
  readonly listMessages?: ListMessages;
  /** Holds every answer to its contract; for tests. */
  readonly checkAnswers?: boolean;
  /** Other contracts than Bonum's own; for tests. */
  readonly contracts?: Contracts;
}

/** Makes the HTTP server from the contract: one route a row, and the same strict door before each. */
export function buildServer(parts: ServerParts): FastifyInstance {
  const { contracts = operations, checkAnswers = false, handlers, authenticate } = parts;
  const app = bareServer(parts.logger);
  logRequests(app);
  answerErrors(app);
  answerUnknownAddresses(app);
  takeOnlyJson(app);
  addHealth(app, parts.ready ?? (async () => true));
  addProblems(app, contracts);
  addReference(app);
  addPages(app, parts.listMessages);
  addOperations(app, { contracts, handlers, authenticate, checkAnswers });
  return app;
}

function bareServer(logger: FastifyBaseLogger): FastifyInstance {
  const app = fastify({
    loggerInstance: logger,
    // Our own line says what matters, and says nothing about people.
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (parent) => parent,
    bodyLimit: largestBody,
    requestTimeout,
    routerOptions: { maxParamLength: longestParameter, querystringParser: parseQuery },
    http: { requireHostHeader: false },
    genReqId: requestId,
    // While closing, what still arrives on open connections is served: a till in the middle of a sale gets its answer.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      request.caller = null;
      reply.refusal = null;
      answerError(error, request, reply.header('x-request-id', request.id));
    },
    clientErrorHandler: answerBrokenRequest,
  });
  app.server.on('checkExpectation', answerExpectation);
  app.setValidatorCompiler(validatorCompiler());
  app.decorateRequest('caller', null);
  app.decorateReply('refusal', null);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (!request.headers.host)
      throw new Refused({ code: 'bad-request', detail: 'The header Host is missing; send it.' });
  });
  return app;
}

/** The caller's own id is kept, so that its log and ours can be laid side by side. */
function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given) ? given : randomUUID();
}

function addHealth(app: FastifyInstance, ready: () => Promise<boolean>): void {
  const headers = { ...guardHeaders, 'cache-control': 'no-store' };
  app.get('/health', async (_request, reply) => reply.headers(headers).send({ status: 'alive' }));
  app.get('/ready', async (_request, reply) => {
    if (await ready()) return reply.headers(headers).send({ status: 'ready' });
    return sendProblem(reply, {
      ok: false,
      code: 'busy',
      detail: 'The server is not ready yet. Ask again in a second.',
    });
  });
}

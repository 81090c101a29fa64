import { operations, type RefusalCode } from '@bonum/contract';
import fastifyCookie from '@fastify/cookie';
import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Trouble } from '../database/trouble.ts';
import type { LiveOwners } from '../live/live-owners.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Caller, Shell } from '../operation.ts';
import { isOfSandbox } from '../sandbox/in-sandbox.ts';
import type { Company } from '../staff/company/company.ts';
import { addCompany } from './company.ts';
import { addBrandFiles, type Look } from './brand-files.ts';
import { answerBrokenRequest, answerExpectation } from './client-error.ts';
import { answerError, answerErrors, takeOnlyJson } from './door.ts';
import type { Doorkeepers } from './caller.ts';
import { addCallbacks, type Callbacks } from './callbacks.ts';
import { addCallCallbacks, type CallCallbacks } from './telephony-callbacks.ts';
import { addDeskLive } from './desk-live.ts';
import type { StaffCalls } from '../live/staff-calls.ts';
import type { Gate } from './gate.ts';
import { addLive } from './live.ts';
import {
  connectionTimeout,
  connectionsCheckingInterval,
  headersTimeout,
  largestBody,
  longestParameter,
  requestTimeout,
} from './limits.ts';
import { addBuiltApps, type BuiltApps } from './built-app.ts';
import { answerUnknownAddresses } from './not-found.ts';
import type { ListMessages } from './pages/messages.ts';
import type { DemoOperator } from './pages/demo-staff.ts';
import { addDemoStaff, addPages } from './pages/pages.ts';
import { guardHeaders, Refused, sendProblem } from './problem.ts';
import { addFeed, type Feed } from './odata.ts';
import { paced, paceOf, type CountDay, type Pace } from './key-pace.ts';
import { addExchange, type Exchange } from './exchange.ts';
import { addOnecTill, type OnecTill } from './onec-till.ts';
import { takeUnescaped } from './unescaped.ts';
import { addProblems } from './problems.ts';
import { parseQuery } from './query.ts';
import { rateHeaders } from './rate.ts';
import { addReference } from './reference.ts';
import { logRequests } from './request-log.ts';
import { addOperations, type Contracts, type Handler, type Handlers } from './routes.ts';
import { validatorCompiler } from './validation.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: string;
    /** The page that a browser is led to it from. */
    openedFrom?: string;
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
  readonly keepers: Doorkeepers;
  /** The address of the site, from whose pages alone a browser's requests are taken. */
  readonly publicUrl: string;
  /** The proxies before this server, whose word on where a request comes from is taken: addresses or networks. */
  readonly trustedProxies?: readonly string[];
  readonly logger: FastifyBaseLogger;
  /** Why requests cannot be served now; null when they can. */
  readonly ready?: () => Promise<Trouble | null>;
  /** Bounds what is worked on at once; absent in tests of other things. */
  readonly gate?: Gate;
  readonly metrics?: Metrics;
  /** Tells the apps of members that something has changed; absent in tests of other things. */
  readonly live?: LiveOwners;
  /** What gateways tell of messages; absent where there are none. */
  readonly callbacks?: Callbacks;
  /** Tells desks of calls; absent in tests of other things. */
  readonly deskCalls?: StaffCalls;
  /** What telephone exchanges tell; absent where there are none. */
  readonly callCallbacks?: CallCallbacks;
  /** How many clients may be connected at once. */
  readonly connections?: number;
  /** Aborted when the server is to stop: from then on connections are closed after their next answer. */
  readonly stop?: AbortSignal;
  /** The apps as they were built; absent in tests of other things. */
  readonly apps?: BuiltApps;
  /** How the chain looks; absent in tests of other things. */
  readonly look?: Look;
  /** What the demo channel sent. Given only in the demo: the page shows one-time codes. */
  readonly listMessages?: ListMessages;
  /** The chain's identity provider, by which staff sign in; absent where there is none. */
  readonly company?: { readonly shell: Shell; readonly company: Company } | null;
  /** Tills that are 1C; absent in tests of other things. */
  readonly onecTill?: Pick<OnecTill, 'methods' | 'run'>;
  /** Data for reports; absent in tests of other things. */
  readonly feed?: Feed['answer'];
  /** Goods and prices of 1C; absent in tests of other things. */
  readonly exchange?: Omit<Exchange, 'authenticate' | 'pace'>;
  /** What keys have asked today; absent in tests of other things. */
  readonly countDay?: CountDay;
  /** Operators of the demo, with their passwords. Given only there. */
  readonly demoStaff?: () => readonly DemoOperator[];
  /** Holds every answer to its contract; for tests. */
  readonly checkAnswers?: boolean;
  /** Other contracts than Bonum's own; for tests. */
  readonly contracts?: Contracts;
}

/** Makes the HTTP server from the contract: one route a row, and the same strict door before each. */
export function buildServer(parts: ServerParts): FastifyInstance {
  const { contracts = operations, checkAnswers = false } = parts;
  const { handlers, keepers: known } = parts.gate ? behind(parts.gate, parts) : parts;
  const pace = paceOf(parts.countDay);
  const keepers = { ...known, authenticate: paced(known.authenticate, pace) };
  const app = bareServer(parts);
  boundClients(app, parts);
  logRequests(app, parts.metrics);
  answerErrors(app);
  answerUnknownAddresses(app);
  takeOnlyJson(app);
  addHealth(app, parts.ready ?? (async () => null));
  addProblems(app, contracts);
  addReference(app);
  addPages(app, parts.listMessages);
  if (parts.demoStaff) addDemoStaff(app, parts.demoStaff);
  if (parts.apps) addBuiltApps(app, parts.apps, parts.look);
  if (parts.look) addBrandFiles(app, parts.look);
  const { origin } = new URL(parts.publicUrl);
  addOperations(app, { contracts, handlers, keepers, origin, checkAnswers });
  if (parts.callbacks)
    addCallbacks(app, parts.gate ? admitted(parts.gate, parts.callbacks) : parts.callbacks);
  if (parts.callCallbacks)
    addCallCallbacks(app, parts.gate ? admittedCalls(parts.gate, parts.callCallbacks) : parts.callCallbacks);
  if (parts.feed) addFeed(app, feedBehind(parts.gate, parts.feed, { keepers, publicUrl: parts.publicUrl }));
  if (parts.onecTill) addOnecTill(app, onecBehind(parts.gate, parts.onecTill, keepers));
  if (parts.exchange) addExchange(app, exchangeBehind(parts.gate, parts.exchange, { ...keepers, pace }));
  if (parts.deskCalls) addDeskLive(app, { calls: parts.deskCalls, keepers, origin, stop: parts.stop });
  if (parts.company) addCompany(app, parts.company);
  if (parts.live) addLive(app, { live: parts.live, keepers, origin, stop: parts.stop });
  return app;
}

/** The key and the work each wait for their turn; what lies between, the body on its way, keeps nobody from theirs. */
const behind = (gate: Gate, { handlers, keepers }: ServerParts) => ({
  keepers: {
    authenticate: (secret: string) => gate.admit(() => keepers.authenticate(secret)),
    signedIn: (token: string) => gate.admit(() => keepers.signedIn(token)),
    staffSignedIn: (token: string) => gate.admit(() => keepers.staffSignedIn(token)),
  },
  handlers: Object.fromEntries(
    Object.entries(handlers).map(([id, handler]): [string, Handler] => [
      id,
      (input, caller) => gate.goOn(() => handler(input, caller)),
    ]),
  ),
});

/** As operations are: the key was admitted, and its work goes on. */
const onecBehind = (
  gate: Gate | undefined,
  { methods, run }: NonNullable<ServerParts['onecTill']>,
  { authenticate }: Doorkeepers,
): OnecTill => ({
  methods,
  authenticate,
  run: (method, ask) => (gate ? gate.goOn(() => run(method, ask)) : run(method, ask)),
});

const feedBehind = (
  gate: Gate | undefined,
  answer: Feed['answer'],
  { keepers, publicUrl }: { readonly keepers: Doorkeepers; readonly publicUrl: string },
): Feed => ({
  answer: (question, caller) => (gate ? gate.goOn(() => answer(question, caller)) : answer(question, caller)),
  authenticate: keepers.authenticate,
  publicUrl,
});

const exchangeBehind = (
  gate: Gate | undefined,
  { begin, find, step }: NonNullable<ServerParts['exchange']>,
  { authenticate, pace }: Doorkeepers & { readonly pace: Pace },
): Exchange => ({
  authenticate,
  pace,
  begin: (keyId) => (gate ? gate.goOn(() => begin(keyId)) : begin(keyId)),
  find: (token) => (gate ? gate.admit(() => find(token)) : find(token)),
  step: (session, ask) => (gate ? gate.goOn(() => step(session, ask)) : step(session, ask)),
});

const admitted = (gate: Gate, { read, take }: Callbacks): Callbacks => ({
  read,
  take: (provider, receipt) => gate.admit(() => take(provider, receipt)),
});

const admittedCalls = (gate: Gate, { read, take, now }: CallCallbacks): CallCallbacks => ({
  read,
  now,
  take: (provider, news) => gate.admit(() => take(provider, news)),
});

function boundClients(app: FastifyInstance, { connections, metrics, stop }: ServerParts): void {
  if (connections !== undefined) app.server.maxConnections = connections;
  app.server.on('drop', () => metrics?.dropped());
  if (!stop) return;
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (stop.aborted) reply.header('connection', 'close');
    done(null, payload);
  });
}

function bareServer({ logger, trustedProxies = [] }: ServerParts): FastifyInstance {
  const app = fastify({
    loggerInstance: logger,
    ...(trustedProxies.length > 0 && { trustProxy: [...trustedProxies] }),
    // Our own line says what matters, and says nothing about people.
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (parent) => parent,
    bodyLimit: largestBody,
    requestTimeout,
    connectionTimeout,
    routerOptions: { maxParamLength: longestParameter, querystringParser: parseQuery },
    http: { requireHostHeader: false, headersTimeout, connectionsCheckingInterval },
    genReqId: requestId,
    // While closing, what still arrives on open connections is served: a till in the middle of a sale gets its answer.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      request.caller = null;
      reply.refusal = null;
      answerError(error, request, reply.header('x-request-id', request.id));
    },
    clientErrorHandler: (error, socket) => {
      if (!takeUnescaped(app, error, socket)) answerBrokenRequest(error, socket);
    },
  });
  app.server.on('checkExpectation', answerExpectation);
  app.register(fastifyCookie);
  app.setValidatorCompiler(validatorCompiler());
  app.decorateRequest('caller', null);
  app.decorateReply('refusal', null);
  app.addHook('onSend', ({ caller }, reply, payload, done) => {
    if (caller && isOfSandbox(caller)) reply.header('bonum-sandbox', 'true');
    if (caller && 'rates' in caller) reply.headers(rateHeaders(caller.rates ?? []));
    done(null, payload);
  });
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    if (!request.headers.host)
      throw new Refused({ code: 'bad-request', detail: 'The header Host is missing; send it.' });
    done();
  });
  return app;
}

/** The caller's own id is kept, so that its log and ours can be laid side by side. */
function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given) ? given : randomUUID();
}

function addHealth(app: FastifyInstance, ready: () => Promise<Trouble | null>): void {
  const headers = { ...guardHeaders, 'cache-control': 'no-store' };
  app.get('/health', async (_request, reply) => reply.headers(headers).send({ status: 'alive' }));
  app.get('/ready', async (_request, reply) => {
    const trouble = await ready();
    if (trouble === null) return reply.headers(headers).send({ status: 'ready' });
    return sendProblem(reply, { ok: false, ...trouble });
  });
}

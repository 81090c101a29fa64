import { instant } from '@bonum/engine';
import type { Kysely } from 'kysely';
import { pino, type Logger } from 'pino';
import type { Config } from './config.ts';
import { patienceOf } from './database/patience.ts';
import type { Database } from './database/schema.ts';
import { readBrand } from './brand/brand.ts';
import { logoWidthOf } from './brand/logo-width.ts';
import type { Look } from './http/brand-files.ts';
import { bugReport } from './http/bug-report.ts';
import type { Doorkeepers } from './http/caller.ts';
import type { Authenticate } from './http/key.ts';
import { authenticate } from './keys/authenticate.ts';
import { findSession } from './sessions/find-session.ts';
import { findStaffSession } from './staff/find-staff-session.ts';
import type { GateLimits } from './http/gate.ts';
import type { Handler, Handlers } from './http/routes.ts';
import type { ServerParts } from './http/server.ts';
import { LeasedBudgets } from './limits/leased-budgets.ts';
import { liveOwners, type LiveOwners } from './live/live-owners.ts';
import { staffCalls, type StaffCalls } from './live/staff-calls.ts';
import { takeCallNews } from './calls/take-call-news.ts';
import type { CallCallbacks } from './http/telephony-callbacks.ts';
import { checkAuth, exchange } from './exchange/protocol.ts';
import { findExchange } from './exchange/session.ts';
import { methods } from './onec-till/methods.ts';
import { readPicture } from './pictures/read-picture.ts';
import { refused } from './onec-till/words.ts';
import { Refused } from './http/problem.ts';
import { enter, inSandbox, isOfSandbox } from './sandbox/in-sandbox.ts';
import { openSandbox, type Sandbox } from './sandbox/sandbox.ts';
import type { Operation, Shell } from './operation.ts';
import type { OpenTelephony } from './telephony/open-telephony.ts';
import { answerFeed } from './odata/answer-feed.ts';
import { fillReports } from './reports/fill-reports.ts';
import { operations } from './operations.ts';
import { programmesOf } from './programme/programmes.ts';
import { togetherOf } from './together.ts';

const wallClock: Shell['clock'] = () => instant(Date.now());

/** What operations are given of the outside world, for a server or a worker. */
export const shellOf = (
  db: Kysely<Database>,
  config: Pick<Config, 'publicUrl'>,
  parts: Pick<
    Shell,
    | 'secret'
    | 'company'
    | 'channels'
    | 'witness'
    | 'distributed'
    | 'onBug'
    | 'telephony'
    | 'recordings'
    | 'webhookHosts'
    | 'record'
    | 'sandbox'
  >,
): Shell => ({
  db,
  clock: wallClock,
  wallClock,
  programmes: programmesOf(db),
  budgets: new LeasedBudgets(db),
  publicUrl: config.publicUrl,
  ...(parts.distributed !== true && { together: togetherOf(db) }),
  ...parts,
});

/** Where keys of the sandbox work; undefined: this installation has none. */
export const sandboxOf = (
  config: Config,
  parts: { readonly url: string | undefined; readonly secret: string; readonly logger?: Logger },
): Sandbox | undefined =>
  parts.url === undefined
    ? undefined
    : openSandbox({
        url: parts.url,
        secret: parts.secret,
        publicUrl: config.publicUrl,
        clock: wallClock,
        patience: patienceOf(config.statementTimeoutMs),
        onError: (error) =>
          parts.logger?.warn({ error: bugReport(error) }, 'a connection to the sandbox broke'),
      });

export const bugLog =
  (logger: Logger): NonNullable<Shell['onBug']> =>
  (operation, error) =>
    logger.error({ operation, error: bugReport(error) }, 'bug');

/** What goes wrong while the system of record is asked ends nobody's call. */
export const recordTrouble =
  (logger: Logger) =>
  (error: unknown): void =>
    logger.error({ error: bugReport(error) }, 'trouble with the system of record');

/** Every operation as the HTTP door calls it. The door has held the input, and who asks, to the contract. */
export const handlersOf = (shell: Shell, sandbox?: Sandbox): Handlers =>
  Object.fromEntries(
    Object.entries(operations).map(([id, operation]) => [
      id,
      handler(operation as Operation<never>, shell, sandbox),
    ]),
  );

const handler =
  ({ run }: Operation<never>, shell: Shell, sandbox: Sandbox | undefined): Handler =>
  (input, caller) =>
    isOfSandbox(caller)
      ? inSandbox({ sandbox, caller, input }, (its, asked) => run(its, caller as never, asked as never))
      : run(shell, caller as never, input as never);

/** How callers are known. A server that has seen a key remembers it for a while. */
export const keepersOf = (
  shell: Shell,
  authenticateBy: Authenticate = (key) => authenticate(shell, key),
): Doorkeepers => ({
  authenticate: authenticateBy,
  signedIn: (token) => findSession(shell, token),
  staffSignedIn: (token) => findStaffSession(shell, token),
});

/** How the chain looks, for what is served beside the API. */
export const lookOf = ({ db, programmes }: Shell): Look => ({
  brand: async () => {
    const { brand } = await readBrand(db);
    return { ...brand, logoWidth: await logoWidthOf(db, brand) };
  },
  picture: (name) => readPicture(db, name),
  kinds: async () =>
    (await programmes.current()).programme.kinds.filter(({ spending }) => spending?.maxShare !== undefined)
      .length,
});

export const gateLimits = (config: Config): GateLimits => ({
  inFlight: config.requestsInFlight,
  waiting: config.requestsWaiting,
  patienceMs: patienceOf(config.statementTimeoutMs).connectMs,
});

/** Streams are connections too: half of them stay for everybody else. */
export const liveOf = (shell: Shell, { connections }: Pick<Config, 'connections'>): LiveOwners =>
  liveOwners(shell, { most: Math.floor(connections / 2), ofOneSession: 4, ofOneOfStaff: 100 });

export const deskCallsOf = (shell: Shell, { connections }: Pick<Config, 'connections'>): StaffCalls =>
  staffCalls(shell, { most: Math.floor(connections / 4) });

/** What telephone exchanges tell by calling us. */
export const callCallbacksOf = (
  shell: Shell,
  { webhooks }: Pick<OpenTelephony, 'webhooks'>,
): CallCallbacks => ({
  read: webhooks,
  now: shell.clock,
  take: (provider, news) => takeCallNews(shell, provider, news),
});

/** Data for reports. */
export const feedOf =
  ({ db }: Shell, sandbox?: Sandbox): NonNullable<ServerParts['feed']> =>
  async (question, caller) => {
    if (!isOfSandbox(caller)) return answerFeed(db, question);
    const entered = await enter(sandbox, caller);
    if (!entered.ok) throw new Refused(entered);
    // No worker works there.
    await fillReports(entered.shell);
    return answerFeed(entered.shell.db, question);
  };

/** What tills that are 1C ask, and what answers them. */
export const onecTillOf = (shell: Shell, sandbox?: Sandbox): NonNullable<ServerParts['onecTill']> => ({
  methods,
  run: async (method, ask) => {
    if (!isOfSandbox(ask.caller)) return method.run({ shell, ...ask });
    const entered = await enter(sandbox, ask.caller);
    return entered.ok ? method.run({ shell: entered.shell, ...ask }) : refused(entered);
  },
});

/** What 1C gives its goods and prices away by. */
export const exchangeOf = (shell: Shell): NonNullable<ServerParts['exchange']> => ({
  begin: (keyId) => checkAuth(shell, keyId),
  find: (token) => findExchange(shell, token),
  step: (session, ask) => exchange(shell, session, ask),
});

export const loggerOf = ({ logLevel }: Pick<Config, 'logLevel'>): Logger =>
  pino(
    // What a library logs of an error goes through the same sieve as what we do.
    { level: logLevel, serializers: { err: bugReport } },
    // A write for many lines: one for each took a tenth of the server's time. What is left is written at the end of the process.
    // A piece must fit into one write. Not larger pieces: with each line, what waits is put together and counted anew.
    pino.destination({ sync: false, minLength: 8192, maxWrite: 65_536, periodicFlush: 100 }),
  );

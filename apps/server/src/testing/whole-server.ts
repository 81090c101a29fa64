import { scopes } from '@bonum/contract';
import { verify } from '@bonum/ledger';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { pino, type Logger } from 'pino';
import { v7 } from 'uuid';
import { demoChannel } from '@bonum/adapters/demo-channel';
import { readiness } from '../commands/serve.ts';
import { codeFor } from '../confirmations/code.ts';
import { gateOf } from '../http/gate.ts';
import type { BuiltApps } from '../http/built-app.ts';
import { buildServer } from '../http/server.ts';
import type { CountDay } from '../http/key-pace.ts';
import { DayQuotas } from '../keys/day-quotas.ts';
import { insertKey } from '../keys/create-key.ts';
import type { Channels } from '../messages/deliver-messages.ts';
import { createMetrics, type Metrics } from '../metrics/metrics.ts';
import { waitingWork } from '../metrics/waiting.ts';
import type { Shell } from '../operation.ts';
import type { ConnectedRecord } from '../record/connected.ts';
import type { OpenTelephony } from '../telephony/open-telephony.ts';
import { allInvariants } from '../verify/all-invariants.ts';
import {
  callCallbacksOf,
  deskCallsOf,
  handlersOf,
  keepersOf,
  liveOf,
  lookOf,
  feedOf,
  exchangeOf,
  onecTillOf,
  shellOf,
} from '../wire.ts';
import { signIn } from './sign-in.ts';
import { signInStaff, type StaffOf, type TestStaff } from './staff.ts';
import { createDatabase, type TestDatabase } from './database.ts';
import { testSandbox } from './sandbox.ts';
import { Company } from '../staff/company/company.ts';
import type { CompanySettings } from '../staff/company/settings.ts';

/** Everything as in production, on a database of its own. */
export interface WholeServer extends AsyncDisposable {
  readonly database: TestDatabase;
  readonly shell: Shell;
  readonly server: FastifyInstance;
  readonly metrics: Metrics;
  /** May do everything. */
  readonly key: string;
  readonly baseUrl: string;
  /** Signs a member in; gives the Cookie header of their browser. */
  readonly signIn: (memberId: string) => Promise<string>;
  /** A new operator with these roles, who has signed in. */
  readonly staff: (of: StaffOf) => Promise<TestStaff>;
  /** The code that was sent for a confirmation. */
  readonly codeOf: (confirmationId: string) => Promise<string>;
  /** A sentence for each invariant that does not hold. */
  readonly breaks: () => Promise<string[]>;
  /** A digest of every table's content: equal when nothing was written. */
  readonly content: () => Promise<string>;
}

interface Parts {
  /** A PostgreSQL that the test does things to. */
  readonly database?: TestDatabase;
  readonly logger?: Logger;
  /** The apps, for journeys through them. */
  readonly apps?: BuiltApps;
  /** What codes go by; unless told, by SMS. */
  readonly channels?: Channels;
  /** The telephone exchanges, and where recordings are kept. */
  readonly telephony?: OpenTelephony;
  /** The chain's identity provider, by which staff come in. */
  readonly company?: CompanySettings;
  /** Where the truth about members and points lives; unless told, here. */
  readonly record?: ConnectedRecord;
}

export async function wholeServer(parts: Parts = {}): Promise<WholeServer> {
  const database = parts.database ?? (await createDatabase());
  const { db } = database;
  const metrics = createMetrics();
  const { witness } = metrics;
  const secret = 'a secret that is only for the tests of this house';
  const sandbox = await testSandbox(secret);
  const company = parts.company && new Company(parts.company, 'http://localhost:3000');
  const shell = shellOf(
    db,
    { publicUrl: 'http://localhost:3000' },
    {
      secret,
      sandbox,
      ...(company && { company }),
      ...(parts.record && { record: parts.record }),
      channels: parts.channels ?? { sms: demoChannel, email: demoChannel },
      // Where stand-ins are.
      webhookHosts: new Set(['127.0.0.1']),
      witness,
      ...(parts.telephony && {
        telephony: parts.telephony.exchanges,
        recordings: parts.telephony.recordings,
      }),
    },
  );
  const gate = gateOf({ inFlight: 20, waiting: 200, patienceMs: 10_000 });
  metrics.look({ pool: database.pool, gate, waiting: waitingWork(db) });
  const key = 'bonum_a_key_that_may_do_everything';
  await addMightyKey(shell, key);
  const server = buildServer({
    handlers: handlersOf(shell, sandbox),
    look: lookOf(shell),
    keepers: keepersOf(shell),
    publicUrl: 'http://localhost:3000',
    gate,
    metrics,
    logger: parts.logger ?? pino({ level: 'silent' }),
    ready: () => readiness(db, new AbortController().signal),
    apps: parts.apps ?? {},
    live: liveOf(shell, { connections: 100 }),
    deskCalls: deskCallsOf(shell, { connections: 100 }),
    onecTill: onecTillOf(shell, sandbox),
    feed: feedOf(shell, sandbox),
    exchange: exchangeOf(shell),
    countDay: countDayOf(shell),
    ...(parts.telephony && { callCallbacks: callCallbacksOf(shell, parts.telephony) }),
    ...(company && { company: { shell, company } }),
    checkAnswers: true,
  });
  const baseUrl = await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    database,
    shell,
    server,
    metrics,
    key,
    baseUrl,
    signIn: (memberId) => signIn(shell, memberId),
    staff: (of) => signInStaff(shell, of),
    codeOf: async (confirmationId) => codeFor(secret, confirmationId, 'sms'),
    breaks: async () =>
      (await Array.fromAsync(verify(db, { invariants: allInvariants }))).map(({ sentence }) => sentence),
    content: () => contentOf(database),
    [Symbol.asyncDispose]: async () => {
      await endServer(server);
      await sandbox[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

async function endServer(server: FastifyInstance): Promise<void> {
  const closed = server.close();
  // A browser opens connections before it needs them; nobody waits for what it may ask.
  server.server.closeAllConnections();
  await closed;
}

function countDayOf(shell: Shell): CountDay {
  const quotas = new DayQuotas(shell);
  return (key) => quotas.count(key);
}

const addMightyKey = ({ db, clock }: Shell, secret: string) =>
  insertKey(db, {
    keyId: v7(),
    name: 'test',
    scopes,
    storeId: null,
    tillId: null,
    demo: false,
    secret,
    now: clock(),
  });

/** When a key or a session was last used: asking alone moves it. */
const moments = ['used_at', 'old_used_at', 'seen_at'];

async function contentOf({ db }: TestDatabase): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(db);
  const digests = tables.map(
    ({ name }) =>
      sql`select ${name} || md5(coalesce(string_agg(t.row::text, '|' order by t.row::text), '')) as digest
            from (select to_jsonb(r) - ${moments}::text[] as row from ${sql.table(name)} r) t`,
  );
  const { rows } = await sql<{ digest: string }>`${sql.join(digests, sql` union all `)}`.execute(db);
  // PostgreSQL may look at several tables at once, and then answers in any order.
  return rows
    .map(({ digest }) => digest)
    .toSorted()
    .join('\n');
}

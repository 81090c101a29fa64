import { webhookPost } from '@bonum/adapters/webhook';
import { demoChannel } from '@bonum/adapters/demo-channel';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { connect, type Connection } from '../database/connect.ts';
import { acquireDatabase } from '../database/embedded.ts';
import { migrate } from '../database/migrate.ts';
import { patienceOf } from '../database/patience.ts';
import { apartFor, connectedSystem, openOutside, type DemoOutside } from '../demo/demo-outside.ts';
import { demoTelephony, type DemoTelephony } from '../demo/demo-telephony.ts';
import { ensureProgramme } from '../demo/demo-programme.ts';
import { givePictures } from '../demo/give-pictures.ts';
import { demoCaller, ensureDemoKeys } from '../demo/keys.ts';
import { phoneOf } from '../demo/life.ts';
import { seedOnce } from '../demo/seed.ts';
import { sentMessages } from '../demo/sent-messages.ts';
import { demoStaff, ensureDemoStaff } from '../demo/staff.ts';
import { welcome } from '../demo/welcome.ts';
import { gateOf } from '../http/gate.ts';
import { listen, requireFreePort } from '../http/listen.ts';
import { missingApps, readBuiltApps } from '../http/built-app.ts';
import { buildServer } from '../http/server.ts';
import { DayQuotas } from '../keys/day-quotas.ts';
import { feedSources } from '../feeds/feed-sources.ts';
import { pictureSources } from '../pictures/picture-sources.ts';
import { runJobs } from '../jobs/jobs.ts';
import { connectRecord } from '../record/connected.ts';
import { findMember } from '../members/find-member.ts';
import type { Channels } from '../messages/deliver-messages.ts';
import { createMetrics, type Metrics } from '../metrics/metrics.ts';
import { serveMetrics } from '../metrics/serve-metrics.ts';
import { waitingWork } from '../metrics/waiting.ts';
import type { Shell } from '../operation.ts';
import { programmesOf } from '../programme/programmes.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { demoSecret } from '../secrets.ts';
import {
  bugLog,
  callCallbacksOf,
  deskCallsOf,
  gateLimits,
  handlersOf,
  keepersOf,
  liveOf,
  loggerOf,
  lookOf,
  feedOf,
  exchangeOf,
  onecTillOf,
  recordTrouble,
  sandboxOf,
  shellOf,
} from '../wire.ts';
import type { CommandContext } from './context.ts';
import { readiness } from './serve.ts';
import { endAtDeadline, serveUntilStopped } from './stopping.ts';

/** Nobody is called or written to: the page for developers shows what would have been. */
const demoChannels: Channels = {
  sms: demoChannel,
  flashcall: demoChannel,
  email: demoChannel,
  push: demoChannel,
};

/** Everything on one machine, with a chain made up: for trying Bonum out. */
export async function demoCommand(
  given: CommandContext,
  { connected: name }: { readonly connected?: string } = {},
): Promise<void> {
  const wanted = connectedSystem(name, given.config);
  const context = wanted === undefined ? given : await apartFor(given, wanted);
  const { config, stop } = context;
  await requireFreePort(config);
  await using database = await acquireDatabase(config);
  await migrate(database.url);
  if (database.sandboxUrl !== undefined) await migrate(database.sandboxUrl);
  const secret = await demoSecret(config);
  if (!stop.aborted) await prepare(context, { url: database.url, secret });
  if (stop.aborted) return;
  const logger = demoLogger(config);
  await using connection = connect(database.url, {
    poolSize: config.poolSize,
    name: 'bonum-demo',
    prepared: true,
    patience: patienceOf(config.statementTimeoutMs),
    onError: (error) => logger.warn({ error: error.message }, 'an idle connection broke'),
  });
  const metrics = createMetrics();
  await using sandbox = sandboxOf(config, { url: database.sandboxUrl, secret, logger });
  await using telephony = await demoTelephony(config);
  const prefix = await prefixOf(connection.db);
  await using outside = await openOutside(connection.db, wanted, { prefix, dataFolder: config.dataFolder });
  await serve(context, {
    connection,
    logger,
    metrics,
    telephony,
    sandbox,
    outside,
    shell: shellOf(connection.db, config, {
      secret,
      ...(outside && { record: connectRecord(outside.system, DEMO_RECORD, recordTrouble(logger)) }),
      ...(sandbox && { sandbox }),
      channels: demoChannels,
      telephony: telephony.exchanges,
      recordings: telephony.recordings,
      witness: metrics.witness,
      onBug: bugLog(logger),
    }),
  });
}

async function prefixOf(db: Connection['db']): Promise<string> {
  const { programme } = await programmesOf(db).current();
  return programme.cards.prefixes[0] ?? '';
}

/** As is usual for a chain. */
const DEMO_RECORD = { ageMs: 5000, patienceMs: 3000 };

/** The chain, before anybody is let in. */
async function prepare(
  { config, stop, print }: CommandContext,
  { url, secret }: { url: string; secret: string },
): Promise<void> {
  await using connection = connect(url, {
    poolSize: config.poolSize,
    name: 'bonum-seed',
    durable: false,
    prepared: true,
  });
  const shell = shellOf(connection.db, config, {
    secret,
    channels: { sms: demoChannel },
    webhookHosts: config.webhookHosts,
  });
  await ensureProgramme(shell);
  const began = performance.now();
  const telling = setTimeout(() => print('Making up a chain and a year of its trade …'), 300);
  try {
    const made = await seedOnce({ shell, caller: demoCaller, members: config.demoMembers, stop });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    if (made && !stop.aborted) print(`Made up ${await sizeOf(connection)} in ${seconds} s.`);
  } finally {
    clearTimeout(telling);
  }
  await shell.budgets.close();
  await ensureDemoKeys(shell);
  await ensureDemoStaff(shell);
  await givePictures(shell);
}

async function sizeOf({ pool }: Connection): Promise<string> {
  const { rows } = await pool.query<Record<'stores' | 'goods' | 'members' | 'receipts', number>>(`
    select (select count(*) from store) as stores, (select count(*) from product) as goods,
           (select count(*) from member) as members, (select count(*) from receipt) as receipts`);
  const { stores = 0, goods = 0, members = 0, receipts = 0 } = rows[0] ?? {};
  return `${stores} stores, ${goods} goods, ${members} members and ${receipts} receipts`;
}

/** What goes wrong is for the terminal; every single request is not, unless asked for. */
const demoLogger = (config: Config): Logger =>
  loggerOf({ logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel });

interface Ready {
  readonly connection: Connection;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly telephony: DemoTelephony;
  readonly outside: DemoOutside | null;
  readonly sandbox: Sandbox | undefined;
  readonly shell: Shell;
}

async function serve(
  { config, stop, print }: CommandContext,
  { connection: { db, pool }, logger, metrics, telephony, outside, sandbox, shell }: Ready,
): Promise<void> {
  const gate = gateOf(gateLimits(config));
  metrics.look({ pool, gate, waiting: waitingWork(db) });
  endAtDeadline({ stop, logger, gate }, config);
  const quotas = new DayQuotas(shell);
  const apps = await readBuiltApps();
  const server = buildServer({
    apps,
    handlers: handlersOf(shell, sandbox),
    look: lookOf(shell),
    keepers: keepersOf(shell),
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    logger,
    ready: () => readiness(db, stop),
    gate,
    metrics,
    live: liveOf(shell, config),
    deskCalls: deskCallsOf(shell, config),
    onecTill: onecTillOf(shell, sandbox),
    feed: feedOf(shell, sandbox),
    exchange: exchangeOf(shell),
    countDay: (key) => quotas.count(key),
    callCallbacks: callCallbacksOf(shell, telephony),
    stop,
    listMessages: sentMessages(db, shell.secret),
    demoStaff: () => demoStaff(shell.clock()),
  });
  await using figures = await serveMetrics(metrics, figuresPlace(config), logger);
  const port = await listen(server, config);
  const { exchanges, recordings: store, byAddress } = telephony;
  const recording = { exchanges, store, byAddress };
  const webhooks = webhookPost(config.webhookHosts);
  const jobs = runJobs({
    shell,
    channels: demoChannels,
    webhooks,
    recording,
    logger,
    stop,
    priceType: config.priceType,
    feeds: feedSources(config.webhookHosts),
    pictures: pictureSources(config.webhookHosts),
    count: metrics.delivered,
  });
  const url = config.port === port ? config.publicUrl : `http://localhost:${port}`;
  const card = await heroCard(shell);
  const telephone = await telephony.ringAt(`http://localhost:${port}`);
  const figuresUrl = `http://${config.metricsHost}:${figures.port}/metrics`;
  const told = {
    url,
    telephone,
    figures: figuresUrl,
    card,
    now: shell.clock(),
    open: isOpen(config),
    outside: outside?.lines,
  };
  for (const line of welcome(told)) print(line);
  for (const missing of missingApps(apps))
    print(`  ${missing}: npm run build, or npm start, which does it too.`);
  // Nobody balances a demo.
  await serveUntilStopped({ server, gate, logger, stop }, { stopGraceMs: 0 });
  await quotas.close();
  await shell.budgets.close();
  await jobs;
}

/** Where Prometheus looks for them, unless set otherwise; a second demo has another. */
const figuresPlace = ({ metricsHost, metricsPort }: Config) => ({
  metricsHost,
  metricsPort: metricsPort ?? 9464,
  orAnother: metricsPort === undefined,
});

/** Whether more than this machine can reach it. */
const isOpen = ({ host }: Config): boolean => !/^(127\.|localhost$|::1$)/.test(host);

/** The card of the member that the things to try are about. */
async function heroCard(shell: Shell): Promise<string> {
  const member = await findMember.run(shell, demoCaller, { phone: phoneOf(0) });
  if (!member.ok || !('cards' in member.value)) return '';
  return member.value.cards.find(({ state }) => state === 'active')?.number ?? '';
}

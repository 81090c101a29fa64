import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { troubleOf, type Trouble } from '../database/trouble.ts';
import { openChannels } from '../channels/open-channels.ts';
import { gateOf } from '../http/gate.ts';
import { listen } from '../http/listen.ts';
import { missingApps, readBuiltApps } from '../http/built-app.ts';
import { buildServer } from '../http/server.ts';
import { callersOf } from '../keys/authenticate.ts';
import { DayQuotas } from '../keys/day-quotas.ts';
import { rememberCallers } from '../keys/remember-callers.ts';
import { openCompany } from '../staff/company/open-company.ts';
import { takeReceipt } from '../messages/receipts.ts';
import { openRecord } from '../record/open-record.ts';
import { openTelephony } from '../telephony/open-telephony.ts';
import { serveMetrics } from '../metrics/serve-metrics.ts';
import {
  bugLog,
  callCallbacksOf,
  deskCallsOf,
  gateLimits,
  handlersOf,
  keepersOf,
  liveOf,
  lookOf,
  feedOf,
  exchangeOf,
  onecTillOf,
  recordTrouble,
  sandboxOf,
  shellOf,
} from '../wire.ts';
import type { CommandContext } from './context.ts';
import { production } from './production.ts';
import { endAtDeadline, serveUntilStopped } from './stopping.ts';

/** The API in production, until told to stop. */
export async function serveCommand({ config, stop, print }: CommandContext): Promise<void> {
  await using stand = await production(config, 'bonum-serve');
  const { db, pool, logger, metrics, secret, distributed } = stand;
  await requireLiveProgramme(db);
  const gate = gateOf(gateLimits(config));
  metrics.look({ pool, gate });
  endAtDeadline({ stop, logger, gate }, config);
  const { channels, callbacks } = await openChannels(config, secret);
  const telephony = await openTelephony(config);
  const company = await openCompany(config);
  const url = config.sandboxDatabaseUrl;
  await using sandbox = sandboxOf(config, { url, secret, logger });
  const connected = await openRecord(config, recordTrouble(logger));
  const shell = shellOf(db, config, {
    secret,
    ...(company && { company }),
    ...(sandbox && { sandbox }),
    ...(connected && { record: connected.record }),
    channels,
    telephony: telephony.exchanges,
    recordings: telephony.recordings,
    webhookHosts: config.webhookHosts,
    witness: metrics.witness,
    distributed,
    onBug: bugLog(logger),
  });
  const quotas = new DayQuotas(shell);
  const apps = await readBuiltApps();
  const server = buildServer({
    apps,
    handlers: handlersOf(shell, sandbox),
    look: lookOf(shell),
    keepers: keepersOf(
      shell,
      rememberCallers(
        (names) => callersOf(shell, names),
        () => performance.now(),
      ),
    ),
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
    callbacks: { read: callbacks, take: (provider, receipt) => takeReceipt(shell, provider, receipt) },
    connections: config.connections,
    company: company && { shell, company },
    stop,
  });
  if (new URL(config.publicUrl).hostname === 'localhost') {
    logger.warn('BONUM_PUBLIC_URL is not set: invitations on slips lead to localhost');
  }
  for (const missing of missingApps(apps)) logger.warn(`${missing}: build it with "npm run build"`);
  await using _figures = await serveMetrics(metrics, config, logger);
  const port = await listen(server, config);
  print(`Bonum serves ${config.publicUrl}, listening on ${config.host}:${port}`);
  await serveUntilStopped({ server, gate, logger, stop }, config);
  await quotas.close();
  await shell.budgets.close();
  await connected?.system.close?.();
}

export async function requireLiveProgramme(db: Kysely<Database>): Promise<void> {
  const live = await db
    .selectFrom('programme_version')
    .select('version')
    .where('status', '=', 'live')
    .executeTakeFirst();
  if (!live) throw new Error('No programme is live. Publish one with: bonum programme publish FILE');
}

const stopping: Trouble = { code: 'busy', detail: 'This server is being stopped. Ask another.' };
const silent: Trouble = {
  code: 'database-away',
  detail: 'The database does not answer. Ask again in a moment.',
};

/** Why a server cannot be sent requests; null when it can. */
export async function readiness(db: Kysely<Database>, stop: AbortSignal): Promise<Trouble | null> {
  if (stop.aborted) return stopping;
  return sql`select`.execute(db).then(
    () => (stop.aborted ? stopping : null),
    (error: unknown) => troubleOf(error) ?? silent,
  );
}

import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoChannel } from '@bonum/adapters/demo-channel';
import type { Programme } from '@bonum/engine';
import type { Logger } from 'pino';
import { CHECKOUT, type Config } from '../config.ts';
import { connect, type Connection } from '../database/connect.ts';
import { acquireDatabase } from '../database/embedded.ts';
import { migrate } from '../database/migrate.ts';
import { demoCaller, ensureDemoKeys } from '../demo/keys.ts';
import { phoneOf } from '../demo/life.ts';
import { seedOnce } from '../demo/seed.ts';
import { sentMessages } from '../demo/sent-messages.ts';
import { welcome } from '../demo/welcome.ts';
import { listen, requireFreePort } from '../http/listen.ts';
import { buildServer } from '../http/server.ts';
import { runJobs } from '../jobs/jobs.ts';
import { authenticate } from '../keys/authenticate.ts';
import { findMember } from '../members/find-member.ts';
import type { Shell } from '../operation.ts';
import { checkProgramme } from '../programme/check-programme.ts';
import { publish } from '../programme/publish.ts';
import { demoSecret } from '../secrets.ts';
import { handlersOf, loggerOf, shellOf } from '../wire.ts';
import type { CommandContext } from './context.ts';
import { answers } from './serve.ts';

/** Everything on one machine, with a chain made up: for trying Bonum out. */
export async function demoCommand(context: CommandContext): Promise<void> {
  const { config, stop } = context;
  await requireFreePort(config);
  await using database = await acquireDatabase(config);
  await migrate(database.url);
  const secret = await demoSecret(config);
  if (!stop.aborted) await prepare(context, { url: database.url, secret });
  if (stop.aborted) return;
  const logger = demoLogger(config);
  await using connection = connect(database.url, {
    poolSize: config.poolSize,
    name: 'bonum-demo',
    prepared: true,
    onError: (error) => logger.warn({ error: error.message }, 'an idle connection broke'),
  });
  await serve(context, {
    connection,
    logger,
    shell: shellOf(connection.db, config, { secret, channel: 'sms' }),
  });
}

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
  const shell = shellOf(connection.db, config, { secret, channel: 'sms' });
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
  await ensureDemoKeys(shell);
}

async function ensureProgramme({ db }: Shell): Promise<void> {
  const live = await db
    .selectFrom('programme_version')
    .select('version')
    .where('status', '=', 'live')
    .execute();
  if (live.length === 0) await publish(db, await shippedProgramme(), 'live');
}

async function shippedProgramme(): Promise<Programme> {
  const file = join(CHECKOUT, 'programmes/sportswear.json');
  const checked = checkProgramme(JSON.parse(await readFile(file, 'utf8')));
  if (checked.ok) return checked.programme;
  throw new Error(`${file} has mistakes. See them with: bonum programme validate ${file}`);
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
  readonly shell: Shell;
}

async function serve(
  { config, stop, print }: CommandContext,
  { connection: { db }, logger, shell }: Ready,
): Promise<void> {
  const server = buildServer({
    handlers: handlersOf(shell),
    authenticate: (key) => authenticate(db, key),
    logger,
    ready: () => answers(db),
    listMessages: sentMessages(db),
  });
  const port = await listen(server, config);
  const jobs = runJobs({ shell, channels: { sms: demoChannel }, logger, stop });
  const url = config.port === port ? config.publicUrl : `http://localhost:${port}`;
  for (const line of welcome({ url, card: await heroCard(shell), now: shell.clock() })) print(line);
  if (!stop.aborted) await once(stop, 'abort');
  await server.close();
  await jobs;
}

/** The card of the member that the things to try are about. */
async function heroCard(shell: Shell): Promise<string> {
  const member = await findMember.run(shell, demoCaller, { phone: phoneOf(0) });
  if (!member.ok || !('cards' in member.value)) return '';
  return member.value.cards.find(({ state }) => state === 'active')?.number ?? '';
}

import { join } from 'node:path';
import type { Figures } from './figures.ts';
import { Bonum, cpuSeconds, familyCpuSeconds, mostResidentMb, Worker } from './process.ts';
import type { Stand } from './stand.ts';
import type { TillsDone, TillsWanted } from './tills.ts';
import type { TpcbDone, TpcbWanted } from './tpcb.ts';

export interface CheckoutOptions {
  readonly stand: Stand;
  readonly members: number;
  /** How long the steady load lasts; other phases are shares of it. */
  readonly seconds: number;
  readonly port: number;
  /** For the log of the server. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

/** What a chain of this size has on a Saturday. */
const RATE = 300;
const MOST_TILLS_AT_ONCE = 64;
/** At once, of which each side has the one that it likes best. */
const HANDS = [16, 32, MOST_TILLS_AT_ONCE];
const TPCB_HANDS = [4, 8, 16];
const ROUNDS = 5;

type Tills = Worker<TillsWanted, TillsDone>;
type Tpcb = Worker<TpcbWanted, TpcbDone>;

interface Scene extends CheckoutOptions {
  readonly server: Bonum;
  readonly tills: Tills;
  readonly tpcb: Tpcb;
}

/** The real server under the load of a chain, then under as much as it can take, beside what the machine can do at all. */
export async function benchCheckout(
  options: CheckoutOptions,
): Promise<
  Pick<
    Figures,
    'quoteP99Ms' | 'commitP99Ms' | 'commitsPerSecond' | 'tpcbPerSecond' | 'commitVsTpcb' | 'serverRssMb'
  >
> {
  const { stand, port, folder, say } = options;
  const env = {
    DATABASE_URL: stand.url,
    BONUM_SECRET: 'a secret of the bench, which protects nothing at all',
    BONUM_PUBLIC_URL: 'https://chain.example',
    PORT: String(port),
  };
  await using server = new Bonum(['serve'], { env, log: join(folder, 'serve.log') });
  await using tills = new Worker<TillsWanted, TillsDone>('tills.ts');
  await using tpcb = new Worker<TpcbWanted, TpcbDone>('tpcb.ts');
  await server.until('Bonum serves');
  const scene: Scene = { ...options, server, tills, tpcb };
  const { value, mostMb } = await mostResidentMb(server.pid, async () => {
    // As long as the measurement: V8 compiles what runs often for some twenty seconds, beside it, on the same two cores.
    await steady(scene, 'warming up', options.seconds);
    const { quote, commit } = await steady(scene, `${RATE} receipts/s`, options.seconds);
    return { quoteP99Ms: quote.p99, commitP99Ms: commit.p99, ...(await most(scene)) };
  });
  say(`  server memory at most            ${mostMb.toFixed(0)} MB`);
  return { ...value, serverRssMb: mostMb };
}

async function steady(scene: Scene, name: string, seconds: number): Promise<TillsDone> {
  const done = await atWork(scene, name, {
    rate: RATE,
    hands: MOST_TILLS_AT_ONCE,
    seconds,
    quoted: true,
  });
  for (const part of ['quote', 'commit'] as const) {
    const { p50, p95, p99, worst } = done[part];
    const shown = [p50, p95, p99, worst].map((ms) => ms.toFixed(1)).join(' / ');
    scene.say(`    ${part.padEnd(8)} p50 / p95 / p99 / worst  ${shown} ms`);
  }
  return done;
}

/** Till and TPC-B take turns, so that what else the machine does meets both. */
async function most(
  scene: Scene,
): Promise<Pick<Figures, 'commitsPerSecond' | 'tpcbPerSecond' | 'commitVsTpcb'>> {
  const seconds = scene.seconds / 5;
  // Both are warmed up: V8 has compiled what commits alone run, and PostgreSQL has in its memory what either needs.
  await commits(scene, MOST_TILLS_AT_ONCE, scene.seconds / 2);
  await transactions(scene, Math.max(...TPCB_HANDS), scene.seconds / 2);
  const hands = await best(HANDS, async (tried) => (await commits(scene, tried, seconds / 2)).perSecond);
  const tpcbHands = await best(TPCB_HANDS, (tried) => transactions(scene, tried, seconds / 2));
  const rounds: { ours: number; theirs: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const ours = (await commits(scene, hands, seconds)).perSecond;
    rounds.push({ ours, theirs: await transactions(scene, tpcbHands, seconds) });
  }
  return {
    commitsPerSecond: median(rounds.map(({ ours }) => ours)),
    tpcbPerSecond: median(rounds.map(({ theirs }) => theirs)),
    commitVsTpcb: median(rounds.map(({ ours, theirs }) => ours / theirs)),
  };
}

const commits = (scene: Scene, hands: number, seconds: number): Promise<TillsDone> =>
  atWork(scene, `commits, ${hands} tills at once`, { hands, seconds, quoted: false });

async function transactions(
  { stand, members, tpcb, say }: Scene,
  hands: number,
  seconds: number,
): Promise<number> {
  const before = await familyCpuSeconds(stand.postgres);
  const { done, perSecond, cpuEach } = await tpcb.do({ url: stand.url, accounts: members, hands, seconds });
  const postgres = (((await familyCpuSeconds(stand.postgres)) - before) * 1000) / done;
  say(
    `  TPC-B-like, ${hands} at once`.padEnd(35) +
      `${perSecond.toFixed(0)}/s, CPU each: client ${cpuEach.toFixed(2)}, PostgreSQL ${postgres.toFixed(2)} ms`,
  );
  return perSecond;
}

let shifts = 0;

async function atWork(
  { stand, tills, server, port, members, say }: Scene,
  name: string,
  wanted: Omit<TillsWanted, 'port' | 'members' | 'shift'>,
): Promise<TillsDone> {
  const before = { server: await cpuSeconds(server.pid), postgres: await familyCpuSeconds(stand.postgres) };
  shifts += 1;
  const done = await tills.do({ ...wanted, port, members, shift: `${process.pid}-${shifts}` });
  const each = (seconds: number): string => ((seconds * 1000) / done.committed).toFixed(2);
  const server_ = each((await cpuSeconds(server.pid)) - before.server);
  const postgres = each((await familyCpuSeconds(stand.postgres)) - before.postgres);
  say(
    `  ${name}`.padEnd(35) +
      `${done.perSecond.toFixed(0)}/s, CPU a receipt: server ${server_}, PostgreSQL ${postgres}, tills ${done.cpuPerReceipt.toFixed(2)} ms`,
  );
  return done;
}

async function best(all: readonly number[], measure: (one: number) => Promise<number>): Promise<number> {
  let found = { one: all[0] ?? 1, figure: 0 };
  for (const one of all) {
    const figure = await measure(one);
    if (figure > found.figure) found = { one, figure };
  }
  return found.one;
}

const median = (all: readonly number[]): number =>
  all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

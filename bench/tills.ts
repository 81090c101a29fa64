import { randomOf } from '../apps/server/src/demo/random.ts';
import { makeBaskets } from './baskets.ts';
import { tills } from './chain.ts';
import { TillConnection } from './connection.ts';
import { latenciesOf, type Latencies } from './latencies.ts';
import { cardOf } from './member.ts';

// A process of its own: all the tills of a chain. It is told what to do by messages, one after another.

export interface TillsWanted {
  readonly port: number;
  readonly members: number;
  /** Receipts begin so many times a second, whether earlier ones are done or not; absent: each till begins its next at once. */
  readonly rate?: number;
  /** Tills at work at once. */
  readonly hands: number;
  readonly seconds: number;
  /** Ask for a quote first, and commit with its token. */
  readonly quoted: boolean;
  /** Makes receipt numbers new. */
  readonly shift: string;
}
export interface TillsDone {
  readonly committed: number;
  readonly perSecond: number;
  readonly quote: Latencies;
  readonly commit: Latencies;
  /** Milliseconds of processor time of the tills themselves, per receipt. */
  readonly cpuPerReceipt: number;
}

const SHARE_WITH_CARD = 0.8;

const baskets = makeBaskets();
const random = randomOf('who comes to the tills');

interface Work {
  readonly wanted: TillsWanted;
  readonly quotes: number[];
  readonly commits: number[];
  numbers: number;
}

async function work(wanted: TillsWanted): Promise<TillsDone> {
  const connections = await Promise.all(
    Array.from({ length: wanted.hands }, () => TillConnection.open(wanted.port)),
  );
  const done: Work = { wanted, quotes: [], commits: [], numbers: 0 };
  const cpu = process.cpuUsage();
  const began = performance.now();
  if (wanted.rate === undefined) await withoutPause(done, connections);
  else await atRate(done, connections, wanted.rate);
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  for (const connection of connections) connection.close();
  return {
    committed: done.commits.length,
    perSecond: done.commits.length / seconds,
    quote: latenciesOf(done.quotes),
    commit: latenciesOf(done.commits),
    cpuPerReceipt: (user + system) / 1000 / done.commits.length,
  };
}

async function withoutPause(done: Work, connections: readonly TillConnection[]): Promise<void> {
  const end = performance.now() + done.wanted.seconds * 1000;
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() < end) await receipt(done, connection, performance.now());
    }),
  );
}

/**
 * Time counts from when a receipt was meant to begin, so that a stall shows in every receipt it held up. A till that is
 * free takes the next one; when none is, it waits for one, and that too is counted.
 */
async function atRate(done: Work, connections: readonly TillConnection[], rate: number): Promise<void> {
  const free = [...connections];
  const waiting: number[] = [];
  const under = new Set<Promise<void>>();
  const began = performance.now();
  const all = Math.round(rate * done.wanted.seconds);
  const startOne = (): void => {
    const intended = waiting[0];
    if (intended === undefined) return;
    // The one that has rested longest: a server hangs up on who says nothing at all.
    const connection = free.shift();
    if (!connection) return;
    waiting.shift();
    const one = receipt(done, connection, intended).finally(() => {
      free.push(connection);
      under.delete(one);
      startOne();
    });
    under.add(one);
  };
  for (let begun = 0; begun < all;) {
    const due = Math.min(all, Math.floor(((performance.now() - began) / 1000) * rate));
    for (; begun < due; begun++) {
      waiting.push(began + ((begun + 1) / rate) * 1000);
      startOne();
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  while (under.size > 0) await Promise.all(under);
}

/** One customer: what does it come to, and paid. */
async function receipt(done: Work, connection: TillConnection, intended: number): Promise<void> {
  const { wanted } = done;
  const till = random.pick(tills);
  done.numbers += 1;
  const who = random.chance(SHARE_WITH_CARD)
    ? `"member":{"card":"${cardOf(random.whole(1, wanted.members))}"},`
    : '';
  const content =
    `{"key":{"storeId":"${till.storeId}","tillId":"${till.tillId}","shift":"${wanted.shift}","number":"${done.numbers}"},` +
    `"at":"${new Date().toISOString()}",${who}"lines":${random.pick(baskets)}`;
  let began = intended;
  let token = '';
  if (wanted.quoted) {
    const quote = await ask(connection, '/v1/receipts/quote', till.secret, `${content}}`);
    token = `,"quoteToken":"${/"quoteToken":"([^"]+)"/.exec(quote)?.[1]}"`;
    const now = performance.now();
    done.quotes.push(now - began);
    began = now;
  }
  await ask(connection, '/v1/receipts/commit', till.secret, `${content}${token}}`);
  done.commits.push(performance.now() - began);
}

async function ask(connection: TillConnection, path: string, secret: string, body: string): Promise<string> {
  const { status, body: answer } = await connection.post(path, secret, body);
  if (status !== 200) throw new Error(`${path} answered ${status}: ${answer.toString()}`);
  return path === '/v1/receipts/commit' ? '' : answer.toString();
}

process.on('message', (wanted: TillsWanted) => {
  work(wanted).then(
    (done) => process.send?.({ done }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});

import { freePort } from '../apps/server/src/database/cluster.ts';
import { benchBus } from './bus.ts';
import { benchCheckout } from './checkout.ts';
import type { EngineFigures } from './engine.ts';
import type { Figures } from './figures.ts';
import { Worker } from './process.ts';
import { benchRecord } from './record.ts';
import { benchSearch } from './search.ts';
import { openStand } from './stand.ts';
import { benchVerify } from './verify.ts';

export interface BenchOptions {
  readonly members: number;
  readonly seconds: number;
  /** Of engine, checkout, search, bus and verify. */
  readonly parts: ReadonlySet<string>;
  /** A database to use instead of one of its own, as its superuser: empty, or loaded by an earlier run. */
  readonly databaseUrl: string | undefined;
  /** PostgreSQL's memory in pages of 4 KB, even where huge ones may be had. */
  readonly smallPages?: boolean;
  /** Real names of people, for the search. */
  readonly names: string;
  /** For logs, while it runs. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

/** Runs the parts asked for, one after another. */
export async function runBench(options: BenchOptions): Promise<Figures> {
  const { members, seconds, parts, names, folder, say } = options;
  let figures: Figures = { ...nothing, members };
  if (parts.has('engine')) {
    say('engine');
    // V8 would let its young generation grow in the middle of measuring, and each new page costs what half a small receipt does.
    await using alone = new Worker<object, EngineFigures>('engine.ts', [
      '--min-semi-space-size=32',
      '--max-semi-space-size=32',
    ]);
    const measured = await alone.do({});
    const { engineSmallMedianUs, engineLargeP99Us, plainSmallMedianUs, plainLargeP99Us } = measured;
    figures = { ...figures, engineSmallMedianUs, engineLargeP99Us };
    const ratio = (engine: number, plain: number): string => `${(engine / plain).toFixed(1)} times`;
    say(`  ${ratio(engineSmallMedianUs, plainSmallMedianUs)} the median of plain loops without evidence`);
    say(`  ${ratio(engineLargeP99Us, plainLargeP99Us)} their p99 on large receipts`);
  }
  if (!['checkout', 'search', 'bus', 'verify'].some((part) => parts.has(part))) return figures;
  say(`loading ${members} members …`);
  await using stand = await openStand({ ...options, given: options.databaseUrl });
  say(
    `  ${stand.loadSeconds.toFixed(0)} s; PostgreSQL's memory in huge pages: ${stand.hugePages ?? 'not known'}`,
  );
  if (parts.has('checkout')) {
    say('checkout');
    const port = await freePort();
    figures = { ...figures, ...(await benchCheckout({ stand, members, seconds, port, folder, say })) };
  }
  if (parts.has('search')) {
    say('search');
    const found = await benchSearch({ stand, members, seconds, names, say });
    figures = { ...figures, searchP50Ms: found?.p50 ?? null, searchP99Ms: found?.p99 ?? null };
  }
  if (parts.has('bus')) {
    say('bus');
    figures = {
      ...figures,
      ...(await benchBus({ stand, members, say })),
      ...(await benchRecord({ stand, say })),
    };
  }
  if (parts.has('verify')) {
    say('verify');
    figures = { ...figures, verifyMillionTransfersSeconds: await benchVerify({ stand, folder, say }) };
  }
  return figures;
}

const nothing: Omit<Figures, 'members'> = {
  engineSmallMedianUs: null,
  engineLargeP99Us: null,
  quoteP99Ms: null,
  commitP99Ms: null,
  commitsPerSecond: null,
  tpcbPerSecond: null,
  commitVsTpcb: null,
  serverRssMb: null,
  searchP50Ms: null,
  searchP99Ms: null,
  webhooksPerSecond: null,
  feedRowsPerSecond: null,
  recordOwnP99Ms: null,
  verifyMillionTransfersSeconds: null,
};

// How long a worker takes for a shop's file in YML, and how much memory: node bench/feeds.ts --goods 1000000
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { operatorAtTheTerminal } from '../apps/server/src/commands/local-shell.ts';
import { feedSources } from '../apps/server/src/feeds/feed-sources.ts';
import { importFeed } from '../apps/server/src/feeds/import-feed.ts';
import { putFeed } from '../apps/server/src/feeds/put-feed.ts';
import { runFeed } from '../apps/server/src/feeds/run-feed.ts';
import { shellOf } from '../apps/server/src/wire.ts';
import { Worker } from './process.ts';
import type { ShopWanted } from './shop.ts';
import { openStand } from './stand.ts';

const { values } = parseArgs({
  options: { goods: { type: 'string', default: '1000000' }, 'database-url': { type: 'string' } },
});
/** The bench's chain, with hardly anybody in it. */
const MEMBERS = 100;
const hosts = new Set(['127.0.0.1']);
/** The most that this process has had, in megabytes: it is the worker. */
const mostMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

await using shop = new Worker<ShopWanted, string>('shop.ts');
const url = await shop.do({ goods: Number(values.goods) });
await using stand = await openStand({ members: MEMBERS, given: values['database-url'] });
const { db } = stand.connection;
const shell = shellOf(
  db,
  { publicUrl: 'http://localhost' },
  { secret: 'of the bench', channels: {}, webhookHosts: hosts },
);
const feedId = randomUUID();
const asked = await putFeed.run(shell, operatorAtTheTerminal, { feedId, kind: 'yml', name: 'Bench', url });
if (!asked.ok) throw new Error(asked.detail);
console.log(`before: ${mostMb()} MB`);
for (const which of ['all new', 'nothing new']) {
  const began = performance.now();
  await importFeed(shell, { ...feedSources(hosts), stop: new AbortController().signal });
  const seconds = (performance.now() - began) / 1000;
  const told = await runFeed.run(shell, operatorAtTheTerminal, { feedId });
  if (!told.ok) throw new Error(told.detail);
  const [run] = told.value.runs;
  if (run?.state !== 'done') throw new Error(`It failed: ${run?.because}`);
  const { goods, written, bytes } = run;
  const size = Math.round(bytes / 1e6);
  console.log(
    `${which}: ${goods} goods, ${size} MB, ${written} written, ${seconds.toFixed(0)} s, ${mostMb()} MB`,
  );
}

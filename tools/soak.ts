import { parseArgs } from 'node:util';
import { startVitest } from 'vitest/node';

// npm run soak -- --minutes N [--seed S]: the histories of `npm test`, longer, and new ones until the time is over.
const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } });
const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
const minutes = Number(values.minutes ?? 10);

const vitest = await startVitest('test', [], {
  watch: false,
  include: ['apps/server/src/testing/soak/soak.long.ts'],
  testTimeout: 0,
  disableConsoleIntercept: true,
  provide: { soak: { minutes, seed } },
});
await vitest.close();

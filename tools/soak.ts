import { startVitest } from 'vitest/node';
import { soakOf } from '../apps/server/src/testing/soak/again.ts';

// npm run soak -- --minutes N [--seed S] [--runs R] [--steps FROM-TO]: the histories of `npm test`, longer, and new ones until
// the time is over.
const vitest = await startVitest('test', [], {
  watch: false,
  include: ['apps/server/src/testing/soak/soak.long.ts'],
  testTimeout: 0,
  disableConsoleIntercept: true,
  provide: { soak: soakOf(process.argv.slice(2), Date.now()) },
});
await vitest.close();

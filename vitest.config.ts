import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{packages,apps}/*/src/**/*.test.ts', '{tools,bench,e2e}/**/*.test.ts'],
    setupFiles: ['tools/same-seed.ts'],
    globalSetup: ['apps/server/src/testing/global-setup.ts', 'e2e/global-setup.ts'],
    provide: { shards: false, systemOfRecord: 'bonum' },
    // Much of a test is waiting for PostgreSQL and the browser: with a file to each of two cores a fifth of both stood idle.
    maxWorkers: availableParallelism() + 1,
    // A worker keeps what it has imported: half of what a small file took was reading the server anew. So a module has no state
    // that a test could leave behind for the next, and who mocks puts back.
    isolate: false,
    // How long is no concern of a test, only that it ends: a machine that has much else to do is no failure.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{packages,apps}/*/src/**/*.test.ts', 'tools/**/*.test.ts'],
    globalSetup: ['apps/server/src/testing/global-setup.ts'],
    // Much of a test is waiting for PostgreSQL, so every core has a file to run.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});

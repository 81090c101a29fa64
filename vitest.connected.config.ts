import { defineConfig, mergeConfig } from 'vitest/config';
import usual from './vitest.config.ts';

/** The same journeys, of members and at the desk, with each system of record in turn: `--project onec` for one of them. */
export default mergeConfig(
  usual,
  defineConfig({
    test: {
      projects: (['onec', 'sap', 'sbis'] as const).map((systemOfRecord) => ({
        extends: true,
        test: { name: systemOfRecord, include: ['e2e/**/*.test.ts'], provide: { systemOfRecord } },
      })),
    },
  }),
);

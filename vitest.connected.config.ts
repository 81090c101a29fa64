import { defineConfig } from 'vitest/config';
import usual from './vitest.config.ts';

/** The same journeys, of members and at the desk, with each system of record in turn: `--project onec` for one of them. */
export default defineConfig({
  test: {
    projects: (['onec', 'sap', 'sbis'] as const).map((systemOfRecord) => ({
      test: {
        ...usual.test,
        name: systemOfRecord,
        include: ['e2e/**/*.test.ts'],
        // These connect a system by themselves.
        exclude: ['e2e/record.test.ts', 'e2e/desk/record.test.ts'],
        provide: { shards: false, systemOfRecord },
      },
    })),
  },
});

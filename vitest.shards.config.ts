import { defineConfig, mergeConfig } from 'vitest/config';
import usual from './vitest.config.ts';

/** What a till does, on a stand-in for a distributed database: every statement is explained first and held to one shard. */
export default mergeConfig(
  usual,
  defineConfig({ test: { provide: { shards: true }, testTimeout: 300_000 } }),
);

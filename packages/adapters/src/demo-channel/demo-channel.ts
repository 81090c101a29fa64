import type { Channel } from '../ports.ts';

/** Takes everything and tells nobody: the demo shows on a page for developers what it was given. */
export const demoChannel: Channel = {
  provider: 'demo',
  codes: 'ours',
  knowsRepetitions: true,
  send: async () => ({ state: 'taken' }),
};

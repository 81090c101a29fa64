import type { Channel } from '../ports.ts';

/** Takes everything and tells nobody: the demo shows what it was given on a page for developers, from the table. */
export const demoChannel: Channel = {
  codesStayReadable: true,
  send: async () => ({ state: 'taken' }),
};

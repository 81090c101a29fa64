import type { MyCall } from './use-my-calls.ts';

/** The one that the bar shows: whom one talks to comes before who rings meanwhile. */
export function currentCall(calls: readonly MyCall[]): MyCall | undefined {
  const live = calls.filter(({ state }) => state !== 'ended');
  return live.find(({ state }) => state !== 'ringing') ?? live.at(-1);
}

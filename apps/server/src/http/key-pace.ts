import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Authenticate } from './key.ts';
import { Refused } from './problem.ts';

const MINUTE_S = 60;

/**
 * Holds each key that has a limit of its own to it, whatever it asks for and by which protocol. Counted in this process alone, so
 * with several servers a key may ask several times as often: what it keeps free are the servers, each for itself.
 */
export function paced(authenticate: Authenticate): Authenticate {
  // It counts; what is too much, each key says itself.
  const counter = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: MINUTE_S });
  return async (secret) => {
    const caller = await authenticate(secret);
    if (!caller || caller.mostPerMinute === undefined) return caller;
    const { consumedPoints, msBeforeNext } = await counter.consume(caller.keyId);
    if (consumedPoints <= caller.mostPerMinute) return caller;
    const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
    const detail = `The key "${caller.name}" may ask ${caller.mostPerMinute} times a minute. Ask again in ${seconds} seconds.`;
    throw new Refused({ code: 'too-many-requests', detail }, { 'retry-after': String(seconds) });
  };
}

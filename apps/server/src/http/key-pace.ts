import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Counted } from '../keys/day-quotas.ts';
import type { KeyCaller } from '../operation.ts';
import type { Authenticate } from './key.ts';
import { Refused } from './problem.ts';

const MINUTE_S = 60;

/** What a key is held to, whichever protocol it asks by. */
export type Paced = Pick<KeyCaller, 'keyId' | 'name' | 'mostPerMinute' | 'mostPerDay'>;
/** Counts one request of a key. @throws Refused when it is one too many */
export type Pace = (key: Paced) => Promise<void>;
/** How often a key has asked today, over all servers; absent in tests of other things. */
export type CountDay = (key: Paced) => Promise<Counted>;

/**
 * Holds each key that has limits of its own to them. The minute is counted in this process alone, so with several servers a key may
 * ask several times as often: what it keeps free are the servers, each for itself. The day is counted over all of them.
 */
export function paceOf(countDay?: CountDay): Pace {
  // It counts; what is too much, each key says itself.
  const counter = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: MINUTE_S });
  return async (key) => {
    if (key.mostPerMinute !== undefined) {
      const { consumedPoints, msBeforeNext } = await counter.consume(key.keyId);
      if (consumedPoints > key.mostPerMinute) throw tooOften(key, msBeforeNext);
    }
    if (key.mostPerDay === undefined || !countDay) return;
    const counted = await countDay(key);
    if (!counted.ok) throw quotaUsed(key, counted.waitMs);
  };
}

/** Counts each time that a key is looked at. */
export function paced(authenticate: Authenticate, pace: Pace): Authenticate {
  return async (secret) => {
    const caller = await authenticate(secret);
    if (caller) await pace(caller);
    return caller;
  };
}

function tooOften({ name, mostPerMinute }: Paced, msBeforeNext: number): Refused {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  const detail = `The key "${name}" may ask ${mostPerMinute} times a minute. Ask again in ${seconds} seconds.`;
  return new Refused({ code: 'too-many-requests', detail }, { 'retry-after': String(seconds) });
}

function quotaUsed({ name, mostPerDay }: Paced, waitMs: number): Refused {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  const detail = `The key "${name}" may ask ${mostPerDay} times a day, and has. Ask again after the chain's midnight, in ${seconds} seconds.`;
  return new Refused({ code: 'quota-used', detail }, { 'retry-after': String(seconds) });
}

import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Counted } from '../keys/day-quotas.ts';
import type { KeyCaller } from '../operation.ts';
import type { Authenticate } from './key.ts';
import { Refused } from './problem.ts';
import { rateHeaders, type Rate } from './rate.ts';

const MINUTE_S = 60;

/** What a key is held to, whichever protocol it asks by. */
export type Paced = Pick<KeyCaller, 'keyId' | 'name' | 'mostPerMinute' | 'mostPerDay'>;
/** Counts one request of a key. @returns how far its limits are used up @throws Refused when it is one too many */
export type Pace = (key: Paced) => Promise<readonly Rate[]>;
/** How often a key has asked today, over all servers; absent in tests of other things. */
export type CountDay = (key: Required<Pick<Paced, 'keyId' | 'mostPerDay'>>) => Promise<Counted>;

/**
 * Holds each key that has limits of its own to them. The minute is counted in this process alone, so with several servers a key may
 * ask several times as often: what it keeps free are the servers, each for itself. The day is counted over all of them.
 */
export function paceOf(countDay?: CountDay): Pace {
  // It counts; what is too much, each key says itself.
  const counter = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: MINUTE_S });
  return async (key) => {
    const rates: Rate[] = [];
    if (key.mostPerMinute !== undefined) {
      const { consumedPoints, msBeforeNext } = await counter.consume(key.keyId);
      const minute = rateOf('minute', key.mostPerMinute, key.mostPerMinute - consumedPoints, msBeforeNext);
      rates.push(minute);
      if (consumedPoints > key.mostPerMinute) throw tooOften(key, minute, rates);
    }
    if (key.mostPerDay === undefined || !countDay) return rates;
    const { ok, left, waitMs } = await countDay({ keyId: key.keyId, mostPerDay: key.mostPerDay });
    const day = rateOf('day', key.mostPerDay, left, waitMs);
    rates.push(day);
    if (!ok) throw quotaUsed(key, day, rates);
    return rates;
  };
}

const windows = { minute: MINUTE_S, day: 86_400 } as const;

const rateOf = (name: Rate['name'], quota: number, left: number, waitMs: number): Rate => ({
  name,
  quota,
  windowS: windows[name],
  left: Math.max(0, left),
  resetS: Math.max(1, Math.ceil(waitMs / 1000)),
});

/** Counts each time that a key is looked at. */
export function paced(authenticate: Authenticate, pace: Pace): Authenticate {
  return async (secret) => {
    const caller = await authenticate(secret);
    if (!caller) return null;
    const rates = await pace(caller);
    return rates.length === 0 ? caller : { ...caller, rates };
  };
}

function tooOften({ name, mostPerMinute }: Paced, { resetS }: Rate, rates: readonly Rate[]): Refused {
  const detail = `The key "${name}" may ask ${mostPerMinute} times a minute. Ask again in ${resetS} seconds.`;
  return new Refused({ code: 'too-many-requests', detail }, headersOf(resetS, rates));
}

function quotaUsed({ name, mostPerDay }: Paced, { resetS }: Rate, rates: readonly Rate[]): Refused {
  const detail = `The key "${name}" may ask ${mostPerDay} times a day, and has. Ask again after the chain's midnight, in ${resetS} seconds.`;
  return new Refused({ code: 'quota-used', detail }, headersOf(resetS, rates));
}

const headersOf = (seconds: number, rates: readonly Rate[]): Readonly<Record<string, string>> => ({
  'retry-after': String(seconds),
  ...rateHeaders(rates),
});

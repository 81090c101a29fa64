import type { OperationContract } from '@bonum/contract';
import type { FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { callerName } from './caller.ts';
import { Refused } from './problem.ts';

/**
 * Holds each key to what the contract lets it ask in a minute; undefined where it may ask as often as it likes. Counted in
 * this process alone, so with several servers a key may ask several times as often: this keeps one key from sending
 * messages by the thousand. What protects a person, the codes to one phone, is counted in the database.
 *
 * Failed keys are not counted by address: behind a proxy all tills share one, and one broken till would shut out the rest;
 * 256 random bits need no such help against guessing.
 */
export function keyLimit({ id, mostPerMinute }: Pick<OperationContract, 'id' | 'mostPerMinute'>) {
  if (mostPerMinute === undefined) return undefined;
  const limiter = new RateLimiterMemory({ points: mostPerMinute, duration: 60 });
  return async ({ caller }: FastifyRequest): Promise<void> => {
    try {
      await limiter.consume(caller ? callerName(caller) : '');
    } catch (over) {
      if (!(over instanceof RateLimiterRes)) throw over;
      const seconds = Math.max(1, Math.ceil(over.msBeforeNext / 1000));
      const detail = `You may ask ${id} ${mostPerMinute} times a minute. Ask again in ${seconds} seconds.`;
      throw new Refused({ code: 'too-many-requests', detail }, { 'retry-after': String(seconds) });
    }
  };
}

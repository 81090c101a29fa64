import type { Away, Refused, SystemOfRecord } from '@bonum/adapters/system-of-record';
import type { Circuit } from './circuit.ts';

/** It was not asked at all: it did not answer before, and is left alone for a while. */
export const resting: Away = { state: 'away', because: 'resting' };

/** The same system, asked only while it answers. Who says no answers. */
export function guarded(system: SystemOfRecord, circuit: Circuit): SystemOfRecord {
  async function ask<T extends { readonly state: string }>(asking: () => Promise<T | Away | Refused>) {
    if (!circuit.mayAsk()) return resting;
    const answer = await asking();
    if (isAway(answer)) circuit.failed(answer.because, answer.retryAfterMs);
    else circuit.answered();
    return answer;
  }
  return {
    system: system.system,
    find: (by) => ask(() => system.find(by)),
    read: (recordId) => ask(() => system.read(recordId)),
    carryOut: (command) => ask(() => system.carryOut(command)),
    // Somebody who mends it looks whether it is mended.
    check: () => system.check(),
  };
}

const isAway = (answer: { readonly state: string }): answer is Away => answer.state === 'away';

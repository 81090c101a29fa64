import type { SystemOfRecord } from '@bonum/adapters/system-of-record';
import { expect, test } from 'vitest';
import { inConnectedChain } from '../testing/connected.ts';
import type { Chain } from '../testing/chain.ts';
import { watching } from './watching.ts';

const AGE_MS = 2000;
const ANSWER_MS = 300;
/** As often as open apps are looked after. */
const ROUND_MS = 250;

/** A system whose readings take their time, which is the chain's: they answer when that has come. */
class Slow {
  /** When it was asked, whether or not it has answered. */
  readonly asked: number[] = [];
  #answering: { readonly at: number; readonly answer: () => void } | null = null;
  #onAsked: () => void = () => {};

  through = (system: SystemOfRecord, chain: Chain): SystemOfRecord => ({
    ...system,
    read: async (recordId) => {
      this.asked.push(chain.now);
      const { promise, resolve } = Promise.withResolvers<undefined>();
      this.#answering = { at: chain.now + ANSWER_MS, answer: () => resolve(undefined) };
      this.#onAsked();
      await promise;
      return system.read(recordId);
    },
  });

  /** It is asked, or nobody asks it: whichever is so first. */
  async until(over: Promise<void>): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#onAsked = () => resolve(undefined);
    await Promise.race([over, promise]);
  }

  /** Whether it answers now. */
  answerAt(now: number): boolean {
    if (this.#answering === null || now < this.#answering.at) return false;
    this.#answering.answer();
    this.#answering = null;
    return true;
  }
}

test('D3 whom somebody looks at all the time is never older than the age and one answer, however slow the system is', async () => {
  const slow = new Slow();
  await inConnectedChain(
    { system: 'onec', settings: { ageMs: AGE_MS }, through: slow.through },
    async ({ chain, outside, balances, recordId }) => {
      const memberId = await chain.till.join();
      const { record } = chain.shell;
      let known = -Infinity;
      let oldest = 0;
      let looking: Promise<void> | null = null;
      for (let round = 0; round < 60; round++) {
        chain.now += ROUND_MS;
        if (slow.answerAt(chain.now)) {
          await looking;
          looking = null;
          if (known > -Infinity) oldest = Math.max(oldest, chain.now - known);
          known = slow.asked.at(-1) ?? known;
        }
        const now = record?.watch(chain.shell, [memberId]) ?? Promise.resolve();
        // One that asks goes on until it is answered; of others there is nothing to wait for.
        const before = slow.asked.length;
        if (looking === null) await slow.until(now);
        if (slow.asked.length > before) looking = now;
      }
      // It answers in the round after, and is asked in the first that finds it too old.
      expect(oldest).toBeLessThanOrEqual(AGE_MS + ANSWER_MS + 2 * ROUND_MS);
      expect(slow.asked.length).toBeGreaterThanOrEqual(Math.floor((60 * ROUND_MS) / (AGE_MS + ROUND_MS)));
      // And what is changed there meanwhile is here.
      outside.addPoints(await recordId(memberId), 70);
      chain.now += AGE_MS;
      const last = record?.watch(chain.shell, [memberId]);
      if (looking === null) await slow.until(last ?? Promise.resolve());
      slow.answerAt(chain.now + ANSWER_MS);
      await Promise.all([looking, last]);
      expect(await balances(memberId)).toEqual({ here: 70, there: 70 });
    },
  )();
});

test('of one member one question is under way, and one in vain is asked again an age later', async () => {
  let now = 0;
  const clock = (): number => now;
  const watched = watching(AGE_MS);
  expect(watched.due(['a', 'b'], now)).toEqual(['a', 'b']);
  void watched.asking('a', clock, () => new Promise<never>(() => {}));
  await watched.asking('b', clock, () => Promise.resolve(null));
  now += AGE_MS - 1;
  expect(watched.due(['a', 'b'], now)).toEqual([]);
  now += 1;
  expect(watched.due(['a', 'b'], now)).toEqual(['b']);
  await watched.asking('b', clock, () => Promise.resolve(now - 500));
  now += AGE_MS - 501;
  expect(watched.due(['b'], now)).toEqual([]);
  now += 1;
  expect(watched.due(['b'], now)).toEqual(['b']);
  // The clock was put back.
  now -= 3_600_000;
  expect(watched.due(['a', 'b'], now)).toEqual(['b']);
});

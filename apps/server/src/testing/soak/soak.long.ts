import { inject, test } from 'vitest';
import type { Soak } from './again.ts';
import { soakRound } from './soak.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** What `npm run soak` was asked for. */
    soak: Soak;
  }
}

// `npm run soak`: round after round with a seed each, until the time is over or a law is broken.
// oxlint-disable-next-line vitest/expect-expect -- the laws are held in each round
test('the tills of a chain, for as long as you like', async () => {
  const { minutes, round } = inject('soak');
  const first = round.seed;
  const deadline = performance.now() + minutes * 60_000;
  const all = new Map<string, number>();
  for (let seed = first; seed === first || performance.now() < deadline; seed++) {
    const begin = performance.now();
    const { done, failure } = await soakRound({ ...round, seed });
    for (const [act, count] of done) all.set(act, (all.get(act) ?? 0) + count);
    const acts = [...done.values()].reduce((sum, count) => sum + count, 0);
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    if (failure !== null) {
      console.log(failure);
      throw new Error(`seed ${seed} breaks a law`);
    }
    console.log(`seed ${seed}: ${round.runs} histories, ${acts} acts, all laws hold (${seconds} s)`);
  }
  console.table(Object.fromEntries([...all].toSorted(([one], [other]) => one.localeCompare(other))));
});

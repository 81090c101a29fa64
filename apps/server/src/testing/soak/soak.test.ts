import { describe, expect, test } from 'vitest';
import { againOf, soakOf } from './again.ts';
import { soakRound } from './soak.ts';

describe('B8 whatever people do at the tills, in any order and at once', () => {
  // New histories in each run; `npm run soak` lives through long ones.
  test('no point is made or lost, nobody profits, and the books are right', async () => {
    const steps = { min: 20, max: 50 };
    const { failure } = await soakRound({ seed: Date.now() % 1e9, runs: 3, steps });
    expect(failure).toBeNull();
  });

  test('a round that breaks a law says how it is lived through again', () => {
    const round = { seed: 815, runs: 3, steps: { min: 20, max: 50 } };
    const args = againOf(round).split(' ').slice(4);
    expect(soakOf(args, 0)).toEqual({ minutes: 0, round });
    expect(soakOf(['--minutes', '5'], 4_000_000_007)).toEqual({
      minutes: 5,
      round: { seed: 7, runs: 10, steps: { min: 20, max: 150 } },
    });
  });

  test('what a history is made of goes well in one, so that the laws speak of it', async () => {
    const { failure, done } = await soakRound({ seed: 13, runs: 1, steps: { min: 100, max: 110 } });
    expect(failure).toBeNull();
    const acts = 'join buy pay open hold commit cancel return grant merge publish settle wait clock again';
    expect(acts.split(' ').filter((act) => !done.has(act))).toEqual([]);
  });
});

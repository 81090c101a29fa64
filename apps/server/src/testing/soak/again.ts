import { parseArgs } from 'node:util';
import type { Round } from './soak.ts';

/** What `npm run soak` was asked for: rounds like this one, each with the next seed, for so long and at least once. */
export interface Soak {
  readonly minutes: number;
  readonly round: Round;
}

/** @param now in milliseconds, of which a seed is made where none is given */
export function soakOf(args: readonly string[], now: number): Soak {
  const string = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { minutes: string, seed: string, runs: string, steps: string },
  });
  const [min = 20, max = min] = (values.steps ?? '20-150').split('-').map(Number);
  const seed = Number(values.seed ?? now % 1_000_000_000);
  return {
    minutes: Number(values.minutes ?? 10),
    round: { seed, runs: Number(values.runs ?? 10), steps: { min, max } },
  };
}

/** The command that lives through a round once more. */
export const againOf = ({ seed, runs, steps }: Round): string =>
  `npm run soak -- --minutes 0 --seed ${seed} --runs ${runs} --steps ${steps.min}-${steps.max}`;

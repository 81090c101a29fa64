import * as fc from 'fast-check';
import type { Programme } from '@bonum/engine';
import { Chain } from '../chain.ts';
import { createDatabase } from '../database.ts';
import { plans, type Plan } from './acts.ts';
import { againOf } from './again.ts';
import { holdLaws } from './laws.ts';
import { Play } from './play.ts';
import { soakProgrammes } from './rules.ts';

export interface Round {
  readonly seed: number;
  readonly runs: number;
  readonly steps: { readonly min: number; readonly max: number };
}

/** What a round found: how often each act went well, and what broke, if anything did, with the command that tries it again. */
export interface Found {
  readonly done: ReadonlyMap<string, number>;
  readonly failure: string | null;
}

/** Lives through so many plans, each in a chain of its own; the first that breaks a law is made short. */
export async function soakRound(round: Round): Promise<Found> {
  const { seed, runs, steps } = round;
  const variants = await soakProgrammes();
  const done = new Map<string, number>();
  for (const plan of fc.sample(plans(steps), { seed, numRuns: runs })) {
    const failure = await failureOf(plan, variants, done);
    if (failure === null) continue;
    const short = await shortened(plan, async (part) => (await failureOf(part, variants)) !== null);
    const last = (await failureOf(short, variants)) ?? 'It does not fail each time: a race.';
    const told = [failure, ...short.map((step) => JSON.stringify(step)), last, `Again: ${againOf(round)}`];
    return { done, failure: told.join('\n') };
  }
  return { done, failure: null };
}

/** What breaks when a plan is lived through; null when every law holds. */
async function failureOf(
  plan: Plan,
  variants: readonly Programme[],
  done = new Map<string, number>(),
): Promise<string | null> {
  await using database = await createDatabase({ poolSize: 8 });
  const chain = new Chain(database);
  const play = new Play(chain, variants);
  await chain.till.stock();
  try {
    await play.live(plan, () => holdLaws(chain, play));
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  for (const [act, count] of play.done) done.set(act, (done.get(act) ?? 0) + count);
  return null;
}

/** How long a plan that breaks a law is made shorter. */
const SHORTENING_MS = 60_000;

/** The plan with as many stretches left out as it fails without. */
async function shortened(plan: Plan, fails: (part: Plan) => Promise<boolean>): Promise<Plan> {
  const deadline = performance.now() + SHORTENING_MS;
  let left = plan;
  for (let size = Math.ceil(plan.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < left.length;) {
      if (performance.now() > deadline) return left;
      const part = left.toSpliced(from, size);
      if (await fails(part)) left = part;
      else from += size;
    }
  }
  return left;
}

import { findAbuse } from '../../apps/server/src/abuse/find-abuse.ts';
import type { Rule } from '../../apps/server/src/abuse/suspicion.ts';
import { plant, type Shape } from './plant.ts';
import { names, type Share } from './score.ts';
import { honestChain, parameters, type RealData } from './world.ts';

/** How many steps of intensity each shape has. */
export const STEPS = [0, 1, 2, 3] as const;

export interface Tried {
  /** Frauds of a shape at an intensity: found, of all that were hidden; and how many acts each had, on average. */
  readonly recall: readonly (Share & {
    readonly shape: Shape;
    readonly step: number;
    readonly intensity: number;
    readonly acts: number;
  })[];
  /** Suspicions that named somebody guilty, of all that were told, by rule; step -1 is a chain where everybody is honest. */
  readonly precision: readonly (Share & { readonly rule: Rule; readonly step: number })[];
}

/** Hides frauds in the same chain at each intensity, one of each shape, and lets the rules look. */
export function tryRules(data: RealData, seed: string, steps: readonly number[] = [-1, ...STEPS]): Tried {
  const honest = honestChain(data, seed);
  const tried = steps.map((step) => {
    const { chain, frauds } = step < 0 ? { chain: honest, frauds: [] } : plant(honest, { step, seed });
    const found = findAbuse(chain, parameters);
    return {
      recall: frauds.map((fraud) => ({
        shape: fraud.shape,
        step,
        intensity: fraud.intensity,
        acts: fraud.acts,
        some: found.some((suspicion) => names(suspicion, fraud)) ? 1 : 0,
        all: 1,
      })),
      precision: found.map((suspicion) => ({
        rule: suspicion.rule,
        step,
        some: frauds.some((fraud) => names(suspicion, fraud)) ? 1 : 0,
        all: 1,
      })),
    };
  });
  return {
    recall: tried.flatMap(({ recall }) => recall),
    precision: tried.flatMap(({ precision }) => precision),
  };
}

export const summed = (shares: readonly Share[]): Share => ({
  some: shares.reduce((sum, { some }) => sum + some, 0),
  all: shares.reduce((sum, { all }) => sum + all, 0),
});

import type { ChangeableLeaf } from './condition.ts';
import type { Miss, Missed } from './missed.ts';

/** What a customer at the till would have to do for a promotion. */
export type Step =
  | { readonly type: 'gift'; readonly units: number }
  | { readonly type: 'units'; readonly units: number }
  /** In minor units. */
  | { readonly type: 'spend'; readonly missing: number }
  | { readonly type: 'hours'; readonly hours: Extract<ChangeableLeaf, { fact: 'time.ofDay' }>['value'] };

export interface Reachable {
  readonly missed: Missed;
  readonly step: Step;
}

/** Near misses that something can be done about, the most useful first: what is given already, then what is least to add. */
export const withinReach = (missed: readonly Missed[]): Reachable[] =>
  missed
    .flatMap((one) => {
      const step = stepFor(one.because);
      return step === null ? [] : [{ missed: one, step }];
    })
    .sort((a, b) => ranks[a.step.type] - ranks[b.step.type] || effortOf(a.step) - effortOf(b.step));

/** null: nothing that the customer could do now, or more than one thing would be enough. */
export function stepFor(because: Miss): Step | null {
  if (because.type === 'gift-not-in-basket') return { type: 'gift', units: because.units };
  if (because.type === 'add-units') return { type: 'units', units: because.units };
  if (because.type === 'spend-more') return { type: 'spend', missing: because.missing };
  if (because.type !== 'condition') return null;
  const [unmet, ...others] = because.anyOf;
  if (unmet === undefined || others.length > 0) return null;
  const { condition, missing } = unmet;
  if (condition.fact === 'time.ofDay') return { type: 'hours', hours: condition.value };
  if (missing === null) return null;
  if (condition.fact === 'basket.amount') return { type: 'spend', missing };
  return condition.fact === 'basket.units' ? { type: 'units', units: Math.ceil(missing / 1000) } : null;
}

const ranks: Readonly<Record<Step['type'], number>> = { gift: 0, units: 1, spend: 2, hours: 3 };

function effortOf(step: Step): number {
  if (step.type === 'hours') return 0;
  return step.type === 'spend' ? step.missing : step.units;
}

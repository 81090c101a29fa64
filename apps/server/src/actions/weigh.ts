import type { Role } from '@bonum/contract';
import type { ActionRule } from './staff-rules.ts';

/** What somebody may do alone of an action: at once, and in a day; null is any. */
export interface Limit {
  readonly each: number | null;
  readonly day: number | null;
}

/** Whoever has several roles may do what the most generous lets them. A role that the rule leaves out may do nothing alone. */
export function limitOf(rule: ActionRule | undefined, roles: readonly Role[]): Limit {
  const limits = rule?.limits;
  if (limits === undefined) return { each: null, day: null };
  const theirs = roles.flatMap((role) => limits[role] ?? []);
  if (theirs.length === 0) return { each: 0, day: 0 };
  return { each: most(theirs.map(({ each }) => each)), day: most(theirs.map(({ day }) => day)) };
}

const most = (all: readonly (number | undefined)[]): number | null =>
  all.includes(undefined) ? null : Math.max(...all.map(Number));

interface Weighed {
  readonly rule: ActionRule | undefined;
  readonly roles: readonly Role[];
  readonly amount: number;
  /** Of today, before this. */
  readonly used: number;
  /** The chain wants the member's word, and there is no way to ask for it. */
  readonly unconfirmed: boolean;
}

/** Whether it may be done alone, within what of the day; or why a second person is asked. */
export type Verdict =
  | { readonly alone: true; readonly day: number | null }
  | { readonly alone: false; readonly because: 'always' | 'unconfirmed' | 'above-each' | 'above-day' };

export function weigh({ rule, roles, amount, used, unconfirmed }: Weighed): Verdict {
  const { each, day } = limitOf(rule, roles);
  if (rule?.approval === 'always') return { alone: false, because: 'always' };
  if (unconfirmed) return { alone: false, because: 'unconfirmed' };
  if (each !== null && amount > each) return { alone: false, because: 'above-each' };
  if (day !== null && used + amount > day) return { alone: false, because: 'above-day' };
  return { alone: true, day };
}

import type { Instant, LimitUse } from '@bonum/engine';

/** What everybody together may have of a promotion, as operations draw on it. */
export interface Budgets {
  /** Sets aside what each use takes: all of it, or nothing. */
  draw(uses: readonly LimitUse[]): Promise<Drawn | Exhausted>;
  /** Gives back what was used, with amounts below zero. */
  giveBack(uses: readonly LimitUse[]): Promise<Drawn>;
  /** Returns what no receipt needs any more. What cannot be returned now comes back when its lease ends. */
  close(): Promise<void>;
}

/** Promotions of which there is not enough left. */
export interface Exhausted {
  readonly exhausted: readonly string[];
}

/** Set aside for one receipt, which has to say what became of it. */
export interface Drawn {
  readonly uses: readonly LeasedUse[];
  /** When the first of its leases ends: whatever is written later must not land. */
  readonly until: Instant;
  readonly end: (became: Became) => void;
}
export type Became = 'written' | 'not-written' | 'unknown';

/** As a row of `budget_use`, but for whose it is. */
export interface LeasedUse {
  readonly promotion: string;
  readonly limit_name: LimitUse['limit'];
  readonly period: string;
  readonly lease_id: string;
  readonly amount: number;
}

/** For those who bring back the past: what is limited for everybody is for live receipts alone. */
export const noBudgets: Budgets = {
  draw: (uses) => Promise.resolve({ exhausted: uses.map(({ promotion }) => promotion) }),
  giveBack: () => Promise.reject(new Error('nothing was taken from a budget here')),
  close: () => Promise.resolve(),
};

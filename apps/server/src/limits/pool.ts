import type { LimitUse } from '@bonum/engine';
import type { LeaseTerms } from './leased-budgets.ts';

export type BudgetKey = Pick<LimitUse, 'promotion' | 'limit' | 'period'>;

/** A slice of a budget that is this process's for a while. */
export interface Lease {
  readonly id: string;
  /** By the database's clock: the guard of every write under it. */
  readonly endsAt: number;
  /** By this process's: early enough that what is taken now is written in time. */
  readonly goodUntil: number;
  left: number;
  /** Receipts that have taken from it and not said yet what became of that. */
  open: number;
  /** A receipt could not say: only the database knows, and it may still be writing. */
  unsure: boolean;
}

export interface Taken {
  readonly use: LimitUse;
  readonly lease: Lease;
}

/** What a pool asks the database for, and what it got; null: so much is not left. */
export interface SliceWanted {
  readonly most: number;
  readonly needed: number;
  /** The lease to make larger; null for a new one. */
  readonly leaseId: string | null;
  /** One that nobody needs any more. */
  readonly returned: string | null;
}
export interface Slice {
  readonly leaseId: string;
  readonly endsAt: number;
  readonly amount: number;
}

/** One budget as this process knows it. */
export class Pool {
  readonly key: BudgetKey;
  readonly #terms: LeaseTerms;
  readonly #ask: (wanted: SliceWanted) => Promise<Slice | null>;
  #lease: Lease | null = null;
  #asking: Promise<boolean> | null = null;
  /** So much was not left, and till when that is believed. */
  #refused = { amount: 0, until: -Infinity };

  constructor(key: BudgetKey, terms: LeaseTerms, ask: (wanted: SliceWanted) => Promise<Slice | null>) {
    this.key = key;
    this.#terms = terms;
    this.#ask = ask;
  }

  /** Takes what a use needs; null when that is not left. An amount below zero gives back and is always taken. */
  async take(use: LimitUse): Promise<Taken | null> {
    for (;;) {
      const lease = this.#good();
      if (lease !== null && lease.left >= use.amount) {
        lease.open += 1;
        if (use.amount > 0) lease.left -= use.amount;
        return { use, lease };
      }
      if (use.amount >= this.#refused.amount && this.#terms.now() < this.#refused.until) return null;
      if (this.#asking !== null) {
        // What ails another's question shows again in one's own.
        await this.#asking.catch(() => false);
        continue;
      }
      this.#asking = this.#more(use);
      try {
        if (!(await this.#asking)) return null;
      } finally {
        this.#asking = null;
      }
    }
  }

  /** It would have to be leased anew. */
  get idle(): boolean {
    return this.#asking === null && this.#good() === null;
  }

  /** The lease, if it can be returned at once: every receipt under it is written for certain. */
  letGo(): Lease | null {
    const lease = this.#lease;
    this.#lease = null;
    return lease !== null && lease.open === 0 && !lease.unsure ? lease : null;
  }

  #good(): Lease | null {
    return this.#lease !== null && this.#terms.now() < this.#lease.goodUntil ? this.#lease : null;
  }

  async #more(use: LimitUse): Promise<boolean> {
    const asked = this.#terms.now();
    const good = this.#good();
    const returned = good === null ? (this.letGo()?.id ?? null) : null;
    const needed = Math.max(0, use.amount - (good?.left ?? 0));
    const slice = await this.#ask({ most: use.most, needed, leaseId: good?.id ?? null, returned });
    if (slice === null) {
      this.#refused = { amount: use.amount, until: this.#terms.now() + this.#terms.retryMs };
      return false;
    }
    if (slice.leaseId === good?.id) good.left += slice.amount;
    else this.#lease = leaseOf(slice, asked + this.#terms.leaseMs * usable);
    return true;
  }
}

/** The rest of a lease's time is for writing down what was taken. */
const usable = 0.75;

const leaseOf = ({ leaseId, endsAt, amount }: Slice, goodUntil: number): Lease => ({
  id: leaseId,
  endsAt,
  goodUntil,
  left: amount,
  open: 0,
  unsure: false,
});

import { instant, type LimitUse } from '@bonum/engine';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Became, Budgets, Drawn, Exhausted, LeasedUse } from './budgets.ts';
import { leaseMore, returnLease } from './lease.ts';
import { Pool, type Taken } from './pool.ts';

export interface LeaseTerms {
  /** How long a slice is this process's, by the database's clock. */
  readonly leaseMs: number;
  /** For how long a budget that had nothing left is not asked again. */
  readonly retryMs: number;
  /** Milliseconds, from whenever on; never goes back. */
  readonly now: () => number;
}

const usual: LeaseTerms = { leaseMs: 60_000, retryMs: 1000, now: () => performance.now() };

/**
 * Slices of budgets in the memory of this process. A receipt takes from them without a round trip; only when a slice is used up
 * or has ended is the database asked for the next.
 */
export class LeasedBudgets implements Budgets {
  readonly #db: Kysely<Database>;
  readonly #terms: LeaseTerms;
  readonly #pools = new Map<string, Pool>();

  constructor(db: Kysely<Database>, terms: Partial<LeaseTerms> = {}) {
    this.#db = db;
    this.#terms = { ...usual, ...terms };
  }

  async draw(uses: readonly LimitUse[]): Promise<Drawn | Exhausted> {
    const taken: Taken[] = [];
    const exhausted = new Set<string>();
    try {
      for (const use of uses) {
        if (exhausted.has(use.promotion)) continue;
        const one = await this.#poolOf(use).take(use);
        if (one === null) exhausted.add(use.promotion);
        else taken.push(one);
      }
    } catch (error) {
      end(taken, 'not-written');
      throw error;
    }
    if (exhausted.size === 0) return drawn(taken);
    end(taken, 'not-written');
    return { exhausted: [...exhausted] };
  }

  async giveBack(uses: readonly LimitUse[]): Promise<Drawn> {
    const given = await this.draw(uses);
    if ('exhausted' in given) throw new Error('what is given back always finds room');
    return given;
  }

  async close(): Promise<void> {
    const leases = [...this.#pools.values()].flatMap((pool) => {
      const lease = pool.letGo();
      return lease === null ? [] : [{ key: pool.key, leaseId: lease.id }];
    });
    this.#pools.clear();
    await Promise.allSettled(leases.map(({ key, leaseId }) => returnLease(this.#db, key, leaseId)));
  }

  #poolOf({ promotion, limit, period }: LimitUse): Pool {
    const name = `${promotion} ${limit} ${period}`;
    const known = this.#pools.get(name);
    if (known) return known;
    // Days pass, and with them their pools.
    for (const [other, pool] of this.#pools) if (pool.idle) this.#pools.delete(other);
    const { leaseMs } = this.#terms;
    const key = { promotion, limit, period };
    const made = new Pool(key, this.#terms, (wanted) => leaseMore(this.#db, key, { ...wanted, leaseMs }));
    this.#pools.set(name, made);
    return made;
  }
}

const drawn = (taken: readonly Taken[]): Drawn => ({
  uses: taken.map(leasedUse),
  until: instant(Math.min(...taken.map(({ lease }) => lease.endsAt))),
  end: (became) => end(taken, became),
});

const leasedUse = ({ use, lease }: Taken): LeasedUse => ({
  promotion: use.promotion,
  limit_name: use.limit,
  period: use.period,
  lease_id: lease.id,
  amount: use.amount,
});

function end(taken: readonly Taken[], became: Became): void {
  for (const { lease, use } of taken) {
    lease.open -= 1;
    if (became === 'unknown') lease.unsure = true;
    // What a receipt took is there again when it was not written, what it gave back when it was.
    if (became === (use.amount > 0 ? 'not-written' : 'written')) lease.left += Math.abs(use.amount);
  }
}

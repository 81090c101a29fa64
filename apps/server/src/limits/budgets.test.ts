import * as fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { anybody, inChain, type Chain } from '../testing/chain.ts';
import { line, type Bought } from '../testing/till.ts';
import { commitReceipt } from '../checkout/commit-receipt.ts';
import { quoteReceipt } from '../checkout/quote-receipt.ts';
import { returnReceipt } from '../checkout/return-receipt.ts';
import { settleEnded } from './lease.ts';
import { LeasedBudgets, type LeaseTerms } from './leased-budgets.ts';

const tenOff = (limits: object, rest: object = {}) => ({
  id: 'ten-off',
  name: { ru: 'Минус десять', en: 'Ten off' },
  priority: 0,
  effect: { type: 'line-percent', rate: 1000 },
  limits,
  ...rest,
});
const only = (...promotions: object[]) => ({ promotions });

/** One more process on the same database. */
const processOf = ({ shell }: Chain, terms: Partial<LeaseTerms> = {}) => ({
  ...shell,
  budgets: new LeasedBudgets(shell.db, { retryMs: 0, ...terms }),
});
type Process = ReturnType<typeof processOf>;

/** Somebody buys at a till of that process. */
async function buyAt(chain: Chain, process: Process, roubles = 1000): Promise<Bought> {
  const request = chain.till.basket([line('SHOES', roubles)]);
  const outcome = await commitReceipt.run(process, anybody, request);
  if (!outcome.ok) throw new Error(outcome.detail);
  return { request, answer: outcome.value };
}
const discountAt = async (chain: Chain, process: Process, roubles?: number): Promise<number> =>
  (await buyAt(chain, process, roubles)).answer.totals.discount;

/** Lets the ends of all leases pass, by the database's clock. */
const endLeases = ({ shell }: Chain) =>
  sql`update budget_lease set ends_at = clock_timestamp() - interval '2 minutes'`.execute(shell.db);

const budgetOf = async ({ shell }: Chain) => {
  const { rows } = await sql<{ used: number; leased: number; taken: number }>`
    select b.used, b.leased, (select coalesce(sum(u.amount), 0) from budget_use u) as taken from budget b`.execute(
    shell.db,
  );
  return rows[0];
};

describe('U3 a limit for everybody is never exceeded (peers, pain 6: limits are broken by races)', () => {
  test(
    'hundreds of commits at once through three processes: each use is found, and not one more',
    inChain(
      'sportswear',
      async (chain) => {
        const processes = [processOf(chain), processOf(chain), processOf(chain)];
        const discounts = await Promise.all(
          Array.from({ length: 160 }, (_, index) => discountAt(chain, processes[index % 3] as Process)),
        );
        const fired = discounts.filter((discount) => discount > 0).length;
        // What a process has of its last slice the others cannot see; it is small.
        expect(fired).toBeLessThanOrEqual(100);
        expect(fired).toBeGreaterThan(80);
        for (const process of processes) {
          while ((await discountAt(chain, process)) > 0);
        }
        expect(await budgetOf(chain)).toMatchObject({ taken: 100 });
      },
      only(tenOff({ total: { times: 100, per: 'ever' } })),
    ),
    60_000,
  );

  test(
    'the last one is fought over, and one gets it',
    inChain(
      'sportswear',
      async (chain) => {
        const processes = Array.from({ length: 4 }, () => processOf(chain));
        const discounts = await Promise.all(
          Array.from({ length: 40 }, (_, index) => discountAt(chain, processes[index % 4] as Process)),
        );
        expect(discounts.filter((discount) => discount > 0)).toHaveLength(1);
      },
      only(tenOff({ total: { times: 1, per: 'day' } })),
    ),
    30_000,
  );

  test(
    'whatever processes buy, bring back, end orderly, or lose',
    inChain(
      'sportswear',
      async (chain) => {
        const plan = fc.sample(
          fc.record({
            act: fc.constantFrom('buy', 'buy', 'buy', 'buy', 'return', 'stop', 'kill', 'power-cut'),
            who: fc.nat(2),
            roubles: fc.integer({ min: 1, max: 400 }),
          }),
          { numRuns: 90, seed: 47 },
        );
        const processes = [processOf(chain), processOf(chain), processOf(chain)];
        const sold: Bought[] = [];
        for (const { act, who, roubles } of plan) {
          const process = processes[who] as Process;
          if (act === 'buy') sold.push(await buyAt(chain, process, roubles));
          if (act === 'return' && sold.length > 0) {
            const [sale] = sold.splice(roubles % sold.length, 1);
            if (sale) await returnReceipt.run(process, anybody, chain.till.returning(sale));
          }
          if (act === 'stop') await process.budgets.close();
          if (act === 'stop' || act === 'kill') processes[who] = processOf(chain);
          if (act === 'power-cut') {
            await endLeases(chain);
            await settleEnded(chain.shell.db);
            processes.forEach((_, index) => (processes[index] = processOf(chain)));
          }
          const budgets = await sql<{ most: number; used: number; leased: number }>`
            select most, used, leased from budget`.execute(chain.shell.db);
          for (const { most, used, leased } of budgets.rows) expect(used + leased).toBeLessThanOrEqual(most);
        }
        const { taken } = (await budgetOf(chain)) ?? { taken: 0 };
        expect(sold.filter(({ answer }) => answer.totals.discount > 0).length).toBeGreaterThan(5);
        expect(taken).toBeGreaterThan(0);
      },
      only(tenOff({ total: { times: 40, per: 'ever' }, discount: { amount: 100_000, per: 'month' } })),
    ),
    60_000,
  );

  test(
    'connections that break in the middle of commits: what was not written is there again',
    inChain(
      'sportswear',
      async (chain) => {
        const process = processOf(chain);
        const requests = Array.from({ length: 24 }, () => chain.till.basket([line('SHOES', 100)]));
        const commit = (request: (typeof requests)[number]) => commitReceipt.run(process, anybody, request);
        const first = requests.map((request) => commit(request).catch(() => null));
        for (let cut = 0; cut < 4; cut++) {
          await chain.database.pool
            .query(
              `select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`,
            )
            .catch(() => null);
        }
        await Promise.all(first);
        expect(await chain.breaks()).toEqual([]);
        // Asked again, and the slice that is in doubt left to its end, nothing is lost.
        await process.budgets.close();
        await endLeases(chain);
        await settleEnded(chain.shell.db);
        for (const request of requests) expect(await commit(request)).toMatchObject({ ok: true });
        expect(await budgetOf(chain)).toMatchObject({ taken: 20 });
      },
      only(tenOff({ total: { times: 20, per: 'ever' } })),
    ),
    30_000,
  );

  test(
    'a budget in money that does not fit whole does not fire; a smaller receipt still gets the rest',
    inChain(
      'sportswear',
      async (chain) => {
        const process = processOf(chain);
        expect(await discountAt(chain, process, 4000)).toBe(40_000);
        expect(await discountAt(chain, process, 2000)).toBe(0);
        expect(await discountAt(chain, process, 1000)).toBe(10_000);
        expect(await discountAt(chain, process, 1)).toBe(0);
      },
      only(tenOff({ discount: { amount: 50_000, per: 'ever' } })),
    ),
  );

  test(
    'in points, for those who earn',
    inChain(
      'sportswear',
      async (chain) => {
        const { till } = chain;
        const anna = await till.join();
        const points = async () =>
          (await till.buy(anna, [line('SHOES', 1000)])).answer.promotions.map((fired) => fired.points);
        expect([await points(), await points(), await points()]).toEqual([[30], [30], []]);
      },
      only(
        tenOff(
          { points: { points: 70, per: 'year' } },
          { effect: { type: 'points', kind: 'bonus', points: 30 } },
        ),
      ),
    ),
  );

  test(
    'where the best is used up, the next one fires',
    inChain(
      'sportswear',
      async (chain) => {
        const { till } = chain;
        const fired = async () =>
          (await till.buy(null, [line('SHOES', 1000)])).answer.promotions.map(({ promotion }) => promotion);
        expect(await fired()).toEqual(['ten-off']);
        expect(await fired()).toEqual(['five-off']);
      },
      only(tenOff({ total: { times: 1, per: 'ever' } }, { stacking: 'exclusive', priority: 2 }), {
        ...tenOff({ total: { times: 9, per: 'ever' } }),
        id: 'five-off',
        effect: { type: 'line-percent', rate: 500 },
      }),
    ),
  );
});

describe('U3 slices', () => {
  const limits = only(tenOff({ total: { times: 320, per: 'ever' } }));

  test(
    'of a process that was killed come back when their lease has ended, and not before',
    inChain(
      'sportswear',
      async (chain) => {
        expect(await discountAt(chain, processOf(chain))).toBe(10_000);
        expect(await budgetOf(chain)).toEqual({ used: 0, leased: 20, taken: 1 });
        expect(await settleEnded(chain.shell.db)).toBe(0);
        await endLeases(chain);
        expect(await settleEnded(chain.shell.db)).toBe(1);
        expect(await budgetOf(chain)).toEqual({ used: 1, leased: 0, taken: 1 });
      },
      limits,
    ),
  );

  test(
    'are returned at once by a process that is stopped',
    inChain(
      'sportswear',
      async (chain) => {
        const process = processOf(chain);
        await discountAt(chain, process);
        await process.budgets.close();
        expect(await budgetOf(chain)).toEqual({ used: 1, leased: 0, taken: 1 });
      },
      limits,
    ),
  );

  test(
    'that were lost are found by who needs them',
    inChain(
      'sportswear',
      async (chain) => {
        expect(await discountAt(chain, processOf(chain), 10)).toBe(100);
        const process = processOf(chain);
        expect(await discountAt(chain, process, 2900)).toBe(0);
        await endLeases(chain);
        expect(await discountAt(chain, process, 2900)).toBe(29_000);
      },
      only(tenOff({ discount: { amount: 30_000, per: 'ever' } })),
    ),
  );

  test(
    'are not settled while a transaction still writes that began before their end',
    inChain(
      'sportswear',
      async (chain) => {
        await discountAt(chain, processOf(chain));
        const writer = await chain.database.pool.connect();
        await writer.query('begin');
        await writer.query("insert into setting values ('writes', '1')");
        // As if it had begun before the lease ended.
        await sql`update budget_lease set ends_at = (select max(xact_start) from pg_stat_activity where backend_xid is not null and pid <> pg_backend_pid())
          + interval '1 millisecond'`.execute(chain.shell.db);
        expect(await settleEnded(chain.shell.db, 0)).toBe(0);
        await writer.query('rollback');
        writer.release();
        expect(await settleEnded(chain.shell.db, 0)).toBe(1);
      },
      limits,
    ),
  );

  test(
    'nothing is written under a lease that has ended',
    inChain(
      'sportswear',
      async (chain) => {
        // By its own clock the lease is as good as new; by the database's it has ended.
        const process = processOf(chain, { leaseMs: 0.001, now: () => 0 });
        const request = chain.till.basket([line('SHOES', 1000)]);
        expect(await quoteReceipt.run(process, anybody, request)).toMatchObject({ ok: true });
        expect(await commitReceipt.run(process, anybody, request)).toMatchObject({ ok: false, code: 'busy' });
        expect(await budgetOf(chain)).toMatchObject({ taken: 0 });
      },
      limits,
    ),
    30_000,
  );

  test(
    'no slice is leased, and nothing written, where nothing that fires is limited',
    inChain('sportswear', async (chain) => {
      await chain.till.buy(await chain.till.join(), [line('SHOES', 1000)]);
      expect(await budgetOf(chain)).toBeUndefined();
    }),
  );
});

describe('U3 quotes and returns', () => {
  const once = only(tenOff({ total: { times: 1, per: 'ever' } }));

  test(
    'a quote sets nothing aside, and binds until it is gone',
    inChain(
      'sportswear',
      async (chain) => {
        const { till } = chain;
        const [first, second] = [till.basket([line('SHOES', 1000)]), till.basket([line('SHOES', 1000)])];
        const [one, two] = [
          await chain.must('quote-receipt', first),
          await chain.must('quote-receipt', second),
        ];
        expect([one.totals.discount, two.totals.discount]).toEqual([10_000, 10_000]);
        expect(await chain.must('commit-receipt', { ...second, quoteToken: two.quoteToken })).toMatchObject({
          totals: { discount: 10_000 },
          recalculated: null,
        });
        expect(await chain.must('commit-receipt', { ...first, quoteToken: one.quoteToken })).toMatchObject({
          totals: { discount: 0 },
          recalculated: { because: 'changed-since' },
        });
      },
      once,
    ),
  );

  test(
    'a quote that went without goes without',
    inChain(
      'sportswear',
      async (chain) => {
        const { till } = chain;
        const sale = await till.buy(null, [line('SHOES', 1000)]);
        const basket = till.basket([line('SHOES', 1000)]);
        const { quoteToken, totals } = await chain.must('quote-receipt', basket);
        expect(totals.discount).toBe(0);
        await till.giveBack(sale);
        expect(await chain.must('commit-receipt', { ...basket, quoteToken })).toMatchObject({
          totals: { discount: 0 },
          recalculated: null,
        });
      },
      once,
    ),
  );

  test(
    'a sale that is wholly undone gives back what it took, once; a part of it nothing',
    inChain(
      'sportswear',
      async (chain) => {
        const { till } = chain;
        const again = async () => (await till.buy(null, [line('SHOES', 100)])).answer.totals.discount;
        const sale = await till.buy(null, [line('SHOES', 1000), line('TEE', 500)]);
        expect(sale.answer.totals.discount).toBe(15_000);
        expect(await again()).toBe(0);
        await till.giveBack(sale, [{ id: 'TEE-500', quantity: 1000 }]);
        expect(await again()).toBe(0);
        await till.giveBack(sale);
        expect(await again()).toBe(1000);
        expect(await again()).toBe(0);
      },
      once,
    ),
  );

  test(
    'a sale comes back although the limit was raised since, or lowered, and more is used than it knew of',
    inChain(
      'sportswear',
      async (chain) => {
        const { till } = chain;
        const discount = async () => (await till.buy(null, [line('SHOES', 100)])).answer.totals.discount;
        const sale = await till.buy(null, [line('SHOES', 1000)]);
        expect([sale.answer.totals.discount, await discount()]).toEqual([10_000, 0]);
        const allow = async (times: number) => {
          await chain.publish('sportswear', only(tenOff({ total: { times, per: 'ever' } })));
          await chain.shell.budgets.close();
        };
        await allow(3);
        expect([await discount(), await discount(), await discount()]).toEqual([1000, 1000, 0]);
        await chain.shell.budgets.close();
        await till.giveBack(sale);
        await allow(1);
        expect(await discount()).toBe(0);
        expect(await budgetOf(chain)).toMatchObject({ taken: 2 });
      },
      once,
    ),
  );

  test(
    'a sale to nobody in particular gives back what it took, also when somebody joined with it meanwhile',
    inChain(
      'sportswear',
      async (chain) => {
        const { till } = chain;
        const discount = async () => (await till.buy(null, [line('SHOES', 100)])).answer.totals.discount;
        const sale = await till.buy(null, [line('SHOES', 1000)]);
        expect([sale.answer.totals.discount, await discount()]).toEqual([10_000, 0]);
        await till.join({ invitation: sale.answer.invitation?.code ?? '' });
        expect(await budgetOf(chain)).toMatchObject({ taken: 1 });
        await till.giveBack(sale);
        expect([await discount(), await discount()]).toEqual([1000, 0]);
      },
      once,
    ),
  );

  test(
    'an asked-again commit takes nothing twice',
    inChain(
      'sportswear',
      async (chain) => {
        const { till } = chain;
        const request = till.basket([line('SHOES', 1000)]);
        const answers = await Promise.all(
          Array.from({ length: 6 }, () => chain.must('commit-receipt', request)),
        );
        expect(new Set(answers.map(({ totals }) => totals.discount))).toEqual(new Set([10_000]));
        expect(await budgetOf(chain)).toMatchObject({ taken: 1 });
        await chain.shell.budgets.close();
        expect(await budgetOf(chain)).toEqual({ used: 1, leased: 0, taken: 1 });
      },
      only(tenOff({ total: { times: 2, per: 'ever' } })),
    ),
  );
});

describe('U3 what is left', () => {
  test(
    'of each limit, in the period it is now',
    inChain(
      'sportswear',
      async (chain) => {
        await buyAt(chain, processOf(chain));
        await chain.till.giveBack(await buyAt(chain, processOf(chain), 500));
        const { budgets } = await chain.must('list-budgets', {});
        expect(budgets.map((budget) => Object.values(budget))).toEqual([
          ['ten-off', 'total', '2026-W47', 320, 1, 37, 282],
          ['ten-off', 'discount', 'ever', 15_000, 10_000, 5000, 0],
        ]);
      },
      only(tenOff({ total: { times: 320, per: 'week' }, discount: { amount: 15_000, per: 'ever' } })),
    ),
  );
});

import type { Answer } from '@bonum/contract';
import { budgetsAt, type PeriodLimit } from '@bonum/engine';
import { sql } from 'kysely';
import { operation, type Call } from '../operation.ts';

type Listed = Answer<'list-budgets'>['budgets'][number];

/** What is left of promotions that are limited for everybody. */
export const listBudgets = operation('list-budgets', async (call) => {
  const { compiled } = await call.shell.programmes.current();
  const limits = budgetsAt(compiled, call.now);
  if (limits.length === 0) return { ok: true, value: { budgets: [] } };
  const known = await readBudgets(call, [...new Set(limits.map(({ promotion }) => promotion))]);
  const budgets = limits.map((limit) => listed(limit, known.get(nameOf(limit))));
  return { ok: true, value: { budgets } };
});

interface Sums {
  readonly used: number;
  readonly leased: number;
  /** Of what is leased. */
  readonly taken: number;
}

const nameOf = ({ promotion, limit, period }: Pick<PeriodLimit, 'promotion' | 'limit' | 'period'>): string =>
  `${promotion} ${limit} ${period}`;

const nothing: Sums = { used: 0, leased: 0, taken: 0 };

function listed({ promotion, limit, period, most }: PeriodLimit, sums: Sums = nothing): Listed {
  return {
    promotion,
    limit: limit as Listed['limit'],
    period,
    most,
    used: sums.used + sums.taken,
    leased: sums.leased - sums.taken,
    left: Math.max(0, most - sums.used - sums.leased),
  };
}

/** Uses lie with their owners, budgets with their promotions: each is read where it lies. */
async function readBudgets(
  { shell: { db } }: Call,
  promotions: readonly string[],
): Promise<Map<string, Sums>> {
  const { rows } = await sql<PeriodLimit & Omit<Sums, 'taken'> & { leases: string[] }>`
    select b.promotion, b.limit_name as "limit", b.period, b.used, b.leased, array(
        select l.lease_id::text from budget_lease l
         where l.promotion = b.promotion and l.limit_name = b.limit_name and l.period = b.period) as leases
      from budget b where b.promotion = any(${promotions})`.execute(db);
  const { rows: taken } = await sql<{ lease_id: string; amount: number }>`
    select lease_id, sum(amount) as amount from budget_use
     where lease_id = any(${rows.flatMap(({ leases }) => leases)}::uuid[]) group by lease_id`.execute(db);
  const byLease = new Map(taken.map(({ lease_id, amount }) => [lease_id, amount]));
  return new Map(
    rows.map((row) => [
      nameOf(row),
      { ...row, taken: row.leases.reduce((sum, lease) => sum + (byLease.get(lease) ?? 0), 0) },
    ]),
  );
}

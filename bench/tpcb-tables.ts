import type { Connection } from '../apps/server/src/database/connect.ts';

/** As pgbench has it: a branch and ten tellers to every 100,000 accounts. */
const ACCOUNTS_OF_BRANCH = 100_000;
export const TELLERS_OF_BRANCH = 10;

export const branchesOf = (accounts: number): number =>
  Math.max(1, Math.round(accounts / ACCOUNTS_OF_BRANCH));

/** pgbench's tables, its fill columns included. */
export async function loadTpcb({ pool }: Connection, accounts: number): Promise<void> {
  const branches = branchesOf(accounts);
  await pool.query(`drop table if exists tpcb_history, tpcb_tellers, tpcb_accounts, tpcb_branches;
    create table tpcb_branches (bid int primary key, bbalance int, filler char(88)) with (fillfactor = 100);
    create table tpcb_tellers (tid int primary key, bid int, tbalance int, filler char(84)) with (fillfactor = 100);
    create table tpcb_accounts (aid int primary key, bid int, abalance int, filler char(84)) with (fillfactor = 100);
    create table tpcb_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
    insert into tpcb_branches select n, 0, '' from generate_series(1, ${branches}) n;
    insert into tpcb_tellers select n, (n - 1) / ${TELLERS_OF_BRANCH} + 1, 0, ''
      from generate_series(1, ${branches * TELLERS_OF_BRANCH}) n;
    insert into tpcb_accounts select n, 1, 0, '' from generate_series(1, ${accounts}) n`);
}

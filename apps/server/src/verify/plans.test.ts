import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { withDatabase } from '../testing/database.ts';
import { heardDatabase } from '../testing/heard.ts';
import { allInvariants } from './all-invariants.ts';
import { breaksOf, withoutSieves } from './testing/edit.ts';
import { loadWorld } from './testing/load.ts';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Join Filter'?: string;
  readonly Plans?: readonly Plan[];
}

const readsTable = (plan: Plan): boolean =>
  plan['Relation Name'] !== undefined || (plan.Plans ?? []).some(readsTable);

/** The conditions by which each row of one side is held against each of a table: without an index, and no hash or order of theirs. */
const eachWithEach = (plan: Plan): string[] => {
  const { Plans: parts = [], 'Join Filter': filter } = plan;
  const isIt = plan['Node Type'] === 'Nested Loop' && parts[1] !== undefined && readsTable(parts[1]);
  return [...(isIt && filter !== undefined ? [filter] : []), ...parts.flatMap(eachWithEach)];
};

test(
  'no check holds each row against each other, though what PostgreSQL knows of the tables is of before they were filled',
  withDatabase(async ({ db, pool }) => {
    await loadWorld(db);
    // A chain that has brought its members along, and has never sold anything.
    await sql`delete from identifier where kind = 'receipt'`.execute(db);
    await sql`
      insert into identifier (kind, value, owner_id)
      select 'phone', '+7998' || lpad(n::text, 7, '0'), gen_random_uuid() from generate_series(1, 5000) n`.execute(
      db,
    );
    await sql`analyze identifier`.execute(db);
    // The first day.
    await sql`
      insert into receipt
      select more.* from (select * from receipt where type = 'sale' limit 1) r cross join generate_series(1, 5000) n
      cross join lateral jsonb_populate_record(null::receipt, to_jsonb(r) || jsonb_build_object('receipt_id', md5(n::text))) more`.execute(
      db,
    );
    await sql`
      insert into identifier (kind, value, owner_id)
      select 'receipt', receipt_id::text, owner_id from receipt`.execute(db);
    await sql`analyze receipt`.execute(db);

    const { db: heard, said } = heardDatabase(pool);
    await breaksOf(heard);
    await breaksOf(heard, { invariants: withoutSieves });
    const statements = said.filter(({ sql: text }) => text.trimStart().startsWith('select'));
    expect(statements.length).toBeGreaterThan(withoutSieves.length);
    await db.transaction().execute(async (transaction) => {
      for (const set of said.filter(({ sql: text }) => text.startsWith('set local')))
        await transaction.executeQuery(set);
      for (const query of statements) {
        const { rows } = await transaction.executeQuery<{ 'QUERY PLAN': { Plan: Plan; JIT?: object }[] }>({
          ...query,
          sql: `explain (format json) ${query.sql}`,
        });
        const explained = rows.flatMap(({ 'QUERY PLAN': plans }) => plans);
        expect(explained).toHaveLength(1);
        for (const { Plan: plan, JIT: compiled } of explained) {
          expect(eachWithEach(plan), query.sql).toEqual([]);
          // PostgreSQL as Debian has it would take longer for that than for the check.
          expect(compiled).toBeUndefined();
        }
      }
    });
  }),
);

test(
  'transfers of few kinds are read by their index',
  withDatabase(async ({ db, pool }) => {
    await loadWorld(db);
    const { db: heard, said } = heardDatabase(pool);
    const names = ['wallet-debt', 'hold-transfers', 'hold-receipts', 'reversals', 'orphans', 'merged-totals'];
    await breaksOf(heard, { invariants: allInvariants.filter(({ name }) => names.includes(name)) });
    const statements = said.filter(({ sql: text }) => text.trimStart().startsWith('select'));
    expect(statements).toHaveLength(names.length);
    await db.transaction().execute(async (transaction) => {
      // Of a few rows PostgreSQL reads all, unless that is what it should avoid.
      await sql`set local enable_seqscan = off`.execute(transaction);
      for (const query of statements) {
        const { rows } = await transaction.executeQuery<{ 'QUERY PLAN': string }>({
          ...query,
          sql: `explain ${query.sql}`,
        });
        const plan = rows.map(({ 'QUERY PLAN': line }) => line).join('\n');
        expect(plan, query.sql).toContain('transfer_few');
      }
    });
  }),
);

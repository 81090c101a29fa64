import { sql } from 'kysely';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { waitingWork } from '../metrics/waiting.ts';
import { inChain, minutes, type Chain } from '../testing/chain.ts';
import { createDatabase } from '../testing/database.ts';
import { line } from '../testing/till.ts';
import { fillReports, reportFiller } from './fill-reports.ts';

/** Everything that is written out, in an order of its own. */
async function written({ shell: { db } }: Chain): Promise<readonly unknown[]> {
  const { rows } = await sql<{ row: unknown }>`
    select to_jsonb(l) as row from report_line l union all select to_jsonb(p) from report_promotion p
    union all select to_jsonb(p) from report_points p order by 1`.execute(db);
  return rows.map(({ row }) => row);
}

async function fill(chain: Chain): Promise<void> {
  chain.now += minutes(1);
  await fillReports(chain.shell);
}

/** What the lines come to, and what the receipts do. */
async function sums({ shell: { db } }: Chain) {
  const { rows } = await sql<{ lines: number; receipts: number; twice: number }>`
    select (select coalesce(sum(paid), 0)::bigint from bi.receipt_lines) as lines,
           (select coalesce(sum(paid), 0)::bigint from bi.receipts) as receipts,
           (select count(*) - count(distinct (receipt_id, place)) from bi.receipt_lines) as twice`.execute(
    db,
  );
  return rows[0];
}

async function trade(chain: Chain): Promise<string> {
  const { till } = chain;
  const memberId = await till.join();
  await till.buy(memberId, [line('SHOES', 55_000)]);
  const sale = await till.buy(memberId, [line('DRESS', 20_000), line('TEE', 900, 3)]);
  await till.buy(null, [line('BALL', 700)]);
  await till.giveBack(sale, [{ id: 'TEE-900', quantity: 1000 }]);
  chain.now += minutes(1);
  await till.giveBack(sale, [{ id: 'TEE-900', quantity: 2000 }]);
  return memberId;
}

const clear = ({ shell: { db } }: Chain) =>
  sql`truncate report_line, report_promotion, report_points, report_progress`.execute(db);

describe('U9 receipts are written out as rows', () => {
  test(
    'once each, however often and by how many workers, and from the beginning anew',
    inChain('sportswear', async (chain) => {
      await trade(chain);
      chain.now += minutes(1);
      const workers = Array.from({ length: 4 }, () => fillReports(chain.shell));
      await Promise.all(workers);
      await fill(chain);
      const rows = await written(chain);
      const { lines, receipts, twice } = (await sums(chain)) ?? {};
      expect([lines, twice]).toEqual([receipts, 0]);
      await fill(chain);
      expect(await written(chain)).toEqual(rows);
      // As if somebody had set it back.
      await sql`update report_progress set until = 'epoch', swept = 'epoch'`.execute(chain.shell.db);
      await fill(chain);
      expect(await written(chain)).toEqual(rows);
      await clear(chain);
      await fill(chain);
      expect(await written(chain)).toEqual(rows);
    }),
  );

  test(
    'by whoever comes after one that was killed half-way; meanwhile another leaves it alone, and no till waits',
    inChain('sportswear', async (chain) => {
      const { pool } = chain.database;
      const memberId = await trade(chain);
      chain.now += minutes(1);
      const held = await pool.connect();
      try {
        await held.query('begin; lock table report_points in access exclusive mode');
        const dying = fillReports(chain.shell).then(
          () => 'done',
          () => 'killed',
        );
        const stuck = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
                          and query like '%report_points%'`;
        let pid: number | undefined;
        for (let tries = 0; pid === undefined && tries < 3000; tries++)
          pid = (await pool.query<{ pid: number }>(stuck)).rows[0]?.pid;
        expect(pid).toBeGreaterThan(0);
        expect(await reportFiller(chain.shell)()).toBe(false);
        await chain.till.buy(memberId, [line('SOCKS', 300)]);
        await pool.query('select pg_terminate_backend($1)', [pid]);
        expect(await dying).toBe('killed');
        await held.query('rollback');
      } finally {
        held.release();
      }
      expect(await written(chain)).toEqual([]);
      await fill(chain);
      const { lines, receipts, twice } = (await sums(chain)) ?? {};
      expect([lines, twice]).toEqual([receipts, 0]);
    }),
  );

  test(
    'those too that were recorded by a clock that is behind, or are there only later',
    inChain('sportswear', async (chain) => {
      await trade(chain);
      await fill(chain);
      const before = (await written(chain)).length;
      chain.now -= minutes(9);
      await chain.till.buy(null, [line('TEE', 500)]);
      chain.now += minutes(10);
      await fill(chain);
      chain.now += minutes(5);
      await fill(chain);
      expect((await written(chain)).length).toBe(before + 1);
      const { lines, receipts } = (await sums(chain)) ?? {};
      expect(lines).toBe(receipts);
    }),
  );

  test(
    'of a member who was merged, and of an anonymous receipt that became a member’s: theirs, and once',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      const [goes, stays] = [await till.join(), await till.join()];
      const sale = await till.buy(goes, [line('DRESS', 9000), line('TEE', 900, 3)]);
      await fill(chain);
      await chain.must('merge-members', { memberId: stays, mergeId: v7(), fromMemberId: goes });
      await till.giveBack(sale, [{ id: 'TEE-900', quantity: 1000 }]);
      await till.giveBack(sale);
      const anonymous = await till.buy(null, [line('TEE', 3000)]);
      await fill(chain);
      const code = anonymous.answer.invitation?.code ?? '';
      const joined = await till.join({ invitation: code });
      const late = await till.buy(null, [line('TEE', 4000)]);
      const also = await till.join({ invitation: late.answer.invitation?.code ?? '' });
      await fill(chain);
      const { rows } = await sql<{ member_id: string | null; paid: number }>`
        select member_id, sum(paid)::bigint as paid from bi.receipt_lines group by member_id order by paid`.execute(
        chain.shell.db,
      );
      const paid = (id: string) => rows.find(({ member_id }) => member_id === id)?.paid;
      expect(rows).toHaveLength(4);
      expect([paid(joined), paid(also)]).toEqual([anonymous.answer.totals.paid, late.answer.totals.paid]);
      expect((paid(goes) ?? 0) + (paid(stays) ?? 0)).toBe(0);
      const { lines, receipts, twice } = (await sums(chain)) ?? {};
      expect([lines, twice]).toEqual([receipts, 0]);
      const { rows: points } = await sql<{ earned: number }>`
        select sum(earned)::bigint as earned from bi.receipt_points where member_id = ${joined}`.execute(
        chain.shell.db,
      );
      expect(points[0]?.earned).toBeGreaterThan(0);
    }),
  );

  test(
    'none of those that a replay made up',
    inChain('sportswear', async (chain) => {
      await trade(chain);
      const apart = await chain.till.buy(null, [line('TEE', 500)]);
      await sql`update owner set apart = true where owner_id = ${apart.answer.receiptId}`.execute(
        chain.shell.db,
      );
      await fill(chain);
      const { lines, receipts } = (await sums(chain)) ?? {};
      expect(lines).toBe(receipts);
      expect(JSON.stringify(await written(chain))).not.toContain(apart.answer.receiptId);
    }),
  );

  test(
    'U12 on many machines too, and what comes back is found wherever its sale lies',
    inChain(
      'sportswear',
      async (chain) => {
        const memberId = await trade(chain);
        const sale = await chain.till.buy(memberId, [line('TEE', 900, 2)]);
        const stays = await chain.till.join();
        await chain.must('merge-members', { memberId: stays, mergeId: v7(), fromMemberId: memberId });
        await chain.till.giveBack(sale);
        await fill(chain);
        const { rows } = await sql<{ lines: number; receipts: number; promotions: number }>`
          select (select sum(paid)::bigint from report_line) as lines, (select sum(paid)::bigint from receipt) as receipts,
                 (select sum(discount)::bigint from report_promotion) - (select sum(discount)::bigint from report_line) as promotions`.execute(
          chain.shell.db,
        );
        expect(rows).toEqual([{ lines: rows[0]?.receipts, receipts: rows[0]?.receipts, promotions: 0 }]);
      },
      {},
      { shards: true },
    ),
  );

  test('of years of silence and of minutes full of receipts, batch by batch; how late it is is a figure', async () => {
    await using database = await createDatabase();
    const { db } = database;
    const now = Date.now();
    const seal = sql.raw(`decode(repeat('00', 32), 'hex')`);
    const document = JSON.stringify({
      request: { lines: [{ id: '1', productId: 'TEE', quantity: 1000, amount: 500 }] },
      calculation: {
        lines: [{ id: '1', amount: 500, paid: 500, discounts: [], spent: [], earned: [] }],
        fired: [],
      },
    });
    await sql`
      insert into owner (owner_id, type, version, transfers, head, spend, receipts)
      select gen_random_uuid(), 'receipt', 1, 0, ${seal}, 0, 0 from generate_series(1, 2600)`.execute(db);
    await sql`
      insert into receipt (owner_id, receipt_id, type, store_id, till_id, shift, number, at, offset_minutes, paid, request,
                           calculation, answer, seal, recorded_at)
      select owner_id, owner_id, 'sale', 'S-1', '1', '1', n::text, now(), 180, 500, d -> 'request', d -> 'calculation', '{}', ${seal},
             case when n <= 700 then timestamptz '2019-05-05' when n <= 2000 then now() - interval '1 year' - n * interval '1 ms'
                  else now() - n * interval '1 second' end
        from (select owner_id, row_number() over () as n from owner) o, (select ${document}::jsonb as d) d`.execute(
      db,
    );
    const shell = { db, wallClock: () => now as never };
    const work = reportFiller(shell);
    let most = 0;
    let lines = 0;
    do {
      const more = await work();
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from report_line`.execute(
        db,
      );
      const count = rows[0]?.count ?? 0;
      most = Math.max(most, count - lines);
      lines = count;
      const { reports } = (await waitingWork(db)()) ?? {};
      expect(reports?.count).toBe(2600 - lines);
      if (!more) break;
    } while (lines <= 2600);
    expect(lines).toBe(2600);
    // Only what was recorded in one and the same millisecond goes together.
    expect(most).toBe(700);
    expect((await waitingWork(db)())?.reports).toEqual({ count: 0, seconds: 0 });
  });
});

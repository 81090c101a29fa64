import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { fillReports } from '../reports/fill-reports.ts';
import { inChain, minutes } from '../testing/chain.ts';
import { everyMechanic } from '../testing/mechanics.ts';
import { line } from '../testing/till.ts';

const page = await readFile(join(import.meta.dirname, '../../../../docs/bi.md'), 'utf8');
const blocks = [...page.matchAll(/^```sql\n(.*?)^```$/gms)].map(([, text = '']) => text);

describe('U9 the views for reports', () => {
  test(
    'are described, each column of each',
    inChain('clothing', async ({ shell: { db } }) => {
      const { rows } = await sql<{ view: string; columns: string[] }>`
        select table_schema || '.' || table_name as view, array_agg(column_name::text order by ordinal_position) as columns
          from information_schema.columns where table_schema in ('bi', 'bi_personal') group by 1 order by 1`.execute(
        db,
      );
      const told = page.split('\n').flatMap((row) => {
        const view = /^\| `(bi\w*\.\w+)` \|/.exec(row)?.[1];
        return view === undefined
          ? []
          : [[view, [...row.matchAll(/`(\w+)`/g)].map(([, name]) => name)] as const];
      });
      expect(Object.fromEntries(told)).toEqual(
        Object.fromEntries(rows.map(({ view, columns }) => [view, columns])),
      );
    }),
  );

  test(
    'are all that the role of the page can read, and it can write nothing',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join({ name: 'Пелагея', surname: 'Ёлкина' });
      await chain.till.grant(memberId, 100);
      await chain.publish('sportswear', { promotions: everyMechanic('bonus').slice(1) });
      await chain.till.buy(memberId, [line('SHOES', 60_000)]);
      await chain.till.pay(memberId, [line('TEE', 3000, 2)], 'most');
      const sale = await chain.till.buy(memberId, [line('TEE', 1000)]);
      await chain.till.giveBack(sale);
      chain.now += minutes(1);
      await fillReports(chain.shell);
      const { pool } = chain.database;
      const role = `bonum_reports_${process.pid}`;
      const [make = '', grantPersonal = '', ...reports] = blocks.map((block) =>
        block.replaceAll('bonum_reports', role),
      );
      await pool.query(make);
      try {
        const url = new URL(chain.database.url);
        url.username = role;
        url.password = encodeURIComponent('a password of your own');
        const client = new Client({ connectionString: url.href });
        await client.connect();
        try {
          for (const report of reports) expect((await client.query(report)).rows.length).toBeGreaterThan(0);
          const { rows } = await client.query('select type, member_id, paid from receipts order by at, type');
          expect(rows.map((row: { type: string }) => row.type).toSorted()).toEqual([
            'return',
            'sale',
            'sale',
            'sale',
          ]);
          for (const forbidden of [
            'select phone from public.member',
            'select phone from bi_personal.members',
            'select * from public.api_key',
          ])
            await expect(client.query(forbidden)).rejects.toThrow('permission denied');
          await client.query('set default_transaction_read_only = off');
          for (const forbidden of [
            'delete from bi.feedback',
            "update bi.stores set name = 'x'",
            'create table bi.mine ()',
          ])
            await expect(client.query(forbidden)).rejects.toThrow(
              /permission denied|cannot (delete from|update) view/,
            );
          await pool.query(grantPersonal);
          expect((await client.query('select surname from bi_personal.members')).rows).toEqual([
            { surname: 'Ёлкина' },
          ]);
        } finally {
          await client.end();
        }
      } finally {
        await pool.query(`drop owned by ${role}; drop role ${role}`);
      }
    }),
  );
});

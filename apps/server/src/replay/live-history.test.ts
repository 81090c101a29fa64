import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { inChain, type Chain } from '../testing/chain.ts';
import { line } from '../testing/till.ts';
import { openBench } from './testing/bench.ts';

const HEADER = 'receipt_id,line_no,timestamp,member_id,store_id,product_id,quantity,amount_minor\n';

/** Loads rows as history of the chain's own members. */
async function load(chain: Chain, name: string, rows: string) {
  await using bench = await openBench(chain.database);
  return await bench.replay({ file: await bench.file(name, HEADER + rows), programme: null });
}

const levelOf = async (chain: Chain, memberId: string): Promise<string> =>
  (await chain.must('get-member', { memberId })).level;

async function ownerOf(chain: Chain, external: string): Promise<string | undefined> {
  const { rows } = await sql<{ owner: string }>`
    select owner_id as owner from identifier where kind = 'external' and value = ${external}`.execute(
    chain.shell.db,
  );
  return rows[0]?.owner;
}

describe('U11 a full order history loaded later recomputes levels', () => {
  test(
    'of members known by card or id, whatever they have bought since',
    inChain('sportswear', async (chain) => {
      const [anna, boris] = [await chain.till.join(), await chain.till.join()];
      await chain.till.buy(anna, [line('SHOES', 6000)]);
      const { cards } = await chain.must('get-member', { memberId: anna });
      const card = cards[0]?.number.replace(/^(.)(.{6})/, '$1 $2-');
      expect(await levelOf(chain, anna)).toBe('participant');

      const rows = `1,1,2025-12-24T12:00:00+03:00,${card},S-1,SHOES,1,450000
2,1,2025-12-25T12:00:00+03:00,${boris.toUpperCase()},S-9,SKATES,1,5000000
3,1,2025-12-26T12:00:00+03:00,${boris.toUpperCase()},S-9,SKATES,1,100000\n`;
      const { report } = await load(chain, 'orders.csv', rows);

      expect(report).toMatchObject({ receipts: 3, members: 2, salesMinor: 5_550_000, refusedReceipts: 0 });
      expect(await levelOf(chain, anna)).toBe('bronze');
      expect(await levelOf(chain, boris)).toBe('silver');
      // 5 % of 1000 roubles, at the level the first order had brought.
      const { balances } = await chain.must('get-points', { memberId: boris });
      expect(balances[0]?.available).toBe(50);
    }),
  );

  test(
    'and those of customers nobody knows yet are kept under their number',
    inChain('sportswear', async (chain) => {
      const first = '1,1,2026-01-01,C-77,S-1,SHOES,1,900000\n2,1,2026-01-02,,S-1,TEE,1,100\n';
      const older = '3,1,2025-01-01,C-77,S-1,SHOES,1,200000\n';
      await load(chain, 'newer.csv', first);
      const owner = await ownerOf(chain, 'C-77');
      expect(await levelOf(chain, String(owner))).toBe('participant');
      await load(chain, 'older.csv', older);
      expect(await ownerOf(chain, 'C-77')).toBe(owner);
      expect(await levelOf(chain, String(owner))).toBe('bronze');
      // Orders that come once more, in a file with others, count once.
      const { report } = await load(chain, 'all.csv', first + older + '4,1,2026-02-01,C-77,S-1,TEE,1,-50\n');
      expect(report).toMatchObject({ receipts: 4, members: 1, anonymousReceipts: 1, salesMinor: 1_100_050 });
      expect(report.levels).toMatchObject({ Bronze: 1 });
    }),
  );

  test(
    'a receipt that is refused is named, and taken when the file comes again',
    inChain('sportswear', async (chain) => {
      const anna = await chain.till.join();
      const rows = `1,1,2026-01-01,${anna},S-1,SHOES,1,1500000\n2,1,2026-01-02,C-1,S-1,TEE,1,100\n`;
      await sql`update member set status = 'suspended' where owner_id = ${anna}`.execute(chain.shell.db);
      const { report, refused } = await load(chain, 'orders.csv', rows);
      expect(report).toMatchObject({ receipts: 2, refusedReceipts: 1 });
      expect(refused).toEqual([expect.stringMatching(/^receipt 1: member-suspended: /)]);
      await sql`update member set status = 'active' where owner_id = ${anna}`.execute(chain.shell.db);
      const again = await load(chain, 'orders.csv', rows);
      expect(again.report.refusedReceipts).toBe(0);
      expect(again.refused).toEqual([]);
      expect(await levelOf(chain, anna)).toBe('bronze');
    }),
  );
});

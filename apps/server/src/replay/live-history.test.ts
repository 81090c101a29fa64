import { sql } from 'kysely';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { inChain, type Chain } from '../testing/chain.ts';
import { line } from '../testing/till.ts';
import { replayReceipt } from './replay-receipt.ts';
import { chainScope } from './scope.ts';
import { openBench } from './testing/bench.ts';
import type { World } from './world.ts';

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

const grantOf = (memberId: string) =>
  ({ memberId, grantId: v7(), kind: 'bonus', points: 500, reason: 'Проверка' }) as const;

const undelivered = async ({ shell }: Chain): Promise<unknown> =>
  (await sql`select * from event where delivered_at is null order by event_id`.execute(shell.db)).rows;

describe('a row that has not happened yet', () => {
  test(
    "is refused with its file, and takes nobody's points",
    inChain('sportswear', async (chain) => {
      const anna = await chain.till.join();
      await chain.must('grant-points', grantOf(anna));
      const before = await chain.must('get-points', { memberId: anna });
      const rows = `1,1,2025-12-24,${anna},S-1,SHOES,1,100\n2,1,2062-01-01,${anna},S-1,SHOES,1,100\n`;
      await expect(load(chain, 'orders.csv', rows)).rejects.toThrow(/has 1 mistake/);
      expect(await chain.must('get-points', { memberId: anna })).toEqual(before);
      expect(before.balances[0]?.available).toBe(500);
    }),
  );

  test(
    'settles no further than the wall clock where it was staged all the same',
    inChain('sportswear', async (chain) => {
      const anna = await chain.till.join();
      await chain.must('grant-points', grantOf(anna));
      const world: World = {
        shell: chain.shell,
        replayId: 0,
        scope: chainScope,
        stop: new AbortController().signal,
        onReceipt: () => {},
      };
      await sql`insert into till (store_id, till_id, name) values ('S-1', ${chainScope.tillId}, 'Replay')`.execute(
        chain.shell.db,
      );
      const late = { position: 1, receiptId: '1', memberId: anna, storeId: 'S-1', offsetMinutes: 180 };
      const lines = [['1', 'SHOES', 1000, 100]] as const;
      const at = Date.parse('2062-01-01T12:00:00+03:00');
      const taken = await replayReceipt(world, { ...late, ownerId: anna, at, lines }, anna);
      expect(taken.refused).toMatch(/more than a day ahead/);
      // A moment ahead, as tills are, it counts as now.
      const soon = { ...late, ownerId: anna, at: chain.now + 60_000, lines };
      expect((await replayReceipt(world, soon, anna)).refused).toBeNull();
      expect((await chain.must('get-points', { memberId: anna })).balances[0]?.available).toBe(500);
    }),
  );
});

test(
  'history is no news: its events are told already',
  inChain('sportswear', async (chain) => {
    const anna = await chain.till.join();
    const before = await undelivered(chain);
    const rows = `1,1,2025-12-24,${anna},S-1,SHOES,1,5000000\n2,1,2025-12-25,,S-1,SHOES,1,100\n`;
    await load(chain, 'orders.csv', rows);
    expect(await undelivered(chain)).toEqual(before);
    const { rows: told } = await sql`select type, at, delivered_at >= at as told from event
      where delivered_at is not null order by at, type`.execute(chain.shell.db);
    const [bought, then] = [Date.parse('2025-12-24'), Date.parse('2025-12-25')];
    expect(told).toEqual([
      { type: 'level-changed', at: bought, told: true },
      { type: 'receipt-committed', at: bought, told: true },
      { type: 'receipt-committed', at: then, told: true },
    ]);
  }),
);

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
    'of one person under the ids of members merged twice over, in one lane and in order',
    inChain('sportswear', async (chain) => {
      const [first, second, last] = [
        await chain.till.join(),
        await chain.till.join(),
        await chain.till.join(),
      ];
      const merge = (memberId: string, fromMemberId: string) =>
        chain.must('merge-members', { memberId, fromMemberId, mergeId: v7() });
      await merge(second, first);
      await merge(last, second);
      const rows = `1,1,2025-12-24T12:00:00+03:00,${first},S-1,SHOES,1,100
2,1,2025-12-25T12:00:00+03:00,${last},S-1,SHOES,1,100
3,1,2025-12-26T12:00:00+03:00,${second},S-1,SHOES,1,100\n`;
      const { report } = await load(chain, 'orders.csv', rows);
      expect(report.refusedReceipts).toBe(0);
      const staged = await sql`select count(distinct lane) as lanes, array_agg(distinct owner_id) as owners,
        array_agg(receipt_id order by position) as receipts from replay_receipt`.execute(chain.shell.db);
      expect(staged.rows).toEqual([{ lanes: 1, owners: [last], receipts: ['1', '2', '3'] }]);
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

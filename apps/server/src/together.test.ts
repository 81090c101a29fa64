import { describe, expect, test } from 'vitest';
import { eventRow } from './events.ts';
import { readExactOwner } from './owner/read-owner.ts';
import { inChain, type Chain } from './testing/chain.ts';
import { line } from './testing/till.ts';
import { writeFor } from './shards/write-on-shards.ts';
import { writeMany } from './write-many.ts';
import type { Writes } from './write.ts';

/** One owner moves, and something is written with it. */
async function writesOf(chain: Chain, memberId: string): Promise<Writes> {
  const state = await readExactOwner(chain.shell.db, memberId);
  if (!state) throw new Error(`there is no owner ${memberId}`);
  const { owner } = state;
  const event = eventRow(memberId, 'level-changed', chain.shell.clock(), {});
  return { owners: [{ owner: { ...owner, version: owner.version + 1 }, rows: { event: [event] } }] };
}

const join = (chain: Chain, people: number): Promise<string[]> =>
  Promise.all(Array.from({ length: people }, () => chain.till.join()));

async function written(chain: Chain): Promise<string[]> {
  const { rows } = await chain.database.pool.query<{ owner_id: string }>(
    `select owner_id from event where type = 'level-changed'`,
  );
  return rows.map(({ owner_id }) => owner_id).toSorted();
}

describe('B1 many owners in one statement', () => {
  test(
    'one that moved is left out, and only that one',
    inChain('sportswear', async (chain) => {
      const people = await join(chain, 3);
      const all = await Promise.all(people.map((memberId) => writesOf(chain, memberId)));
      await chain.till.grant(people[1] ?? '', 100);
      const there = await writeMany(chain.shell.db, all);
      const others = people.filter((_, index) => index !== 1).toSorted();
      expect([...there].toSorted()).toEqual(others);
      expect(await written(chain)).toEqual(others);
      // Written a second time: nothing.
      expect((await writeMany(chain.shell.db, all)).size).toBe(0);
      expect(await written(chain)).toEqual(others);
    }),
  );

  test(
    'one whom somebody is changing just now holds up nobody else, and is written in its turn',
    inChain('sportswear', async (chain) => {
      const people = await join(chain, 3);
      const [busy = ''] = people;
      const blocker = await chain.database.pool.connect();
      await blocker.query('begin');
      await blocker.query('select from owner where owner_id = $1 for update', [busy]);
      const all = await Promise.all(people.map((memberId) => writesOf(chain, memberId)));
      const there = await writeMany(chain.shell.db, all);
      expect([...there].toSorted()).toEqual(people.slice(1).toSorted());
      const buying = chain.till.buy(busy, [line('SHOES', 1000)]);
      await blocker.query('commit');
      blocker.release();
      await buying;
      expect((await chain.must('get-member', { memberId: busy })).receipts).toBe(1);
    }),
  );

  test(
    'one that PostgreSQL refuses spoils it for nobody else',
    inChain('sportswear', async (chain) => {
      const people = await join(chain, 4);
      const all = await Promise.all(people.map((memberId) => writesOf(chain, memberId)));
      const [first] = all;
      // An event that is there already.
      await chain.shell.db.transaction().execute(async (transaction) => {
        const { event = [] } = first?.owners[0]?.rows ?? {};
        await transaction
          .insertInto('event')
          .values(event as never)
          .execute();
      });
      const settled = await Promise.allSettled(all.map((writes) => writeFor(chain.shell, writes)));
      expect(settled.map(({ status }) => status)).toEqual([
        'rejected',
        'fulfilled',
        'fulfilled',
        'fulfilled',
      ]);
      expect(await written(chain)).toEqual(people.toSorted());
    }),
  );

  test(
    'members and customers without a card at once: each its own answer, and asked again the same',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const people = await join(chain, 6);
      const baskets = [...people, ...people, null, null, null].map((memberId, index) =>
        till.basket([line('SHOES', 1000 + index)], memberId === null ? {} : { member: { memberId } }),
      );
      const quotes = await Promise.all(baskets.map((basket) => chain.must('quote-receipt', basket)));
      const commits = await Promise.all(baskets.map((basket) => chain.must('commit-receipt', basket)));
      for (const [index, { totals }] of commits.entries()) {
        expect(totals.amount).toBe((1000 + index) * 100);
        expect(quotes[index]?.totals.amount).toBe(totals.amount);
      }
      const again = await Promise.all(baskets.map((basket) => chain.must('commit-receipt', basket)));
      expect(again).toEqual(commits);
    }),
  );
});

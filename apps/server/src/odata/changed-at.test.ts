import * as fc from 'fast-check';
import { sql, type Kysely } from 'kysely';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import type { Database } from '../database/schema.ts';
import { settleDue } from '../jobs/settle-due.ts';
import { readExactOwner } from '../owner/read-owner.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import { days, inChain, minutes, type Chain } from '../testing/chain.ts';
import { line, type Bought } from '../testing/till.ts';
import { writeTogether } from '../write.ts';

interface Row {
  readonly key: string;
  readonly row: unknown;
  readonly changed_at: string;
}

/** Rows of a view that changed since then. */
async function rowsOf(db: Kysely<Database>, view: string, since: string): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select concat_ws(' ', v.member_id, to_jsonb(v) ->> 'kind') as key, to_jsonb(v) as row, v.changed_at::text
      from bi.${sql.raw(view)} v where v.changed_at >= ${since}::timestamptz`.execute(db);
  return rows;
}

/** What whoever reports keeps of the two views, and how they bring it up to date. */
class Copy {
  readonly #db: Kysely<Database>;
  readonly #overlap: string;
  readonly #rows = new Map<string, unknown>();
  readonly #newest = new Map<string, string>();

  constructor(db: Kysely<Database>, overlap: string) {
    this.#db = db;
    this.#overlap = overlap;
  }

  async refresh(): Promise<void> {
    for (const view of ['members', 'balances']) {
      const newest = this.#newest.get(view) ?? '1970-01-01Z';
      const { rows } = await sql<{ since: string }>`
        select (${newest}::timestamptz - ${this.#overlap}::interval)::text as since`.execute(this.#db);
      for (const { key, row, changed_at } of await rowsOf(this.#db, view, rows[0]?.since ?? '')) {
        this.#rows.set(`${view} ${key}`, row);
        if (changed_at > (this.#newest.get(view) ?? '')) this.#newest.set(view, changed_at);
      }
    }
  }

  async differences(): Promise<readonly string[]> {
    const all: [string, unknown][] = [];
    for (const view of ['members', 'balances'])
      for (const { key, row } of await rowsOf(this.#db, view, '1970-01-01Z'))
        all.push([`${view} ${key}`, row]);
    if (all.length === 0) throw new Error('there is nothing to compare');
    return all.flatMap(([key, row]) =>
      JSON.stringify(this.#rows.get(key)) === JSON.stringify(row) ? [] : [key],
    );
  }
}

/** One of whatever changes a member or what they have. */
const acts = {
  join: async ({ till }, _, people) => {
    people.push(await till.join());
  },
  buy: async ({ till }, memberId, _, sales) => {
    sales.push(await till.buy(memberId, [line('SHOES', 30_000), line('TEE', 900)]));
  },
  pay: async ({ till }, memberId) => {
    await till.buy(memberId, [line('SHOES', 60_000)]);
    await till.grant(memberId, 500);
    await till.pay(memberId, [line('TEE', 3000)], 'most');
  },
  hold: async (chain, memberId) => {
    await chain.till.buy(memberId, [line('SHOES', 60_000)]);
    await chain.till.grant(memberId, 500);
    const basket = chain.till.basket([line('TEE', 3000)], { member: { memberId } });
    await chain.must('hold-points', await chain.till.holding(memberId, basket, 'most'));
  },
  back: async ({ till }, _, __, sales) => {
    const sale = sales.pop();
    if (sale) await till.giveBack(sale);
  },
  change: async (chain, memberId) => {
    await chain.must('update-member', { memberId, city: `Тверь ${v7()}` });
  },
  suspend: async (chain) => {
    await chain.must('suspend-member', { memberId: await chain.till.join(), reason: 'Проверка' });
  },
  merge: async (chain, memberId) => {
    const fromMemberId = await chain.till.join();
    await chain.till.grant(fromMemberId, 10);
    await chain.must('merge-members', { memberId, mergeId: v7(), fromMemberId });
  },
  wait: async (chain) => {
    chain.now += days(200);
    while ((await settleDue(chain.shell, new Set(), pino({ level: 'silent' }))) > 0);
  },
} as const satisfies Record<
  string,
  (chain: Chain, memberId: string, people: string[], sales: Bought[]) => Promise<void>
>;

describe('U9 what changed of members and balances since the last time', () => {
  test(
    'is all that has to be read again, whatever changed them',
    inChain('sportswear', async (chain) => {
      const people = [await chain.till.join()];
      const sales: Bought[] = [];
      const names = fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[]));
      const plan = fc.array(fc.record({ name: names, who: fc.nat() }), { minLength: 1, maxLength: 5 });
      const copy = new Copy(chain.shell.db, '0');
      await fc.assert(
        fc.asyncProperty(plan, async (steps) => {
          for (const { name, who } of steps) {
            chain.now += minutes(20);
            await acts[name](chain, people[who % people.length] ?? '', people, sales);
          }
          await copy.refresh();
          expect(await copy.differences(), steps.map(({ name }) => name).join()).toEqual([]);
        }),
        { numRuns: 25, endOnFailure: true },
      );
    }),
  );

  test(
    'with an overlap, since a change may be seen only after a later one',
    inChain('sportswear', async (chain) => {
      const { db } = chain.shell;
      const [slow, quick] = [await chain.till.join(), await chain.till.join()];
      const [bare, safe] = [new Copy(db, '0'), new Copy(db, '1 hour')];
      for (const copy of [bare, safe]) await copy.refresh();
      const state = await readExactOwner(db, slow);
      if (!state) throw new Error('nobody has joined');
      const changes = { spend: state.owner.spend + 1 };
      await db.transaction().execute(async (transaction) => {
        await writeTogether(transaction, { owners: [ownerWrites(state.owner, null, { changes })] });
        await chain.till.buy(quick, [line('TEE', 900)]);
        for (const copy of [bare, safe]) await copy.refresh();
      });
      for (const copy of [bare, safe]) await copy.refresh();
      expect(await bare.differences()).toEqual([expect.stringContaining(slow)]);
      expect(await safe.differences()).toEqual([]);
      // As it was, or the books would not say so.
      await db.updateTable('owner').set({ spend: state.owner.spend }).where('owner_id', '=', slow).execute();
    }),
  );

  test(
    'stands in no index, so that a sale changes the owner’s row where it lies',
    inChain('sportswear', async ({ shell: { db } }) => {
      const { rows } = await sql`
        select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
         where i.indrelid = 'owner'::regclass and a.attname = 'changed_at'`.execute(db);
      expect(rows).toEqual([]);
    }),
  );
});

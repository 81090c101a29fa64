import type { MemberFacts } from '@bonum/engine';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { inChain } from '../testing/chain.ts';
import { OfflineTill } from '../testing/offline-till.ts';
import { line } from '../testing/till.ts';
import { citusRefusals } from '../testing/citus-refusals.ts';
import { strayStatements } from '../testing/one-shard.ts';
import { shardOf } from '../testing/shards.ts';
import { watching } from '../testing/watching-client.ts';
import type { Chain } from '../testing/chain.ts';

const onShards = (body: (chain: Chain) => Promise<void>, changes: object = {}) =>
  inChain('clothing', body, changes, { shards: true });

/** Two owners who lie on different shards. */
async function apart({ shell }: Chain): Promise<[string, string]> {
  const places = new Map<string, string>();
  while (places.size < 2) {
    const id = v7();
    const { rows } = await sql<{ place: string }>`
      with put as (insert into event (owner_id, event_id, type, payload, at) values (${id}, ${id}, 'x', '{}', now()) returning tableoid)
      select tableoid::regclass::text as place from put`.execute(shell.db);
    places.set(rows[0]?.place ?? '', id);
  }
  const [one = '', other = ''] = places.values();
  return [one, other];
}

describe('a statement that leaves its shard is found', () => {
  const straysOf = async (chain: Chain, work: () => Promise<unknown>) => {
    const { seen } = await watching(work);
    return (await strayStatements(chain.database.pool, seen)).join();
  };

  test(
    'reading without the key, two owners, or an owner and what leads to one',
    onShards(async (chain) => {
      const { db } = chain.shell;
      const [one, other] = await apart(chain);
      const strays = (query: ReturnType<typeof sql>) => straysOf(chain, () => query.execute(db));
      expect(await strays(sql`select from owner where owner_id = ${one}`)).toBe('');
      expect(await strays(sql`select from owner where receipts > 7`)).toContain('4 shards by owner_id');
      expect(await strays(sql`select from owner where owner_id in (${one}, ${other})`)).toContain('2 shards');
      expect(
        await strays(
          sql`select (select count(*) from lot l where l.owner_id = o.owner_id) from owner o where o.owner_id = ${one}`,
        ),
      ).not.toBe('');
      expect(await strays(sql`select from identifier where value = any(${['7', '8', '9', '10']})`)).toBe('');
      expect(await strays(sql`select from identifier where kind = 'card'`)).toContain('by value');
      const four = ['card', 'phone', 'receipt', 'hold'];
      expect(await strays(sql`select from identifier where kind = any(${four})`)).toContain('by value');
      expect(
        await strays(
          sql`select from identifier i join unnest(${four}::text[]) u (value) on u.value = i.value`,
        ),
      ).toContain('by value');
      expect(
        await strays(sql`select from identifier i, owner o where i.value = '7' and o.owner_id = ${one}`),
      ).toContain('joins');
    }),
  );

  test(
    'writing two owners, or without the key',
    onShards(async (chain) => {
      const { db } = chain.shell;
      const [one, other] = await apart(chain);
      const rows = [one, other].map((owner_id) => ({
        owner_id,
        event_id: v7(),
        type: 'x',
        payload: '{}',
        at: new Date(0),
      }));
      expect(await straysOf(chain, () => db.insertInto('event').values(rows).execute())).toContain(
        '2 shards',
      );
      expect(await straysOf(chain, () => db.updateTable('event').set({ type: 'y' }).execute())).toContain(
        '4 shards',
      );
    }),
  );
});

describe('what Citus refuses of a change, however its rows lie, is found', () => {
  test(
    'functions where it takes only immutable ones, and a change of where a row lies',
    onShards(async ({ database: { pool } }) => {
      const refused = async (text: string): Promise<string> => (await citusRefusals(pool, text)).join();
      const lease = 'update budget_lease set amount = $1 where promotion = $2 and lease_id = $3';
      expect(await refused(lease)).toBe('');
      expect(await refused(`${lease} and ends_at > statement_timestamp()`)).toBe('');
      expect(await refused(`${lease} and ends_at > clock_timestamp()`)).toContain('new each time');
      expect(await refused('delete from event where owner_id = $1 and random() < 0.5')).toContain(
        'new each time',
      );
      expect(await refused(`${lease} and ends_at + interval '1 day' > $4`)).toContain('of a column');
      expect(await refused(`${lease} and coalesce(ends_at, now()) > $4`)).toContain('CASE or COALESCE');
      expect(await refused(`${lease} returning now()`)).toContain('RETURNING');
      expect(await refused('update event set owner_id = $1 where owner_id = $2')).toContain(
        'owner_id is changed',
      );
      const put =
        'insert into identifier (kind, value, owner_id) values ($1, $2, $3) on conflict (kind, value) do update';
      expect(await refused(`${put} set owner_id = excluded.owner_id`)).toBe('');
      expect(await refused(`${put} set proven_at = now()`)).toContain('ON CONFLICT');
      expect(await refused(`${put} set value = excluded.value`)).toContain('value is changed');
      expect(
        await refused(
          'insert into identifier (kind, value, owner_id) values ($1, $2, (select owner_id from owner limit 1))',
        ),
      ).toContain('subquery');
      // Within `with` too; of a table on this machine alone nothing is asked.
      expect(
        await refused(`with put as (${put} set proven_at = now() returning value) select from put`),
      ).toContain('ON CONFLICT');
      expect(await refused('select from budget where promotion = $1 for update')).toBe('');
      expect(await refused('select from budget where used > $1 for update')).toContain(
        'locked without promotion',
      );
      const due = 'select owner_id from owner where due_at < $1 for update skip locked';
      expect(await refused(`with due as (${due}) select from due`)).toContain('locked without owner_id');
      expect(await refused('update migration set applied_at = clock_timestamp()')).toBe('');
    }),
  );
});

const isPlain = (chain: Chain) => expect(chain.lastSeen.map((seen) => seen.sql)).not.toContain('begin');

describe('U12 what a till does goes to one shard at a time, and needs no transaction over several', () => {
  // Chain.ask has held every statement of every operation to its shard; `npm run test:shards` does it for all tests of the till.
  test(
    'quote, hold, commit, return, cancel, of a member and of nobody',
    onShards(async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      await till.grant(memberId, 50_00, 'cashback');
      const basket = till.basket([line('TEE', 1000), line('SOCKS', 300, 2)], { member: { memberId } });
      await chain.must('quote-receipt', basket);
      isPlain(chain);
      const { holdId } = await chain.must('hold-points', await till.holding(memberId, basket, 'most'));
      isPlain(chain);
      const answer = await chain.must('commit-receipt', { ...basket, holdId });
      isPlain(chain);
      expect(await chain.must('commit-receipt', { ...basket, holdId })).toEqual(answer);
      await till.giveBack({ request: basket }, [{ id: 'SOCKS-300', quantity: 1000 }]);
      isPlain(chain);
      await chain.must('get-receipt', { receiptId: answer.receiptId });
      await chain.must('cancel-receipt', { key: basket.key, at: till.time() });
      const nobody = await till.buy(null, [line('TEE', 1000)]);
      isPlain(chain);
      await till.giveBack(nobody);
      isPlain(chain);
      await chain.must('cancel-receipt', { key: till.key(), at: till.time() });
      isPlain(chain);
    }),
  );
});

describe('U12 what a till does without network, and what is limited, goes to one shard at a time', () => {
  const points = { most: 300, hours: 24 };
  const promotions = [
    {
      id: 'ten-off',
      name: { ru: 'Минус десять', en: 'Ten off' },
      priority: 0,
      limits: {
        member: { times: 9, per: 'week' },
        total: { times: 9, per: 'ever' },
        discount: { amount: 900_000, per: 'month' },
      },
      effect: { type: 'line-percent', rate: 1000 },
    },
  ];

  test(
    'allowances, receipts that were made offline, limits and budgets, of a member who was merged too',
    inChain(
      'sportswear',
      async (chain) => {
        const { till } = chain;
        const [goes, stays] = [await till.join(), await till.join()];
        for (const memberId of [goes, stays]) {
          await till.buy(memberId, [line('DRESS', 20_000)]);
          await till.grant(memberId, 500);
        }
        await chain.must('get-till-rules', { storeId: 'S-1' });
        const allow = async (memberId: string, tillId: string) => {
          const place = { storeId: 'S-1', tillId };
          const { allowances } = await chain.must('grant-allowances', {
            till: place,
            members: [{ memberId }],
          });
          return allowances[0];
        };
        const allowed = await allow(goes, '1');
        isPlain(chain);
        await chain.must('merge-members', { memberId: stays, mergeId: v7(), fromMemberId: goes });
        // What the other one was allowed is outstanding still.
        expect((await allow(stays, '2'))?.token).toBeNull();
        const away = await OfflineTill.of(chain);
        const basket = till.basket([line('TEE', 5000)], { member: { memberId: goes } });
        const buyer = { facts: allowed?.facts as MemberFacts, wish: 'most' } as const;
        const receipts = [
          { ...away.sell(basket, buyer), allowance: allowed?.token ?? '' },
          away.sell(till.basket([line('SOCKS', 500)])),
          { type: 'return' as const, key: till.key(), at: till.time(), of: basket.key },
          { type: 'cancel' as const, key: till.key(), at: till.time() },
        ];
        const told = await chain.must('sync-receipts', { sentAt: till.time(), receipts });
        expect(told.receipts.map(({ refusal }) => refusal)).toEqual([null, null, null, null]);
        const again = await chain.must('sync-receipts', { sentAt: till.time(), receipts });
        expect(again.receipts.every((one) => one.again)).toBe(true);
        const sold = await till.buy(goes, [line('TEE', 1000)]);
        expect(sold.answer.promotions).toMatchObject([{ promotion: 'ten-off' }]);
        await till.giveBack(sold);
        await chain.must('list-budgets', {});
        const phone = till.phone();
        await chain.must('request-confirmation', { confirmationId: v7(), purpose: 'join', phone });
        const grant = { memberId: goes, grantId: v7(), kind: 'bonus', points: 1, reason: 'Проверка' };
        await chain.must('grant-points', grant);
        await chain.must('grant-points', { ...grant, memberId: stays });
      },
      { offline: { days: 7, points }, promotions },
      { shards: true },
    ),
  );
});

test('a partition knows its table and number', () => {
  expect(shardOf('promo_code_shard3')).toEqual({ table: 'promo_code', shard: 3 });
  expect(shardOf('owner')).toBeNull();
});

import * as fc from 'fast-check';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { days, inChain, minutes, type Chain } from '../testing/chain.ts';
import { line, type Bought } from '../testing/till.ts';

/** Ends the connections of this database that are in the middle of something; its own may be a broken one. */
const cutOff = (chain: Chain) =>
  chain.database.pool
    .query(
      `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`,
    )
    .catch(() => null);

describe('B1 a connection that breaks in the middle of a commit', () => {
  test(
    'leaves nothing half done, and asking again succeeds',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      await till.buy(memberId, [line('SHOES', 10_000)]);
      await till.grant(memberId, 2000);
      await chain.must('add-codes', {
        promotion: 'next-purchase-500',
        codes: Array.from({ length: 12 }, (_, index) => `CRASH-${index}`),
        validUntil: '2027-12-31T23:59:59+03:00',
      });
      for (let round = 0; round < 12; round++) {
        const basket = till.basket([line('SHOES', 8000)], {
          member: { memberId },
          codes: [`CRASH-${round}`],
        });
        const request = await till.holding(memberId, basket, { bonus: 100 });
        const { holdId } = await chain.must('hold-points', request);
        chain.now += days(1);
        await endsInTheMiddle(chain, { ...basket, holdId }, round);
        expect(await chain.breaks()).toEqual([]);
        expect(await chain.refusal('commit-receipt', { ...basket, holdId })).toBe('ok');
      }
      const { receipts, spend } = await chain.must('get-member', { memberId });
      expect(receipts).toBe(13);
      const { rows } = await chain.database.pool.query<{ paid: number }>(
        'select sum(paid)::bigint as paid from receipt where owner_id = $1',
        [memberId],
      );
      expect(rows[0]?.paid).toBe(spend);
    }),
  );

  /** Starts a commit and ends its connection somewhere on the way: while a lock keeps it waiting, or a moment later. */
  async function endsInTheMiddle(
    chain: Chain,
    request: Parameters<typeof chain.must<'commit-receipt'>>[1],
    round: number,
  ): Promise<void> {
    const blocker = await chain.database.pool.connect();
    await blocker.query('begin');
    const late = round % 2 === 0;
    // A code is taken after the owner was written, so half of the work is done when this lock stops it.
    await blocker.query(
      late
        ? `select from promo_code where code = 'CRASH-${round}' for update`
        : 'select from owner where owner_id = any (select owner_id from member) for update',
    );
    const commit = chain.refusal('commit-receipt', request).catch((error: unknown) => error);
    for (let stopped = false; !stopped;) {
      // Not on the blocker's own connection: a transaction sees the activity of its beginning.
      const { rows } = await chain.database.pool.query<{ ended: boolean }>(
        `select pg_terminate_backend(pid) as ended from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`,
      );
      stopped = rows.length > 0;
    }
    await blocker.query('rollback');
    blocker.release();
    expect(await commit).toBeInstanceOf(Error);
  }

  test(
    'whatever was going on',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const people = await Promise.all(Array.from({ length: 4 }, () => till.join()));
      const requests = Array.from({ length: 60 }, (_, index) =>
        till.basket([line('SHOES', 1000)], { member: { memberId: people[index % 4] ?? '' } }),
      );
      const first = requests.map((request) => chain.refusal('commit-receipt', request).catch(() => 'broken'));
      for (let cut = 0; cut < 5; cut++) await cutOff(chain);
      await Promise.all(first);
      expect(await chain.breaks()).toEqual([]);
      for (const request of requests) expect(await chain.refusal('commit-receipt', request)).toBe('ok');
      const members = await Promise.all(people.map((memberId) => chain.must('get-member', { memberId })));
      expect(members.map(({ receipts }) => receipts)).toEqual([15, 15, 15, 15]);
    }),
  );
});

describe('B1 many things at once on few members', () => {
  test(
    'two hundred mixed operations: the books are right and no answer is lost',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const people = await Promise.all(Array.from({ length: 4 }, () => till.join()));
      for (const memberId of people) {
        await till.buy(memberId, [line('SHOES', 20_000)]);
        await till.grant(memberId, 3000);
      }
      const acts = mixedActs(chain, people);
      const plan = fc.sample(
        fc.record({
          act: fc.nat(acts.length - 1),
          who: fc.nat(3),
          roubles: fc.integer({ min: 1, max: 5000 }),
        }),
        { numRuns: 200, seed: 20_261_122 },
      );
      const answers: string[] = [];
      const queue = [...plan];
      const worker = async (): Promise<void> => {
        for (let next = queue.shift(); next; next = queue.shift()) {
          const memberId = people[next.who] ?? '';
          // A till that is told to ask again does.
          let answer = 'busy';
          while (answer === 'busy') answer = (await acts[next.act]?.(memberId, next.roubles)) ?? 'nothing';
          answers.push(answer);
        }
      };
      await Promise.all(Array.from({ length: 16 }, worker));
      expect(answers).toHaveLength(200);
      const expected = new Set([
        'ok',
        'nothing-to-spend',
        'quantity-exceeded',
        'confirmation-limit',
        'confirmation-wrong',
      ]);
      expect([...new Set(answers)].filter((answer) => !expected.has(answer))).toEqual([]);
      expect(answers.filter((answer) => answer === 'ok').length).toBeGreaterThan(150);
    }),
  );

  /** What the tills, the site and the staff do to a member, each answering with its refusal. */
  function mixedActs(chain: Chain, people: readonly string[]) {
    const { till } = chain;
    const sold: Bought[] = [];
    return [
      async (memberId: string, roubles: number) => {
        const basket = till.basket([line('SHOES', roubles, 2)], { member: { memberId } });
        const outcome = await chain.ask('commit-receipt', basket);
        if (outcome.ok) sold.push({ request: basket, answer: outcome.value });
        return outcome.ok ? 'ok' : outcome.code;
      },
      async (memberId: string, roubles: number) => {
        const sale = sold[roubles % Math.max(1, sold.length)];
        const lines = sale?.request.lines.map(({ id }) => ({ id, quantity: 1000 }));
        return sale
          ? chain.refusal('return-receipt', till.returning(sale, lines))
          : till.grant(memberId, 1).then(() => 'ok');
      },
      async (_: string, roubles: number) => {
        const sale = sold[roubles % Math.max(1, sold.length)];
        const key = sale?.request.key ?? till.key();
        return chain.refusal('cancel-receipt', { key, at: till.time() });
      },
      async (memberId: string, roubles: number) => {
        const basket = till.basket([line('SHOES', roubles)], { member: { memberId } });
        const confirmationId = v7();
        const asked = { confirmationId, purpose: 'spend', member: { memberId } } as const;
        const sent = await chain.ask('request-confirmation', asked);
        if (!sent.ok) return sent.code;
        const confirmation = { confirmationId, code: chain.sentCode(confirmationId) };
        const request = {
          ...basket,
          member: { memberId },
          holdId: v7(),
          spend: 'most',
          confirmation,
        } as const;
        const held = await chain.refusal('hold-points', request);
        if (held !== 'ok') return held;
        return roubles % 3 === 0
          ? chain.refusal('cancel-receipt', { key: basket.key, at: till.time() })
          : chain.refusal('commit-receipt', { ...basket, holdId: request.holdId });
      },
      async (memberId: string, roubles: number) => {
        const grant = { memberId, grantId: v7(), kind: 'bonus', points: roubles, reason: 'Проверка' };
        return chain.refusal('grant-points', grant);
      },
      async (memberId: string) => chain.refusal('issue-card', { memberId }),
      async (memberId: string, roubles: number) => {
        chain.now += minutes(roubles % 5);
        return chain.refusal('update-member', { memberId, city: String(roubles) });
      },
      async (memberId: string) => {
        const offer = {
          memberId,
          offerId: v7(),
          promotion: 'personal-15',
          validUntil: '2028-01-01T00:00:00Z',
        };
        return people.includes(memberId) ? chain.refusal('give-offer', offer) : 'nothing';
      },
    ];
  }

  test(
    'members that are merged while they buy keep every receipt and every point',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      for (let round = 0; round < 6; round++) {
        const [stays, goes] = [await till.join(), await till.join()];
        const merge = { memberId: stays, mergeId: v7(), fromMemberId: goes };
        const buy = (memberId: string) =>
          chain.refusal('commit-receipt', till.basket([line('SHOES', 1000)], { member: { memberId } }));
        const answers = await Promise.all([
          ...Array.from({ length: 4 }, () => buy(goes)),
          chain.refusal('merge-members', merge),
          ...Array.from({ length: 4 }, () => buy(stays)),
        ]);
        expect(new Set(answers)).toEqual(new Set(['ok']));
        expect(await chain.must('get-member', { memberId: goes })).toMatchObject({
          memberId: stays,
          receipts: 8,
          spend: 800_000,
        });
        expect(await till.balance(stays, 'cashback')).toMatchObject({ available: 240 });
      }
    }),
  );
});

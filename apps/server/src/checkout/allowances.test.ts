import * as fc from 'fast-check';
import type { MemberFacts } from '@bonum/engine';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { days, inChain, type Chain } from '../testing/chain.ts';
import { OfflineTill, type OfflineSale } from '../testing/offline-till.ts';
import { line, type Basket } from '../testing/till.ts';

const LIMIT = 300;
const spending = {
  offline: { days: 7, points: { most: LIMIT, hours: 24 } },
  promotions: [],
  returns: { shortfall: 'debt', graceDays: 14 },
};

async function allow(chain: Chain, memberId: string, tillId = '1') {
  const till = { storeId: 'S-1', tillId };
  const { allowances } = await chain.must('grant-allowances', { till, members: [{ memberId }] });
  const [allowed] = allowances;
  if (!allowed) throw new Error('nothing was answered');
  return allowed;
}
type Allowed = Awaited<ReturnType<typeof allow>>;

/** A till without network spends all that it was allowed. */
function spendAll(till: OfflineTill, basket: Basket, { facts, token }: Allowed): OfflineSale {
  const buyer = { facts: facts as MemberFacts, wish: 'most' } as const;
  return { ...till.sell(basket, buyer), ...(token !== null && { allowance: token }) };
}

const spent = ({ charged }: OfflineSale): number =>
  charged.lines.flatMap((one) => one.spent).reduce((sum, { points }) => sum + points, 0);

const sync = async (chain: Chain, receipts: OfflineSale[]) =>
  (await chain.must('sync-receipts', { sentAt: chain.till.time(), receipts })).receipts;

/** A member of a level that spends. */
async function richMember(chain: Chain, points: number): Promise<string> {
  const memberId = await chain.till.join();
  await chain.till.buy(memberId, [line('DRESS', 20_000)]);
  const { available } = await chain.till.balance(memberId);
  if (points > available) await chain.till.grant(memberId, points - available);
  return memberId;
}

const basketOf = (chain: Chain, memberId: string, roubles: number, tillId = '1'): Basket => ({
  ...chain.till.basket([line('TEE', roubles)], { member: { memberId } }),
  key: chain.till.key(tillId),
});

describe('B4 offline spending from allowances granted in advance (C5, C12)', () => {
  test(
    'a till spends what it was allowed, once, and what was spent elsewhere meanwhile is owed',
    inChain(
      'sportswear',
      async (chain) => {
        const memberId = await richMember(chain, 500);
        const till = await OfflineTill.of(chain);
        const allowed = await allow(chain, memberId);
        expect(allowed).toMatchObject({ points: { bonus: LIMIT }, refusal: null });
        expect(JSON.stringify(allowed)).not.toMatch(/Анна|7916/);
        const sale = spendAll(till, basketOf(chain, memberId, 5000), allowed);
        expect(spent(sale)).toBe(LIMIT);
        // While the till is away the member spends nearly everything at another one.
        await chain.till.pay(memberId, [line('TEE', 5000)], { bonus: 400 });
        const { available: left } = await chain.till.balance(memberId);
        // Sent several times at once: each is told that it is booked.
        const all = (await Promise.all(Array.from({ length: 6 }, () => sync(chain, [sale])))).flat();
        expect(all.map(({ outcome }) => outcome)).toEqual(Array(6).fill('committed'));
        const told = all.find(({ again }) => !again);
        expect(told).toMatchObject({ outcome: 'committed', debt: { bonus: LIMIT - left } });
        expect(await sync(chain, [sale])).toEqual([{ ...told, again: true }]);
        // What the sale itself has earned has paid a part of it.
        const balance = await chain.till.balance(memberId);
        expect(balance.debt - balance.available).toBe(LIMIT - left - (told?.earned['bonus'] ?? 0));
        // The goods come back, and with them the points: those that were lent pay what is owed for them.
        await chain.till.giveBack({ request: sale });
        const after = await chain.till.balance(memberId);
        expect(after.available - after.debt).toBe(left);
        const second = spendAll(till, basketOf(chain, memberId, 5000), allowed);
        expect(await sync(chain, [second])).toMatchObject([
          { outcome: 'refused', refusal: { code: 'bad-allowance' } },
        ]);
      },
      spending,
    ),
  );

  test(
    'what was held for the receipt before the network went pays it: nothing is owed',
    inChain(
      'sportswear',
      async (chain) => {
        const memberId = await richMember(chain, 200);
        const till = await OfflineTill.of(chain);
        const allowed = await allow(chain, memberId);
        const basket = basketOf(chain, memberId, 9000);
        await chain.must('hold-points', await chain.till.holding(memberId, basket, 'most'));
        expect(await chain.till.balance(memberId)).toMatchObject({ available: 0, held: 200 });
        expect(await sync(chain, [spendAll(till, basket, allowed)])).toMatchObject([
          { outcome: 'committed', debt: {} },
        ]);
        expect(await chain.till.balance(memberId)).toMatchObject({ available: 0, held: 0, debt: 0 });
        const { rows } = await sql`select from transfer where reason = 'advance'`.execute(chain.shell.db);
        expect(rows).toEqual([]);
      },
      { ...spending, earning: [] },
    ),
  );

  test(
    "asked again a till has the same allowance; another till has what is left of the chain's limit",
    inChain(
      'sportswear',
      async (chain) => {
        const memberId = await richMember(chain, 200);
        const first = await allow(chain, memberId);
        expect(first.points).toEqual({ bonus: 200 });
        chain.now += days(0.5);
        const again = await allow(chain, memberId);
        expect(again).toMatchObject({ token: first.token, points: first.points });
        expect(Date.parse(again.validUntil ?? '')).toBe(chain.now + days(1));
        expect((await allow(chain, memberId, '2')).token).toBeNull();
        await chain.till.grant(memberId, 1000);
        expect((await allow(chain, memberId, '2')).points).toEqual({ bonus: LIMIT - 200 });
        // Only when a receipt that spent it could no longer be sent is it outstanding no more.
        chain.now += days(7.9);
        expect((await allow(chain, memberId, '2')).points).toEqual({ bonus: LIMIT - 200 });
        chain.now += days(0.2);
        expect((await allow(chain, memberId)).points).toEqual({ bonus: 200 });
        const { allowances } = await chain.must('grant-allowances', {
          till: { storeId: 'S-1', tillId: '1' },
          members: [{ card: '2101999999998' }, { memberId }],
        });
        expect(allowances.map(({ refusal }) => refusal?.code ?? 'ok')).toEqual(['unknown-card', 'ok']);
      },
      spending,
    ),
  );

  test(
    'an allowance is for one member, one till, one receipt and so many points',
    inChain(
      'sportswear',
      async (chain) => {
        const [memberId, other] = [await richMember(chain, 500), await richMember(chain, 500)];
        const till = await OfflineTill.of(chain);
        const allowed = await allow(chain, memberId);
        const sale = spendAll(till, basketOf(chain, memberId, 5000), allowed);
        const { allowance: _none, ...bare } = sale;
        const more = { ...allowed, facts: { ...allowed.facts, balances: { bonus: LIMIT + 1 } } };
        const wrong = [
          bare,
          { ...sale, allowance: `${allowed.token}x` },
          { ...sale, key: chain.till.key('2') },
          { ...sale, key: chain.till.key(), member: { memberId: other } },
          spendAll(till, basketOf(chain, memberId, 9000), more),
        ];
        for (const one of wrong)
          expect(await sync(chain, [one])).toMatchObject([{ refusal: { code: 'bad-allowance' } }]);
        const twin = { ...sale, key: chain.till.key() };
        const told = await Promise.all([sync(chain, [sale]), sync(chain, [twin])]);
        expect(
          told
            .flat()
            .map(({ outcome }) => outcome)
            .sort(),
        ).toEqual(['committed', 'refused']);
      },
      spending,
    ),
  );

  test(
    'however many tills are away and whatever is spent elsewhere, offline spending never makes a member owe more than the limit',
    inChain(
      'sportswear',
      async (chain) => {
        const till = await OfflineTill.of(chain);
        const anyStep = fc.record({
          does: fc.constantFrom('allow', 'allow', 'offline', 'offline', 'online', 'sync', 'grant' as const),
          tillId: fc.constantFrom('1', '2'),
          points: fc.integer({ min: 1, max: 400 }),
        });
        const step = (does: 'allow' | 'offline' | 'online' | 'sync', tillId: '1' | '2' = '1') => ({
          does,
          tillId,
          points: 400,
        });
        // The limit is reached: a till away spends all it was allowed, and then all is spent elsewhere.
        const one = [step('allow'), step('offline'), step('online'), step('sync')];
        const two = [
          step('allow'),
          step('allow', '2'),
          step('offline'),
          step('offline', '2'),
          ...one.slice(2),
        ];
        let [worst, lent] = [0, 0];
        await fc.assert(
          fc.asyncProperty(fc.array(anyStep, { minLength: 8, maxLength: 18 }), async (steps) => {
            const memberId = await richMember(chain, 400);
            const allowed = new Map<string, Allowed>();
            // What a till has spent it knows, whatever it is told again.
            const used = new Set<string>();
            const outcomes: string[] = [];
            let waiting: OfflineSale[] = [];
            for (const { does, tillId, points } of steps) {
              if (does === 'allow') allowed.set(tillId, await allow(chain, memberId, tillId));
              if (does === 'grant') await chain.till.grant(memberId, points);
              if (does === 'online') {
                const { available } = await chain.till.balance(memberId);
                const wish = Math.min(points, available);
                if (wish > 0) await chain.till.pay(memberId, [line('DRESS', 9000)], { bonus: wish });
              }
              const mine = allowed.get(tillId);
              if (does === 'offline' && mine?.token && !used.has(mine.token)) {
                waiting.push(spendAll(till, basketOf(chain, memberId, 9000, tillId), mine));
                used.add(mine.token);
              }
              if (does === 'sync' && waiting.length > 0) {
                for (const told of await sync(chain, waiting.toReversed())) {
                  outcomes.push(told.outcome);
                  lent += told.debt['bonus'] ?? 0;
                }
                waiting = [];
              }
              const { debt } = await chain.till.balance(memberId);
              expect(debt).toBeLessThanOrEqual(LIMIT);
              worst = Math.max(worst, debt);
            }
            expect(outcomes.filter((outcome) => outcome !== 'committed')).toEqual([]);
          }),
          {
            numRuns: 8,
            examples: [[one], [two]],
          },
        );
        expect(worst).toBe(LIMIT);
        expect(lent).toBeGreaterThanOrEqual(LIMIT);
      },
      // Without what the goods earn, which would pay the debt at once.
      { ...spending, earning: [] },
    ),
  );
});

import type { Fault } from '@bonum/standins/http-gateway';
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { grant, inConnectedChain, type ConnectedChain } from '../testing/connected.ts';
import { line } from '../testing/till.ts';

type Saby = ConnectedChain<'sbis'>;

const anna = {
  name: 'Анна',
  surname: 'Соколова',
  phone: '+79161234567',
  card: '2101000000019',
  points: 500,
};

const away = (times: number): readonly Fault[] => Array.from({ length: times }, () => 'drop-before');

/** Somebody whom Saby knows, of a level that spends. */
async function known({ chain, outside }: Saby) {
  const id = outside.enter(anna);
  const { memberId } = await chain.must('find-member', { phone: anna.phone });
  await chain.till.buy(memberId, [line('SHOES', 60_000)]);
  return { id, memberId };
}

/** Who settles what is refused looks in Saby for the order by its comment, as the desk tells them to. */
async function settle({ chain, outside }: Saby): Promise<void> {
  const { commands } = await chain.must('list-record-commands', { state: 'refused' });
  for (const { memberId, commandId, because, about } of commands) {
    expect(because).toBe('unsure');
    const isThere = outside.retail.orders.some(({ comment }) => comment === about?.names);
    const of = { memberId, commandId };
    if (isThere) await chain.must('discard-record-command', { ...of, reason: 'Заказ в Saby есть' });
    else await chain.must('retry-record-command', of);
  }
}

/** Until everything has arrived, or was settled. */
const untilTold = (saby: Saby): Promise<void> =>
  expect
    .poll(async () => {
      await saby.catchUp();
      await settle(saby);
      const { waiting, refused } = await saby.chain.must('get-record', {});
      return waiting + refused;
    })
    .toBe(0);

/** What there is here beside what Saby has. */
async function besideOf({ chain }: Saby, memberId: string): Promise<number> {
  const { rows } = await sql<{ beside: number }>`
    select beside from record_link where owner_id = ${memberId}`.execute(chain.shell.db);
  return rows[0]?.beside ?? 0;
}

/** Orders there, and of how many sales; bonuses there with those that were written off; and what is here too much or too little. */
async function counted(saby: Saby, memberId: string) {
  const { orders } = saby.outside.retail;
  const { here, there } = await saby.balances(memberId);
  return {
    orders: orders.length,
    sales: new Set(orders.map(({ comment }) => comment)).size,
    bonuses: orders.reduce((sum, { bonusDec }) => sum + bonusDec, there ?? 0),
    astray: here - (there ?? 0) - (await besideOf(saby, memberId)),
  };
}

/** Each sale is one order, and bonuses are gone once. */
const once = (sales: number, bonuses: number) => ({ orders: sales, sales, bonuses, astray: 0 });

describe('D4 with sbis, while it is away', () => {
  test(
    'a sale, what was paid of it with points, and points by hand wait in order and arrive once',
    inConnectedChain({ system: 'sbis' }, async (saby) => {
      const { chain, outside } = saby;
      const { memberId } = await known(saby);
      outside.faults.push(...away(200));
      await chain.till.pay(memberId, [line('TEE', 1000)], { bonus: 200 });
      await chain.must('grant-points', grant(memberId, 30));
      await chain.till.pay(memberId, [line('TEE', 1000)], { bonus: 100 });
      const { commands } = await chain.must('list-record-commands', {});
      expect(commands.map(({ act, reason }) => reason ?? act)).toEqual(
        expect.arrayContaining(['receipt', 'spent', 'granted-by-hand']),
      );
      expect(commands[0]).toMatchObject({ act: 'receipt' });
      expect(outside.retail.orders).toHaveLength(1);
      outside.faults.length = 0;
      // Who has mended it need not wait.
      const [first] = commands;
      await chain.must('retry-record-command', { memberId, commandId: first?.commandId ?? '' });
      await untilTold(saby);
      expect(outside.retail.orders.map(({ bonusDec }) => bonusDec)).toEqual([0, 200, 100]);
      expect(await counted(saby, memberId)).toEqual(once(3, 500));
      expect((await chain.must('get-record', {})).awaySince).toBeNull();
    }),
  );

  const faults = ['drop-before', 'drop-after', 'half-written', 'windows-1251'] as const;
  test.each(faults)(
    '%s at each call around a sale: it is there once, and so is what was paid with points',
    (fault) =>
      inConnectedChain({ system: 'sbis' }, async (saby) => {
        const { chain, outside } = saby;
        const { memberId } = await known(saby);
        let sales = 1;
        for (let before = 0; before < 9; before++) {
          await chain.must('grant-points', grant(memberId, 1));
          outside.faults.push(...Array.from({ length: before }, () => 'none' as const), fault);
          await chain.till.pay(memberId, [line('TEE', 1000)], { bonus: 50 });
          sales += 1;
          outside.faults.length = 0;
          await untilTold(saby);
          expect(await counted(saby, memberId)).toEqual(once(sales, 500));
        }
        expect(outside.retail.orders.reduce((sum, { bonusDec }) => sum + bonusDec, 0)).toBe(450);
      })(),
  );

  test(
    'an order of which nobody knows whether it arrived is for people: with the comment to look for it by, and nothing behind it goes on',
    inConnectedChain({ system: 'sbis' }, async (saby) => {
      const { chain, outside } = saby;
      outside.enter(anna);
      const { memberId } = await chain.must('find-member', { phone: anna.phone });
      // Looked for, made, and the answer is lost; looking for it is in vain too.
      outside.faults.push('none', 'none', 'drop-after', 'drop-before');
      await chain.till.buy(memberId, [line('SHOES', 60_000)]);
      const { commands } = await chain.must('list-record-commands', { state: 'refused' });
      expect(commands).toMatchObject([{ act: 'receipt', because: 'unsure', actions: ['retry', 'discard'] }]);
      expect(commands[0]?.about).toEqual({ names: outside.retail.orders[0]?.comment });
      await chain.till.pay(memberId, [line('TEE', 1000)], { bonus: 200 });
      expect(outside.retail.orders).toHaveLength(1);
      await untilTold(saby);
      expect(await counted(saby, memberId)).toEqual(once(2, 500));
    }),
  );
});

type Step =
  | { readonly act: 'grant' | 'there' | 'pay'; readonly points: number }
  | { readonly act: 'buy'; readonly roubles: number }
  | { readonly act: 'return' | 'look' | 'settle' }
  | { readonly act: 'fault'; readonly fault: Fault; readonly times: number };

const steps = fc.array(
  fc.oneof(
    fc.record({
      act: fc.constantFrom('grant' as const, 'there' as const),
      points: fc.integer({ min: 1, max: 300 }),
    }),
    fc.record({ act: fc.constant('pay' as const), points: fc.integer({ min: 1, max: 200 }) }),
    fc.record({ act: fc.constant('buy' as const), roubles: fc.integer({ min: 100, max: 50_000 }) }),
    fc.record({ act: fc.constantFrom('return' as const, 'look' as const, 'settle' as const) }),
    fc.record({
      act: fc.constant('fault' as const),
      fault: fc.constantFrom<Fault>('drop-before', 'drop-after', 'half-written', 'windows-1251'),
      times: fc.integer({ min: 1, max: 6 }),
    }),
  ),
  { minLength: 3, maxLength: 14 },
);

test('D4 whatever happens here, there and on the line between: each sale is one order, and bonuses are written off once', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (history: readonly Step[]) => {
      await inConnectedChain({ system: 'sbis' }, async (saby) => {
        const { chain, outside, balances } = saby;
        const { id, memberId } = await known(saby);
        let [sales, bonuses] = [1, anna.points];
        let last: Awaited<ReturnType<typeof chain.till.buy>> | null = null;
        for (const step of history) {
          switch (step.act) {
            case 'grant':
              await chain.must('grant-points', grant(memberId, step.points));
              break;
            case 'there':
              outside.addPoints(id, step.points);
              bonuses += step.points;
              break;
            case 'buy':
              last = await chain.till.buy(memberId, [line('SHOES', step.roubles)]);
              sales += 1;
              break;
            case 'pay':
              if ((await balances(memberId)).here < step.points) break;
              await chain.till.pay(memberId, [line('TEE', 2000)], { bonus: step.points });
              sales += 1;
              break;
            case 'return':
              // A return is made in Saby by hand.
              if (last) await chain.till.giveBack(last);
              last = null;
              break;
            case 'look':
              await chain.must('get-member', { memberId });
              break;
            case 'settle':
              chain.now += 20 * 86_400_000;
              break;
            case 'fault':
              for (let time = 0; time < step.times; time++) outside.faults.push(step.fault);
          }
        }
        outside.faults.length = 0;
        await untilTold(saby);
        await chain.must('get-member', { memberId });
        expect(await counted(saby, memberId)).toEqual(once(sales, bonuses));
      })();
    }),
    { numRuns: 6 },
  );
});

import { describe, expect, test } from 'vitest';
import { inChain, shipped, type Chain } from '../testing/chain.ts';
import { stamps } from '../testing/mechanics.ts';
import { line } from '../testing/till.ts';

const balls = (units: number) => line('BALL', 400 * units, units);

/** For a test's body: a chain where every fifth ball is free. */
const withStamps =
  (body: (chain: Chain) => Promise<void>, shortfall = 'debt') =>
  async () => {
    const { kinds } = await shipped('sportswear');
    const changes = {
      kinds: [...kinds, stamps.kind],
      earning: [],
      promotions: [stamps.promotion],
      returns: { shortfall, graceDays: 14 },
    };
    await inChain('sportswear', body, changes)();
  };

describe('U3 every n-th item over several receipts', () => {
  test(
    'four balls give four stamps, the fifth takes them and is free',
    withStamps(async ({ till }) => {
      const memberId = await till.join();
      await till.buy(memberId, [balls(3)]);
      await till.buy(memberId, [balls(1)]);
      expect(await till.balance(memberId, 'stamps')).toMatchObject({ available: 4 });
      const { answer } = await till.buy(memberId, [balls(1)]);
      expect(answer.totals).toMatchObject({ discount: 40_000, spent: 0, paid: 0 });
      expect(answer.slip).toContain('Списано: 4 балла (Штампы)');
      expect(await till.balance(memberId, 'stamps')).toMatchObject({ available: 0, debt: 0 });
    }),
  );

  test(
    'the free one brought back gives the stamps back; those that counted, brought back, take theirs',
    withStamps(async ({ till }) => {
      const memberId = await till.join();
      const counted = await till.buy(memberId, [balls(4)]);
      const free = await till.buy(memberId, [balls(1)]);
      const back = await till.giveBack(free);
      expect(back).toMatchObject({ refund: 0, pointsGivenBack: { stamps: 4 } });
      await till.giveBack(counted, [{ id: 'BALL-1600', quantity: 3000 }]);
      expect(await till.balance(memberId, 'stamps')).toMatchObject({ available: 1, debt: 0 });
    }),
  );

  test(
    'stamps that are gone are owed, where the programme says so',
    withStamps(async ({ till }) => {
      const memberId = await till.join();
      const counted = await till.buy(memberId, [balls(4)]);
      await till.buy(memberId, [balls(1)]);
      expect(await till.giveBack(counted)).toMatchObject({ refund: 160_000, debt: { stamps: 4 } });
      await till.buy(memberId, [balls(6)]);
      // Five are one group of their own; the sixth pays one that is owed.
      expect(await till.balance(memberId, 'stamps')).toMatchObject({ available: 0, debt: 3 });
    }),
  );

  test(
    'or taken off the money: whoever keeps the free one and brings the others back gains nothing',
    withStamps(async ({ till }) => {
      const memberId = await till.join();
      const counted = await till.buy(memberId, [balls(4)]);
      await till.buy(memberId, [balls(1)]);
      const back = await till.giveBack(counted);
      expect(back.refundReducedBy).toBeGreaterThanOrEqual(40_000);
      expect(back.refund + back.refundReducedBy).toBe(160_000);
    }, 'reduce-refund'),
  );

  test(
    'the quote binds as long as its stamps are there; of two tills at once one gets the free ball',
    withStamps(async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      await till.buy(memberId, [balls(4)]);
      const baskets = ['1', '2'].map((tillId) => ({
        ...till.basket([balls(1)], { member: { memberId } }),
        key: till.key(tillId),
      }));
      const quoted = await Promise.all(
        baskets.map(async (basket) => ({
          ...basket,
          quoteToken: (await chain.must('quote-receipt', basket)).quoteToken,
        })),
      );
      const answers = await Promise.all(quoted.map((request) => chain.must('commit-receipt', request)));
      const [free, paid] = answers.sort((a, b) => a.totals.paid - b.totals.paid);
      expect([free?.totals.paid, free?.recalculated]).toEqual([0, null]);
      expect([paid?.totals.paid, paid?.recalculated]).toMatchObject([40_000, { because: 'changed-since' }]);
      expect(await till.balance(memberId, 'stamps')).toMatchObject({ available: 1, debt: 0 });
    }),
  );

  test(
    'points pay the rest of the same receipt, with a hold and a confirmation; stamps need neither',
    withStamps(async ({ till }) => {
      const memberId = await till.join();
      await till.buy(memberId, [line('SHOES', 12_000)]);
      await till.grant(memberId, 500);
      await till.buy(memberId, [balls(4)]);
      const { answer } = await till.pay(memberId, [balls(1), line('SHOES', 1000)], 'most');
      expect(answer.totals).toEqual({ amount: 140_000, discount: 40_000, spent: 30_000, paid: 70_000 });
      expect(await till.balance(memberId, 'stamps')).toMatchObject({ available: 0 });
      expect(await till.balance(memberId)).toMatchObject({ available: 200, held: 0 });
    }),
  );
});

import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { days, inChain, minutes, type Chain } from '../testing/chain.ts';
import { line } from '../testing/till.ts';

/** A bronze member of the sportswear club with so many granted points. */
async function bronze(chain: Chain, points = 0): Promise<string> {
  const memberId = await chain.till.join();
  await chain.till.buy(memberId, [line('SHOES', 10_000)]);
  if (points > 0) await chain.till.grant(memberId, points);
  return memberId;
}

const spendOf = async (chain: Chain, memberId: string) =>
  (await chain.must('get-member', { memberId })).spend;

describe('B8 a return takes back what was earned (peers, pain 1: a refund keeps earned points)', () => {
  test(
    'by line and quantity, rounding so that nobody gains by splitting',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await bronze(chain);
      const sale = await till.buy(memberId, [line('SHOES', 1000, 3), line('TEE', 333.33)]);
      expect(await till.balance(memberId)).toMatchObject({ available: 39 });
      const one = await till.giveBack(sale, [{ id: 'SHOES-1000', quantity: 1000 }]);
      // A third of 1 000 ₽ down, a third of its points up.
      expect(one).toMatchObject({ refund: 33_333, pointsTakenBack: { bonus: 10 }, refundReducedBy: 0 });
      const half = await till.giveBack(sale, [{ id: 'SHOES-1000', quantity: 500 }]);
      expect(half).toMatchObject({ refund: 16_667, pointsTakenBack: { bonus: 5 } });
      const rest = await till.giveBack(sale);
      expect(rest).toMatchObject({ refund: 83_333, pointsTakenBack: { bonus: 24 } });
      expect(await till.balance(memberId)).toMatchObject({ available: 0, debt: 0 });
      expect(await spendOf(chain, memberId)).toBe(1_000_000);
    }),
  );

  test(
    'points that are not active yet are taken back first',
    inChain('diy', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      const sale = await till.buy(memberId, [line('SHOES', 10_000)]);
      expect(await till.balance(memberId)).toMatchObject({ pending: 100 });
      await till.giveBack(sale);
      expect(await till.balance(memberId)).toMatchObject({ pending: 0, available: 0, debt: 0 });
    }),
  );

  test(
    'spent already, they reduce the money given back',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await bronze(chain);
      const sale = await till.buy(memberId, [line('SHOES', 10_000)]);
      await till.pay(memberId, [line('SHOES', 5000)], { bonus: 300 });
      const back = await till.giveBack(sale);
      // 141 came from what was bought with the points.
      expect(back).toMatchObject({
        refund: 984_100,
        refundReducedBy: 15_900,
        pointsTakenBack: { bonus: 300 },
        debt: {},
      });
      expect(await till.balance(memberId)).toMatchObject({ available: 0, debt: 0 });
    }),
  );

  test(
    'or become a debt that the next points pay, where the programme says so',
    inChain(
      'sportswear',
      async (chain) => {
        const { till } = chain;
        const memberId = await bronze(chain);
        const sale = await till.buy(memberId, [line('SHOES', 10_000)]);
        await till.pay(memberId, [line('SHOES', 5000)], { bonus: 300 });
        expect(await till.giveBack(sale)).toMatchObject({ refund: 1_000_000, debt: { bonus: 159 } });
        expect(await till.balance(memberId)).toMatchObject({ available: 0, debt: 159 });
        const basket = till.basket([line('SHOES', 5000)], { member: { memberId }, codes: [] });
        expect((await chain.must('quote-receipt', { ...basket, spend: 'most' })).spending).toMatchObject([
          { available: 0, points: 0 },
        ]);
        await till.buy(memberId, [line('SHOES', 10_000)]);
        expect(await till.balance(memberId)).toMatchObject({ available: 141, debt: 0 });
      },
      { returns: { shortfall: 'debt', graceDays: 14 } },
    ),
  );

  test(
    'expired unused, they cost the member nothing',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await bronze(chain);
      const sale = await till.buy(memberId, [line('SHOES', 10_000)]);
      chain.now += days(366);
      expect(await till.giveBack(sale)).toMatchObject({
        refund: 1_000_000,
        refundReducedBy: 0,
        pointsTakenBack: { bonus: 300 },
      });
    }),
  );
});

describe('B8 a return gives back what was spent (peers, pain 2: spent points are charged again)', () => {
  test(
    'to the lots they came from, part by part, never more than was spent',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await bronze(chain, 100);
      chain.now += days(10);
      await till.grant(memberId, 500);
      const before = (await chain.must('get-points', { memberId })).lots;
      const sale = await till.pay(memberId, [line('SHOES', 2000, 4)], { bonus: 400 });
      expect(sale.answer).toMatchObject({ totals: { paid: 160_000 } });
      const one = await till.giveBack(sale, [{ id: 'SHOES-2000', quantity: 1000 }]);
      expect(one).toMatchObject({ refund: 40_000, pointsGivenBack: { bonus: 100 } });
      await till.giveBack(sale, [{ id: 'SHOES-2000', quantity: 2000 }]);
      const last = await till.giveBack(sale);
      expect(last).toMatchObject({ refund: 40_000, pointsGivenBack: { bonus: 100 } });
      expect((await chain.must('get-points', { memberId })).lots).toEqual(before);
    }),
  );

  test(
    'for the grace days where the lot has expired meanwhile',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await bronze(chain, 600);
      const sale = await till.pay(memberId, [line('SHOES', 2000)], { bonus: 600 });
      chain.now += days(400);
      expect(await till.giveBack(sale)).toMatchObject({
        refund: 140_000,
        pointsGivenBack: { bonus: 600 },
        pointsTakenBack: { bonus: 42 },
      });
      // The 42 points earned had expired unused.
      expect(await till.balance(memberId)).toMatchObject({ available: 600 });
      chain.now += days(14);
      expect(await till.balance(memberId)).toMatchObject({ available: 0 });
    }),
  );
});

describe('B8 discounts and returns (peers, pains 3, 9 and 11)', () => {
  test(
    'a part that comes back leaves the discount of the rest alone (pain 3)',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const sale = await till.buy(null, [line('SHOES', 3000, 3), line('BALL', 1000)], { codes: ['START10'] });
      const refunds = [];
      for (const quantity of [1000, 2000]) {
        refunds.push((await till.giveBack(sale, [{ id: 'SHOES-3000', quantity }])).refund);
      }
      expect(refunds).toEqual([90_000, 180_000]);
      expect((await till.giveBack(sale)).refund).toBe(100_000);
    }),
  );

  test(
    'keeping the gift and returning the rest gains nothing (pain 9)',
    inChain('sportswear', async (chain) => {
      const sale = await chain.till.buy(null, [line('TEE', 900), line('TEE', 800), line('SOCKS', 700)]);
      expect(sale.answer.totals.paid).toBe(170_000);
      const back = await chain.till.giveBack(sale, [
        { id: 'TEE-900', quantity: 1000 },
        { id: 'TEE-800', quantity: 1000 },
      ]);
      // Each of the three bore its part of the discount; the socks were not free.
      expect(back.lines.map(({ refund }) => refund)).toEqual([63_750, 56_667]);
      expect(sale.answer.totals.paid - back.refund).toBe(49_583);
    }),
  );

  test(
    'weights and odd kopecks come back to the last kopeck (pain 11)',
    inChain('sportswear', async (chain) => {
      const sale = await chain.till.buy(null, [{ ...line('SHOES', 99.99), quantity: 333 }]);
      const refunds = [];
      for (const quantity of [1, 110, 111, 110, 1]) {
        refunds.push((await chain.till.giveBack(sale, [{ id: 'SHOES-99.99', quantity }])).refund);
      }
      expect(refunds.reduce((sum, refund) => sum + refund, 0)).toBe(9999);
      expect(refunds.every((refund) => refund > 0)).toBe(true);
    }),
  );
});

describe('a return is refused', () => {
  test(
    'of more than was sold, of what is not there, of a return, and under a used number',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const sale = await till.buy(null, [line('SHOES', 1000, 2), { ...line('TEE', -500), quantity: -1000 }]);
      const refused = (lines: { id: string; quantity: number }[]) =>
        chain.ask('return-receipt', till.returning(sale, lines));
      expect(await refused([{ id: 'SHOES-1000', quantity: 2001 }])).toMatchObject({
        code: 'quantity-exceeded',
        extra: { left: 2000 },
      });
      const twice = [
        { id: 'SHOES-1000', quantity: 1500 },
        { id: 'SHOES-1000', quantity: 1500 },
      ];
      expect(await refused(twice)).toMatchObject({ code: 'quantity-exceeded' });
      expect(await refused([{ id: 'TEE--500', quantity: 1 }])).toMatchObject({ code: 'quantity-exceeded' });
      expect(await refused([{ id: 'НЕТ', quantity: 1 }])).toMatchObject({
        code: 'unknown-line',
        path: '/lines/0/id',
      });
      const unsold = till.basket([line('SHOES', 1)]);
      expect(await chain.refusal('return-receipt', till.returning({ request: unsold }))).toBe(
        'unknown-receipt',
      );
      const request = till.returning(sale, [{ id: 'SHOES-1000', quantity: 1000 }]);
      const back = await chain.must('return-receipt', request);
      expect(await chain.must('return-receipt', request)).toEqual(back);
      expect(await chain.refusal('return-receipt', { ...request, of: request.key })).toBe('key-reused');
      const ofReturn = { ...till.returning(sale), of: request.key };
      expect(await chain.refusal('return-receipt', ofReturn)).toBe('not-a-sale');
      expect(await chain.refusal('cancel-receipt', { key: request.key, at: till.time() })).toBe('not-a-sale');
    }),
  );

  test(
    'for all but one of twenty tills that take back the same goods at once',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await bronze(chain, 500);
      for (const buyer of [memberId, null]) {
        const sale =
          buyer === null
            ? await till.buy(null, [line('SHOES', 1000)])
            : await till.pay(buyer, [line('SHOES', 1000)], { bonus: 100 });
        const requests = Array.from({ length: 20 }, (_, index) =>
          till.returning(sale, index % 2 ? [{ id: 'SHOES-1000', quantity: 1000 }] : undefined),
        );
        const answers = await Promise.all(
          requests.map((request) => chain.refusal('return-receipt', request)),
        );
        expect(answers.filter((answer) => answer === 'ok')).toHaveLength(1);
        expect(answers.filter((answer) => answer === 'quantity-exceeded')).toHaveLength(19);
      }
      expect(await till.balance(memberId)).toMatchObject({ available: 500 });
    }),
  );
});

describe('B8 a return knows its member', () => {
  test(
    'after a level change: it takes back what was earned, and the level falls with the spend',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await bronze(chain);
      const early = await till.buy(memberId, [line('SHOES', 40_000)]);
      await till.buy(memberId, [line('SHOES', 1000)]);
      expect(await chain.must('get-member', { memberId })).toMatchObject({ level: 'silver' });
      expect(await till.giveBack(early)).toMatchObject({
        level: 'bronze',
        pointsTakenBack: { bonus: 1200 },
        refundReducedBy: 0,
      });
      // What silver earned on the receipt in between stays.
      expect(await till.balance(memberId)).toMatchObject({ available: 50 });
    }),
  );

  test(
    'and stands on the levels of today, whatever the sale was made under',
    inChain('sportswear', async (chain) => {
      const memberId = await bronze(chain);
      const sale = await chain.till.buy(memberId, [line('SHOES', 1000)]);
      const named = (name: string) => ({ ru: name, en: name });
      await chain.publish('sportswear', {
        levels: [
          { id: 'guest', name: named('Гость'), from: 0, spends: false },
          { id: 'friend', name: named('Друг'), from: 500_000, spends: true },
        ],
        earning: [],
        promotions: [],
      });
      expect(await chain.till.giveBack(sale)).toMatchObject({ level: 'friend' });
      expect(await chain.must('get-member', { memberId })).toMatchObject({ level: 'friend' });
    }),
  );

  test(
    'after the member was merged, and merged again, with returns in between',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await bronze(chain, 600);
      const sale = await till.pay(memberId, [line('SHOES', 2000, 4)], { bonus: 600 });
      const unit = [{ id: 'SHOES-2000', quantity: 1000 }];
      const into = [await till.join(), await till.join()];
      let last = memberId;
      for (const next of into) {
        await till.giveBack(sale, unit);
        await chain.must('merge-members', { memberId: next, mergeId: v7(), fromMemberId: last });
        last = next;
      }
      const refunds = [await till.giveBack(sale, unit), await till.giveBack(sale)];
      expect(refunds.map(({ refund, pointsGivenBack }) => [refund, pointsGivenBack['bonus']])).toEqual([
        [35_000, 150],
        [35_000, 150],
      ]);
      expect(await chain.refusal('return-receipt', till.returning(sale))).toBe('quantity-exceeded');
      expect(await chain.must('get-member', { memberId: last })).toMatchObject({ spend: 1_000_000 });
      expect(await till.balance(last)).toMatchObject({ available: 600, debt: 0 });
      const receipt = await chain.must('get-receipt', { receiptId: sale.answer.receiptId });
      expect(receipt).toMatchObject({ memberId: last });
      expect(receipt.returns).toHaveLength(4);
    }),
  );

  test(
    'who joined with the receipt (S9): the goods that come back take the points and the spend with them',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      const sale = await till.buy(null, [line('SHOES', 5000)]);
      chain.now += minutes(5);
      const invitation = sale.answer.invitation?.code ?? '';
      const memberId = await till.join({ invitation });
      expect(await till.balance(memberId, 'cashback')).toMatchObject({ available: 150 });
      expect(await till.giveBack(sale)).toMatchObject({ pointsTakenBack: { cashback: 150 } });
      expect(await till.balance(memberId, 'cashback')).toMatchObject({ available: 0 });
      expect(await spendOf(chain, memberId)).toBe(0);
    }),
  );

  test(
    'who joins with the receipt at the very moment: never both the money and the points',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      const outcomes = new Set<string>();
      for (let round = 0; round < 8; round++) {
        const sale = await till.buy(null, [line('SHOES', 5000)]);
        const phone = till.phone();
        const confirmation = await till.confirmation({ purpose: 'join', phone });
        const memberId = v7();
        const invitation = sale.answer.invitation?.code ?? '';
        const [joined, returned] = await Promise.all([
          chain.refusal('join-member', { memberId, phone, confirmation, invitation }),
          chain.refusal('return-receipt', till.returning(sale)),
        ]);
        expect(returned).toBe('ok');
        outcomes.add(joined);
        if (joined !== 'ok') continue;
        expect(await till.balance(memberId, 'cashback')).toMatchObject({ available: 0 });
        expect(await spendOf(chain, memberId)).toBe(0);
      }
      expect(['ok', 'invitation-invalid']).toEqual(expect.arrayContaining([...outcomes]));
    }),
  );
});

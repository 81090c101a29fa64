import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { days, inChain } from '../testing/chain.ts';
import { line } from '../testing/till.ts';

describe('B8 a sale of which nothing is left counts as if it had not been', () => {
  test(
    'its single-use code, its personal offer and the first purchase can be used again',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      const validUntil = new Date(chain.now + days(30)).toISOString();
      await chain.must('add-codes', { promotion: 'next-purchase-500', codes: ['AGAIN-1'], validUntil });
      await chain.must('give-offer', { memberId, offerId: v7(), promotion: 'personal-15', validUntil });
      const rest = { codes: ['AGAIN-1'] };
      const first = await till.buy(memberId, [line('SHOES', 5000)], rest);
      expect(first.answer.promotions).toHaveLength(2);
      await chain.must('cancel-receipt', { key: first.request.key, at: till.time() });
      expect(await chain.must('get-member', { memberId })).toMatchObject({ receipts: 0, spend: 0 });
      const second = await till.buy(memberId, [line('SHOES', 5000)], rest);
      expect(second.answer.promotions).toEqual(first.answer.promotions);
      const third = await till.buy(memberId, [line('SHOES', 5000)], rest);
      expect(third.answer.promotions).toEqual([]);
    }),
  );

  test(
    'but not while a part of it is kept, and only once',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      const sale = await till.buy(memberId, [line('SHOES', 5000, 2)]);
      await till.giveBack(sale, [{ id: 'SHOES-5000', quantity: 1000 }]);
      expect(await chain.must('get-member', { memberId })).toMatchObject({ receipts: 1 });
      await till.giveBack(sale);
      await chain.must('cancel-receipt', { key: sale.request.key, at: till.time() });
      expect(await chain.must('get-member', { memberId })).toMatchObject({ receipts: 0 });
    }),
  );

  test(
    'goods brought back within it are given to the customer again',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      const deposit = { ...line('BALL', 10), quantity: -1000, amount: -1000 };
      const sale = await till.buy(memberId, [line('SHOES', 100), deposit]);
      const cancelled = await chain.must('cancel-receipt', { key: sale.request.key, at: till.time() });
      expect(cancelled.returned?.refund).toBe(9000);
      expect(await chain.must('get-member', { memberId })).toMatchObject({ spend: 0, receipts: 0 });
    }),
  );
});

describe('B8 a return never costs the customer money', () => {
  test(
    'what came back within the sale is not asked of the customer again',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const swap = { ...line('SOCKS', 10), quantity: -1000, amount: -1000 };
      const sale = await till.buy(null, [line('SHOES', 100), swap]);
      expect(await till.giveBack(sale)).toMatchObject({ refund: 10_000 });
      expect(await chain.refusal('return-receipt', till.returning(sale))).toBe('quantity-exceeded');
    }),
  );

  test(
    'a code that the sale printed stays void, in whatever order what it bought comes back',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const first = await till.buy(null, [line('SHOES', 7000)]);
      const codes = first.answer.nextCodes.map(({ code }) => code);
      chain.now += days(14);
      const second = await till.buy(null, [line('SHOES', 3000)], { codes });
      expect(second.answer.totals.discount).toBe(50_000);
      await till.giveBack(first);
      await till.giveBack(second);
      const third = await till.buy(null, [line('SHOES', 3000)], { codes });
      expect(third.answer.totals.discount).toBe(0);
    }),
  );

  test(
    'spent points that the refund cannot pay for are owed',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      const memberId = await till.join({ birthDate: '1990-11-22' });
      const validUntil = new Date(chain.now + days(30)).toISOString();
      await chain.must('give-offer', { memberId, offerId: v7(), promotion: 'birthday', validUntil });
      const gift = await till.buy(memberId, [line('TEE', 100)]);
      await till.pay(memberId, [line('SHOES', 2500)], { promo: 500 });
      const back = await till.giveBack(gift);
      expect(back).toMatchObject({ refund: 0, refundReducedBy: 10_000, debt: { promo: 400 } });
      expect(await till.balance(memberId, 'promo')).toMatchObject({ available: 0, debt: 400 });
    }),
  );
});

describe('a hold asked for again', () => {
  test(
    'with other points is another hold',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      await till.grant(memberId, 500, 'cashback');
      const basket = till.basket([line('SHOES', 5000)], { member: { memberId } });
      const request = await till.holding(memberId, basket, { cashback: 100 });
      await chain.must('hold-points', request);
      expect(await chain.must('hold-points', request)).toMatchObject({ held: { cashback: 100 } });
      expect(await chain.refusal('hold-points', { ...request, spend: { cashback: 400 } })).toBe('id-reused');
    }),
  );
});

describe('a cancellation and a hold of one receipt at once', () => {
  test(
    'leave no points held for a receipt that is void',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      await till.grant(memberId, 500, 'cashback');
      for (let round = 0; round < 4; round++) {
        const basket = till.basket([line('SHOES', 5000)], { member: { memberId } });
        const request = await till.holding(memberId, basket, { cashback: 100 });
        await Promise.all([
          chain.ask('hold-points', request),
          chain.must('cancel-receipt', { key: basket.key, at: till.time() }),
        ]);
        expect(await till.balance(memberId, 'cashback')).toMatchObject({ available: 500, held: 0 });
      }
    }),
  );
});

import type { Input } from '@bonum/contract';
import { describe, expect, test } from 'vitest';
import { inChain, minutes } from '../testing/chain.ts';
import { line } from '../testing/till.ts';

const shoes = [line('SHOES', 9000)];

describe('a till that got no answer asks again and is safe', () => {
  test(
    'fifty times at once: one receipt, one answer (peers: points doubled by a retry)',
    inChain('clothing', async (chain) => {
      const memberId = await chain.till.join();
      const request = chain.till.basket(shoes, { member: { memberId } });
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => chain.must('commit-receipt', request)),
      );
      expect(new Set(answers.map((answer) => JSON.stringify(sorted(answer)))).size).toBe(1);
      expect(await chain.must('get-member', { memberId })).toMatchObject({ receipts: 1, spend: 900_000 });
      expect(await chain.till.balance(memberId, 'cashback')).toMatchObject({ available: 270 });
    }),
  );

  test(
    'fifty anonymous ones at once: one receipt, one invitation',
    inChain('clothing', async (chain) => {
      const request = chain.till.basket(shoes);
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => chain.must('commit-receipt', request)),
      );
      expect(new Set(answers.map((answer) => answer.invitation?.code)).size).toBe(1);
    }),
  );

  test(
    'days later, by another way of naming the member, and after the card was blocked',
    inChain('clothing', async (chain) => {
      const phone = chain.till.phone();
      const memberId = await chain.till.join({ phone });
      const { cards } = await chain.must('get-member', { memberId });
      const number = cards[0]?.number ?? '';
      const request = chain.till.basket(shoes, { member: { card: number } });
      const first = await chain.must('commit-receipt', request);
      await chain.must('block-card', { memberId, number, reason: 'Потеряна' });
      chain.now += minutes(60 * 24 * 3);
      const others: Input<'commit-receipt'>[] = [
        request,
        { ...request, member: { phone } },
        { ...request, member: { memberId: memberId.toUpperCase() } },
        { ...request, language: 'en' },
      ];
      for (const other of others) expect(await chain.must('commit-receipt', other)).toEqual(first);
    }),
  );

  test(
    'after somebody has joined with the receipt: the answer of then, not what they earn by it',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const { request, answer } = await till.buy(null, shoes);
      const memberId = await till.join({ invitation: answer.invitation?.code ?? '' });
      expect(await chain.must('get-member', { memberId })).toMatchObject({ receipts: 1 });
      expect(sorted(await chain.must('commit-receipt', request))).toEqual(sorted(answer));
    }),
  );

  test(
    'after the member was merged into another',
    inChain('clothing', async (chain) => {
      const phone = chain.till.phone();
      const memberId = await chain.till.join({ phone });
      const stays = await chain.till.join();
      const request = chain.till.basket(shoes, { member: { phone } });
      const first = await chain.must('commit-receipt', request);
      await chain.must('merge-members', {
        memberId: stays,
        mergeId: '01932e2c-0000-7000-8000-00000000000a',
        fromMemberId: memberId,
      });
      expect(await chain.must('commit-receipt', request)).toEqual(first);
      expect(await chain.must('commit-receipt', { ...request, member: { memberId } })).toEqual(first);
      expect(await chain.must('commit-receipt', { ...request, member: { memberId: stays } })).toEqual(first);
      expect(await chain.till.balance(stays, 'cashback')).toMatchObject({ available: 270 });
    }),
  );
});

describe('the same key with other content is refused', () => {
  test(
    'another member, none, another line, another time, another code',
    inChain('clothing', async (chain) => {
      const memberId = await chain.till.join();
      const other = await chain.till.join();
      const { request } = await chain.till.buy(memberId, shoes);
      const { member: _, ...nobody } = request;
      const others: Input<'commit-receipt'>[] = [
        nobody,
        { ...request, member: { memberId: other } },
        { ...request, lines: [...shoes, line('TEE', 500)] },
        { ...request, lines: [{ ...line('SHOES', 9000), quantity: 2000 }] },
        { ...request, at: '2026-11-22T11:59:59+03:00' },
        { ...request, codes: ['START10'] },
      ];
      for (const changed of others) {
        expect(await chain.refusal('commit-receipt', changed)).toBe('key-reused');
      }
      const returned = { ...chain.till.returning({ request }), key: request.key };
      expect(await chain.refusal('return-receipt', returned)).toBe('key-reused');
      expect(await chain.must('get-member', { memberId: other })).toMatchObject({ receipts: 0, spend: 0 });
    }),
  );

  test(
    'a return twice at once: one return, one answer, though nothing is left for a second',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      for (let round = 0; round < 20; round++) {
        const request = till.returning(await till.buy(memberId, shoes));
        const answers = await Promise.all([1, 2, 3].map(() => chain.must('return-receipt', request)));
        expect(new Set(answers.map(({ refund }) => refund))).toEqual(new Set([900_000]));
      }
      expect(await chain.must('get-member', { memberId })).toMatchObject({ spend: 0, receipts: 0 });
    }),
  );

  test(
    'two baskets under one key at once: one is sold, the other refused',
    inChain('clothing', async (chain) => {
      const key = chain.till.key();
      const people = await Promise.all(Array.from({ length: 6 }, () => chain.till.join()));
      const answers = await Promise.all(
        people.map((memberId) =>
          chain.refusal('commit-receipt', { ...chain.till.basket(shoes, { member: { memberId } }), key }),
        ),
      );
      expect(answers.filter((answer) => answer === 'ok')).toHaveLength(1);
      expect(answers.filter((answer) => answer === 'key-reused')).toHaveLength(5);
    }),
  );
});

describe('a receipt is cancelled', () => {
  test(
    'before it is paid: a late commit is refused',
    inChain('clothing', async (chain) => {
      const memberId = await chain.till.join();
      const request = chain.till.basket(shoes, { member: { memberId } });
      const cancel = { key: request.key, at: request.at };
      expect(await chain.must('cancel-receipt', cancel)).toMatchObject({ outcome: 'void', returned: null });
      expect(await chain.must('cancel-receipt', cancel)).toMatchObject({ outcome: 'void' });
      expect(await chain.refusal('commit-receipt', request)).toBe('receipt-cancelled');
      expect(await chain.refusal('return-receipt', chain.till.returning({ request }))).toBe(
        'receipt-cancelled',
      );
    }),
  );

  test(
    'after it was paid: it equals a full return, also the second time',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      const [one, other] = [await till.join(), await till.join()];
      for (const memberId of [one, other]) await till.grant(memberId, 1000, 'cashback');
      const lines = [line('SHOES', 3000), line('TEE', 1500, 3), line('DRESS', 777, 0.333)];
      const [cancelled, returned] = [
        await till.pay(one, lines, { cashback: 700 }),
        await till.pay(other, lines, { cashback: 700 }),
      ];
      const cancel = { key: cancelled.request.key, at: till.time() };
      const answer = await chain.must('cancel-receipt', cancel);
      expect(await chain.must('cancel-receipt', cancel)).toEqual(answer);
      const back = await till.giveBack(returned);
      const told = ({ refund, balances, level, pointsGivenBack, pointsTakenBack, slip }: typeof back) => ({
        refund,
        balances,
        level,
        pointsGivenBack,
        pointsTakenBack,
        slip,
      });
      expect(answer.outcome).toBe('returned');
      expect(answer.returned && told(answer.returned)).toEqual(told(back));
      expect(await till.balance(one, 'cashback')).toEqual(await till.balance(other, 'cashback'));
    }),
  );

  test(
    'after part of it came back: the rest comes back',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      const sale = await till.buy(memberId, [line('SHOES', 3000, 3)]);
      await till.giveBack(sale, [{ id: 'SHOES-3000', quantity: 1000 }]);
      const cancel = { key: sale.request.key, at: till.time() };
      const answer = await chain.must('cancel-receipt', cancel);
      expect(answer.returned).toMatchObject({ refund: 200_000 });
      expect(await chain.refusal('return-receipt', till.returning(sale))).toBe('quantity-exceeded');
      expect(await chain.must('get-member', { memberId })).toMatchObject({ spend: 0 });
    }),
  );

  test(
    'a number that looks like a cancellation is a number like any other',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      const key = { ...till.key(), number: 'x'.repeat(64) };
      const sale = await till.buy(null, shoes, { key });
      expect(await chain.must('cancel-receipt', { key, at: till.time() })).toMatchObject({
        outcome: 'returned',
      });
      const { returns } = await chain.must('get-receipt', { receiptId: sale.answer.receiptId });
      expect(await chain.must('get-receipt', { receiptId: returns[0] ?? '' })).toMatchObject({
        type: 'return',
      });
      const first = await till.buy(null, shoes);
      const named = { ...first.request.key, number: `${first.request.key.number}/cancel` };
      await till.buy(null, shoes, { key: named });
      const cancel = { key: first.request.key, at: till.time() };
      expect(await chain.must('cancel-receipt', cancel)).toMatchObject({
        returned: { refund: 900_000 },
      });
    }),
  );

  test(
    'while the commit is on its way: either it is void or it was sold and returned',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      for (let round = 0; round < 10; round++) {
        const request = till.basket(shoes, { member: { memberId } });
        const cancel = { key: request.key, at: request.at };
        const [committed, cancelled] = await Promise.all([
          chain.refusal('commit-receipt', request),
          chain.must('cancel-receipt', cancel),
        ]);
        expect([committed, cancelled.outcome]).toEqual(
          committed === 'ok' ? ['ok', 'returned'] : ['receipt-cancelled', 'void'],
        );
      }
      expect(await chain.must('get-member', { memberId })).toMatchObject({ spend: 0 });
      expect(await till.balance(memberId, 'cashback')).toMatchObject({ available: 0, debt: 0 });
    }),
  );
});

/** An answer that was stored comes back with its fields in another order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  );
}

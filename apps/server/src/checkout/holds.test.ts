import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { inChain, minutes, type Chain } from '../testing/chain.ts';
import { line } from '../testing/till.ts';

const shoes = [line('SHOES', 2000)];

/** A member of the clothing chain with 500 points of cashback, and what holds 300 of them for a pair of shoes. */
async function holding(chain: Chain) {
  const { till } = chain;
  const memberId = await till.join();
  await till.grant(memberId, 500, 'cashback');
  const basket = till.basket(shoes, { member: { memberId } });
  const request = await till.holding(memberId, basket, { cashback: 300 });
  return { memberId, basket, request };
}

describe('U2 a hold ends', () => {
  test(
    'by the commit, which spends it and frees what it does not need',
    inChain('clothing', async (chain) => {
      const { memberId, basket, request } = await holding(chain);
      const held = await chain.must('hold-points', request);
      expect(held).toMatchObject({ held: { cashback: 300 }, totals: { spent: 30_000, paid: 170_000 } });
      // One of the goods stays in the shop, so half of the receipt is less than was held.
      const smaller = { ...basket, lines: [line('SHOES', 400)], holdId: request.holdId };
      const answer = await chain.must('commit-receipt', smaller);
      expect(answer.totals).toMatchObject({ spent: 20_000, paid: 20_000 });
      expect(await chain.till.balance(memberId, 'cashback')).toMatchObject({ available: 306, held: 0 });
    }),
  );

  test(
    'by cancelling, twice if need be, and a late commit is refused',
    inChain('clothing', async (chain) => {
      const { memberId, basket, request } = await holding(chain);
      await chain.must('hold-points', request);
      const cancel = { key: basket.key, at: basket.at };
      expect(await chain.must('cancel-receipt', cancel)).toMatchObject({ outcome: 'hold-released' });
      expect(await chain.must('cancel-receipt', cancel)).toMatchObject({ outcome: 'hold-released' });
      expect(await chain.till.balance(memberId, 'cashback')).toMatchObject({ available: 500, held: 0 });
      expect(await chain.refusal('commit-receipt', { ...basket, holdId: request.holdId })).toBe(
        'receipt-cancelled',
      );
      expect(await chain.refusal('hold-points', { ...request, holdId: v7() })).toBe('receipt-cancelled');
    }),
  );

  test(
    'by time',
    inChain('clothing', async (chain) => {
      const { memberId, request } = await holding(chain);
      await chain.must('hold-points', request);
      chain.now += minutes(15);
      expect(await chain.till.balance(memberId, 'cashback')).toMatchObject({ available: 500, held: 0 });
      expect(await chain.refusal('hold-points', request)).toBe('hold-closed');
    }),
  );

  test(
    'by time, and a commit after that tries again for the points and says so',
    inChain('clothing', async (chain) => {
      const { memberId, basket, request } = await holding(chain);
      const { quoteToken } = await chain.must('hold-points', request);
      chain.now += minutes(16);
      const answer = await chain.must('commit-receipt', { ...basket, holdId: request.holdId, quoteToken });
      const nothing = { paid: 0, discount: 0, spent: 0, earned: 0 };
      expect(answer.recalculated).toEqual({ because: 'hold-ended', difference: nothing });
      expect(await chain.till.balance(memberId, 'cashback')).toMatchObject({ available: 251, held: 0 });
    }),
  );

  test(
    'by time, and a commit after that gives what is left of the points',
    inChain('clothing', async (chain) => {
      const { memberId, basket, request } = await holding(chain);
      const { quoteToken } = await chain.must('hold-points', request);
      chain.now += minutes(16);
      await chain.till.pay(memberId, [line('TEE', 1000)], { cashback: 400 });
      const answer = await chain.must('commit-receipt', { ...basket, holdId: request.holdId, quoteToken });
      // 118: a hundred were left, and eighteen came from the T-shirt.
      expect(answer.totals).toMatchObject({ spent: 11_800, paid: 188_200 });
      expect(answer.recalculated).toEqual({
        because: 'hold-ended',
        difference: { paid: 18_200, discount: 0, spent: -18_200, earned: 5 },
      });
    }),
  );
});

describe('U2 a hold is for one receipt of one member', () => {
  test(
    'another receipt and another member are refused',
    inChain('clothing', async (chain) => {
      const { basket, request } = await holding(chain);
      const { holdId } = await chain.must('hold-points', request);
      const elsewhere = { ...basket, key: chain.till.key(), holdId };
      expect(await chain.refusal('commit-receipt', elsewhere)).toBe('hold-of-other-receipt');
      expect(await chain.refusal('hold-points', { ...request, key: chain.till.key() })).toBe('id-reused');
      const other = { memberId: await chain.till.join() };
      expect(await chain.refusal('commit-receipt', { ...basket, member: other, holdId })).toBe(
        'unknown-hold',
      );
      const { member: _, ...nobody } = basket;
      expect(await chain.refusal('commit-receipt', { ...nobody, holdId })).toBe('unknown-hold');
    }),
  );

  test(
    'asked again it gives the same answer, also in capitals and at once',
    inChain('clothing', async (chain) => {
      const { memberId, request } = await holding(chain);
      const capitals = { ...request, holdId: request.holdId.toUpperCase() };
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) => chain.must('hold-points', index % 2 ? capitals : request)),
      );
      for (const { held, totals, holdExpiresAt, holdId } of answers) {
        const [first] = answers;
        expect({ held, totals, holdExpiresAt, holdId }).toMatchObject({
          held: first?.held,
          totals: first?.totals,
          holdExpiresAt: first?.holdExpiresAt,
          holdId: request.holdId,
        });
      }
      expect(await chain.till.balance(memberId, 'cashback')).toMatchObject({ available: 200, held: 300 });
    }),
  );

  test(
    'a new hold of the same receipt replaces the old one',
    inChain('clothing', async (chain) => {
      const { memberId, basket, request } = await holding(chain);
      await chain.must('hold-points', request);
      const anew = await chain.till.holding(memberId, basket, { cashback: 450 });
      expect((await chain.must('hold-points', anew)).held).toEqual({ cashback: 450 });
      expect(await chain.till.balance(memberId, 'cashback')).toMatchObject({ available: 50, held: 450 });
      // The old one spends nothing any more.
      const old = await chain.must('commit-receipt', { ...basket, holdId: request.holdId });
      expect(old).toMatchObject({ totals: { spent: 0 }, recalculated: { because: 'hold-ended' } });
      expect(await chain.till.balance(memberId, 'cashback')).toMatchObject({ held: 0 });
    }),
  );

  test(
    'when another member pays after all, the points of the first are free at once',
    inChain('clothing', async (chain) => {
      const { memberId, basket, request } = await holding(chain);
      const other = await chain.till.join();
      await chain.till.grant(other, 100, 'cashback');
      await chain.must('hold-points', request);
      const theirs = await chain.till.holding(other, basket, { cashback: 100 });
      await chain.must('hold-points', theirs);
      expect(await chain.till.balance(memberId, 'cashback')).toMatchObject({ available: 500, held: 0 });
      const again = await chain.till.holding(memberId, basket, { cashback: 10 });
      await chain.must('hold-points', again);
      const { member: _, ...nobody } = basket;
      await chain.must('commit-receipt', nobody);
      expect(await chain.till.balance(memberId, 'cashback')).toMatchObject({ available: 500, held: 0 });
      expect(await chain.till.balance(other, 'cashback')).toMatchObject({ available: 100, held: 0 });
    }),
  );

  test(
    'once the receipt is paid nothing more is held for it',
    inChain('clothing', async (chain) => {
      const { memberId, basket, request } = await holding(chain);
      await chain.must('hold-points', request);
      await chain.must('commit-receipt', { ...basket, holdId: request.holdId });
      const late = await chain.till.holding(memberId, basket, { cashback: 10 });
      expect(await chain.refusal('hold-points', late)).toBe('receipt-already-committed');
    }),
  );
});

describe('U2 no point is held twice', () => {
  test(
    'of twenty tills that want the same points at once exactly one gets them',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      await till.grant(memberId, 500, 'cashback');
      const requests = [];
      for (let index = 0; index < 10; index++) {
        requests.push(
          await till.holding(memberId, till.basket(shoes, { member: { memberId } }), { cashback: 500 }),
        );
      }
      // The codes were sent over more than five minutes; here only the points are at stake.
      await chain.shell.db
        .updateTable('confirmation')
        .set({ expires_at: new Date(chain.now + minutes(5)) })
        .execute();
      const twice = requests.flatMap((request) => [
        request,
        { ...request, key: { ...request.key, tillId: '2' }, holdId: v7() },
      ]);
      const answers = await Promise.all(twice.map((request) => chain.refusal('hold-points', request)));
      expect(answers.filter((answer) => answer === 'ok')).toHaveLength(1);
      // The winner's twin shares its code, and may be told that it was used before it is told that the points are gone.
      const winner = answers.indexOf('ok');
      const others = answers.filter((_, index) => Math.floor(index / 2) !== Math.floor(winner / 2));
      expect(new Set(others)).toEqual(new Set(['not-enough-points']));
      expect(['not-enough-points', 'confirmation-wrong']).toContain(answers[winner ^ 1]);
      expect(await till.balance(memberId, 'cashback')).toMatchObject({ available: 0, held: 500, debt: 0 });
    }),
  );

  test(
    'less than was asked for is a no that says how much there may be',
    inChain('clothing', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      await till.grant(memberId, 5000, 'cashback');
      const basket = till.basket(shoes, { member: { memberId } });
      const greedy = await till.holding(memberId, basket, { cashback: 1001 });
      expect(await chain.ask('hold-points', greedy)).toMatchObject({
        code: 'more-than-allowed',
        path: '/spend/cashback',
        extra: { most: 1000, because: 'share-of-receipt' },
      });
      expect(await chain.refusal('hold-points', { ...greedy, spend: { cashback: 5001 } })).toBe(
        'more-than-allowed',
      );
      expect(await chain.refusal('hold-points', { ...greedy, spend: { gold: 1 } })).toBe('unknown-kind');
      expect(await chain.refusal('hold-points', { ...greedy, spend: { cashback: 0 } })).toBe(
        'nothing-to-spend',
      );
      expect(await chain.refusal('hold-points', { ...greedy, spend: 'most' })).toBe('ok');
    }),
  );

  test(
    'points of a kind that the programme has dropped meanwhile stay where they are',
    inChain('clothing', async (chain) => {
      const { memberId, basket, request } = await holding(chain);
      await chain.must('hold-points', request);
      await chain.publish('sportswear');
      const { holdId } = request;
      const answer = await chain.must('commit-receipt', { ...basket, holdId });
      expect(answer).toMatchObject({ totals: { spent: 0 }, recalculated: { because: 'no-token' } });
      expect(await chain.till.balance(memberId, 'cashback')).toMatchObject({ available: 500, held: 0 });
    }),
  );
});

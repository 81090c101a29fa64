import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { inChain } from '../testing/chain.ts';
import { line } from '../testing/till.ts';

const grantOf = (memberId: string, points = 100) => ({
  memberId,
  grantId: v7(),
  kind: 'bonus',
  points,
  reason: 'Извинение за очередь',
});

describe('G6 points granted by hand', () => {
  test(
    'once for each id, at once or later, with other content never',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join();
      const grant = grantOf(memberId);
      const answers = await Promise.all(Array.from({ length: 10 }, () => chain.must('grant-points', grant)));
      expect(new Set(answers.map(({ balances }) => balances[0]?.available))).toEqual(new Set([100]));
      const again = { ...grant, grantId: grant.grantId.toUpperCase(), memberId: memberId.toUpperCase() };
      expect(await chain.refusal('grant-points', again)).toBe('ok');
      expect(await chain.refusal('grant-points', { ...grant, points: 101 })).toBe('id-reused');
      expect(await chain.refusal('grant-points', { ...grant, kind: 'gold' })).toBe('unknown-kind');
      expect(await chain.till.balance(memberId)).toMatchObject({ available: 100 });
    }),
  );

  test(
    'wait like any other where points become active later',
    inChain('diy', async (chain) => {
      const memberId = await chain.till.join();
      await chain.must('grant-points', grantOf(memberId));
      expect(await chain.till.balance(memberId)).toMatchObject({ available: 0, pending: 100 });
    }),
  );

  test(
    'are reversed once, and only while they are all there',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      await till.buy(memberId, [line('SHOES', 10_000)]);
      await chain.must('grant-points', grantOf(memberId));
      const reverse = { memberId, number: 1, reason: 'Не тому' };
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => chain.ask('reverse-transfer', reverse)),
      );
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      for (const answer of answers.filter(({ ok }) => !ok)) {
        expect(answer).toMatchObject({ code: 'cannot-reverse', extra: { because: 'already-reversed' } });
      }
      await chain.must('grant-points', grantOf(memberId));
      await till.pay(memberId, [line('SHOES', 1000)], { bonus: 1 });
      const { transfers } = await chain.must('list-transfers', { memberId });
      const numberOf = (reason: string) =>
        transfers.find((transfer) => transfer.reason === reason)?.number ?? 0;
      const ask = (number: number) => chain.ask('reverse-transfer', { ...reverse, number });
      expect(await ask(numberOf('granted-by-hand'))).toMatchObject({ extra: { because: 'points-gone' } });
      expect(await ask(numberOf('earned'))).toMatchObject({ extra: { because: 'not-reversible' } });
      expect(await ask(numberOf('spent'))).toMatchObject({ extra: { because: 'not-reversible' } });
      expect(await ask(999)).toMatchObject({ code: 'unknown-transfer' });
    }),
  );
});

describe('G3 every accrual and write-off', () => {
  test(
    'is listed newest first, page by page, none twice and none missing',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join();
      for (let count = 0; count < 7; count++) await chain.till.grant(memberId, count + 1);
      const numbers: number[] = [];
      let before: number | null = null;
      do {
        const page: { transfers: { number: number }[]; next: number | null } = await chain.must(
          'list-transfers',
          { memberId, limit: 3, ...(before !== null && { before }) },
        );
        numbers.push(...page.transfers.map(({ number }) => number));
        before = page.next;
      } while (before !== null);
      expect(numbers).toEqual([7, 6, 5, 4, 3, 2, 1]);
    }),
  );
});

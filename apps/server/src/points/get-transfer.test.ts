import type { Answer, Input } from '@bonum/contract';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { days, inChain, type Chain } from '../testing/chain.ts';
import { hearPoints } from '../testing/record.ts';
import { line } from '../testing/till.ts';
import { moveOf } from './move-of.ts';

type Asked = Pick<Input<'get-transfer'>, 'language' | 'audience'>;
type Transfer = Answer<'list-transfers'>['transfers'][number];

const transfersOf = async (chain: Chain, memberId: string): Promise<Transfer[]> =>
  (await chain.must('list-transfers', { memberId, limit: 500 })).transfers.toReversed();

/** The reasons of a member's only transfer between these accounts. */
async function told(chain: Chain, memberId: string, accounts: string, asked: Asked = { language: 'en' }) {
  const all = await transfersOf(chain, memberId);
  const [one, ...more] = all.filter(({ debit, credit }) => `${debit} ${credit}` === accounts);
  if (!one || more.length > 0) throw new Error(`${more.length + (one ? 1 : 0)} transfers are ${accounts}`);
  const answer = await chain.must('get-transfer', { memberId, number: one.number, ...asked });
  expect(answer).toMatchObject(one);
  return answer.reasons.map((sentence) => sentence.replaceAll('\u00A0', ' ')).join('\n');
}

describe('B2 a movement of points says what it was, years later', () => {
  test(
    'earned, given up by time: by which rule, on which receipt, in the words of then',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      // Who has bought this much earns from the next receipt on.
      await till.buy(memberId, [line('SHOES', 10_000)]);
      const { answer, request } = await till.buy(memberId, [line('SHOES', 1000)]);
      const before = await told(chain, memberId, 'issued available');
      expect(before).toContain('30 points: 3% of ₽1,000 paid in money');
      expect(before).toContain(`Receipt no. ${request.key.number} of 2026-11-22, store S-1, till 1`);
      expect(before).toContain(`[${answer.receiptId}]`);
      await chain.publish('sportswear', {
        earning: [],
        promotions: [],
        levels: [{ id: 'bronze', name: { ru: 'Иной', en: 'Another' }, from: 0, spends: true }],
      });
      chain.now += days(800);
      expect(await told(chain, memberId, 'issued available')).toBe(before);
      await till.buy(memberId, [line('SHOES', 1)]);
      const expired = await told(chain, memberId, 'available expired', { audience: 'member' });
      expect(expired).toContain('Сгорело: 30 баллов, срок действия закончился');
      expect(expired).toContain('Откуда эти баллы: 22.11.2026: Начислено за покупку: 30 баллов');
      expect(expired).toContain('3 % от 1 000 ₽');
      // Neither ids nor accounts are for members.
      expect(expired).not.toMatch(/\[|issued|available/);
    }),
  );

  test(
    'points of a member who was merged away still lead to their receipt',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join();
      await chain.till.buy(memberId, [line('SHOES', 10_000)]);
      const sale = await chain.till.buy(memberId, [line('SHOES', 1000)]);
      const stays = await chain.till.join();
      await chain.must('merge-members', { memberId: stays, mergeId: v7(), fromMemberId: memberId });
      const merged = await told(chain, memberId, 'merged available');
      expect(merged).toContain('Came from a merged member: 30 points');
      expect(merged).toMatch(/Where these points are from: .*3% of ₽1,000/);
      expect(merged).toContain(sale.answer.receiptId);
      await chain.till.giveBack(sale);
      expect(await told(chain, stays, 'available issued')).toContain(
        'Taken back: 30 points, goods were returned',
      );
    }),
  );

  test(
    'granted and reversed by hand, with what was written of it for staff alone',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join();
      const grant = { memberId, grantId: v7(), kind: 'bonus', points: 100, reason: 'Извинение за очередь' };
      await chain.must('grant-points', grant);
      await chain.must('reverse-transfer', { memberId, number: 1, reason: 'Не тому' });
      const granted = await told(chain, memberId, 'adjusted available', { audience: 'cashier' });
      expect(granted).toContain('Начислено вручную: 100 баллов');
      expect(granted).toContain('Причина: Извинение за очередь');
      expect(granted).toContain('Отменено записью № 2');
      const reversed = await told(chain, memberId, 'available adjusted', { language: 'ru' });
      expect(reversed).toContain('Отменяет запись № 1');
      expect(reversed).toContain('Причина: Не тому');
      const forMember = await told(chain, memberId, 'adjusted available', { audience: 'member' });
      expect(forMember).not.toContain('Извинение');
      expect(await chain.refusal('get-transfer', { memberId, number: 3 })).toBe('unknown-transfer');
      expect(await chain.refusal('get-transfer', { memberId: v7(), number: 1 })).toBe('unknown-member');
    }),
  );

  test(
    'set aside, spent and given back: every movement of a life has a name',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const memberId = await till.join();
      await till.buy(memberId, [line('SHOES', 20_000)]);
      await till.grant(memberId, 100);
      const sale = await till.pay(memberId, [line('SHOES', 1000)], { bonus: 50 });
      expect(await told(chain, memberId, 'available held')).toContain(
        'Set aside to pay a receipt: 50 points',
      );
      const spent = await told(chain, memberId, 'held redeemed');
      expect(spent).toContain('Spent on a purchase: 50 points');
      expect(spent).toContain(`Receipt no. ${sale.request.key.number}`);
      expect(spent).toContain('Where these points are from');
      await till.giveBack(sale);
      expect(await told(chain, memberId, 'redeemed available')).toContain('Return receipt no. ');
      for (const { number } of await transfersOf(chain, memberId)) {
        const { reasons } = await chain.must('get-transfer', { memberId, number, language: 'en' });
        expect(reasons.join()).not.toContain('Moved between accounts');
      }
    }),
  );

  test(
    'owed after a return, paid by what is earned next, and set aside in vain',
    inChain(
      'sportswear',
      async (chain) => {
        const { till } = chain;
        const memberId = await till.join();
        await till.buy(memberId, [line('SHOES', 20_000)]);
        const sale = await till.buy(memberId, [line('SHOES', 1000)]);
        const basket = till.basket([line('SHOES', 2000)], { member: { memberId } });
        await chain.must('hold-points', await till.holding(memberId, basket, { bonus: 10 }));
        chain.now += days(1);
        await till.pay(memberId, [line('SHOES', 1000)], 'most');
        await till.giveBack(sale);
        await till.grant(memberId, 100);
        const reasons: string[] = [];
        for (const { number } of await transfersOf(chain, memberId)) {
          const answer = await chain.must('get-transfer', {
            memberId,
            number,
            language: 'en',
            audience: 'cashier',
          });
          reasons.push(...answer.reasons);
        }
        const all = reasons.join('\n');
        expect(all).toContain('the receipt was not closed in time');
        expect(all).toContain('What the returned goods had earned is already spent');
        expect(all).toContain('Debt paid');
        expect(all).not.toMatch(/Moved between accounts|\[/);
      },
      { returns: { shortfall: 'debt', graceDays: 14 } },
    ),
  );

  test(
    'what the system of record says otherwise is told as that, to everybody who asks',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join();
      await hearPoints(chain, memberId, 120);
      await hearPoints(chain, memberId, 100);
      expect(await told(chain, memberId, 'adjusted available')).toContain(
        'Added, as the shop’s own books have it: 120 points',
      );
      for (const audience of ['cashier', 'operator', 'member'] as const)
        expect(await told(chain, memberId, 'available adjusted', { language: 'ru', audience })).toContain(
          'Списано по данным учётной системы магазина: 20 баллов',
        );
    }),
  );

  test('lent to a till without network, brought from elsewhere, or merged: told by accounts and reason', () => {
    const of = (debit: string, credit: string, reason: string, reverses: number | null = null) =>
      moveOf({ debit, credit, reason, reverses });
    expect(of('debt', 'issued', 'advance')).toBe('advanced');
    expect(of('issued', 'available', 'advance')).toBe('advanced');
    expect(of('debt', 'issued', 'return')).toBe('owed');
    expect(of('migrated', 'available', 'migration')).toBe('migrated');
    expect(of('merged', 'debt', 'merge')).toBe('debt-merged-out');
    expect(of('available', 'merged', 'merge-undone', 7)).toBe('merge-undone');
    expect(of('breakage', 'available', 'strange')).toBe('moved');
    expect(of('available', 'adjusted', 'from-record')).toBe('recorded-less');
  });
});

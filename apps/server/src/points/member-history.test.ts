import type { Answer } from '@bonum/contract';
import { describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { days, inChain, type Chain } from '../testing/chain.ts';
import { line } from '../testing/till.ts';

type Page = Answer<'list-member-history'>;
type Entry = Page['entries'][number];

async function all(chain: Chain, memberId: string, limit: number): Promise<Entry[]> {
  const entries: Entry[] = [];
  let before: string | null = null;
  do {
    const read: Page = await chain.must('list-member-history', {
      memberId,
      limit,
      ...(before !== null && { before }),
    });
    entries.push(...read.entries);
    before = read.next;
  } while (before !== null);
  return entries;
}

const net = ({ points }: Entry): number => points.reduce((sum, { plus, minus }) => sum + plus - minus, 0);

describe('G6 what happened to a member, as staff read it', () => {
  test(
    'each entry says what was left after it, whatever the size of the pages, merged profiles included',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const [anna, other] = [await till.join(), await till.join()];
      await till.buy(anna, [line('SHOES', 20_000)]);
      await till.grant(other, 40);
      chain.now += days(1);
      await till.grant(anna, 100);
      const sale = await till.pay(anna, [line('SHOES', 1000), line('TEE', 1000)], { bonus: 50 });
      chain.now += days(1);
      await till.giveBack(sale, [{ id: 'TEE-1000', quantity: 1000 }]);
      await chain.must('merge-members', { memberId: anna, mergeId: v7(), fromMemberId: other });
      chain.now += days(800);
      await till.grant(anna, 7);
      const entries = await all(chain, anna, 100);
      expect(entries.length).toBeGreaterThan(5);
      expect(await all(chain, anna, 1)).toEqual(entries);
      // A sale of the very instant of a grant has no note of it.
      expect(new Set(entries.flatMap(({ type, note }) => (note === null ? [] : type)))).toEqual(
        new Set(['grant']),
      );
      const oldestFirst = entries.toReversed();
      let left = 0;
      for (const entry of oldestFirst) {
        left += net(entry);
        expect(entry.left).toBe(left);
      }
      const { balances } = await chain.must('get-member', { memberId: anna });
      expect(entries[0]?.left).toBe(balances[0]?.available);
    }),
  );

  test(
    'what was done by hand bears the number by which it is reversed, once',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const [memberId, other] = [await till.join(), await till.join()];
      await till.grant(memberId, 10);
      chain.now += days(1);
      await till.grant(other, 20);
      await till.buy(memberId, [line('SHOES', 20_000)]);
      const numbers = async () =>
        (await all(chain, memberId, 100)).map(({ type, transfer }) => [type, transfer !== null] as const);
      expect(await numbers()).toEqual([
        ['purchase', false],
        ['grant', true],
      ]);
      const number =
        (await all(chain, memberId, 100)).find(({ transfer }) => transfer !== null)?.transfer ?? 0;
      await chain.must('reverse-transfer', { memberId, number, reason: 'Ошибка' });
      expect((await numbers()).filter(([, reversible]) => reversible)).toEqual([]);
      // What came with another profile has numbers of that profile.
      await chain.must('merge-members', { memberId, mergeId: v7(), fromMemberId: other });
      expect((await numbers()).filter(([, reversible]) => reversible)).toEqual([]);
    }),
  );

  test(
    'what staff wrote stands with what they did, and a filter hides what was left',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join();
      const grant = { memberId, kind: 'bonus', points: 5 };
      await chain.must('grant-points', { ...grant, grantId: v7(), reason: 'Извинение' });
      chain.now += days(1);
      await chain.must('grant-points', { ...grant, grantId: v7(), reason: 'Ещё раз' });
      const { entries } = await chain.must('list-member-history', { memberId });
      expect(entries.map(({ note, left }) => [note, left])).toEqual([
        ['Ещё раз', 10],
        ['Извинение', 5],
      ]);
      const filtered = await chain.must('list-member-history', { memberId, show: 'earned' });
      expect(filtered.entries.map(({ left }) => left)).toEqual([null, null]);
    }),
  );

  test(
    'standing is what the member sees, and a receipt is told in their words, to nobody but whose it is',
    inChain('sportswear', async (chain) => {
      const { till } = chain;
      const [anna, other] = [await till.join(), await till.join()];
      const { answer } = await till.buy(anna, [line('SHOES', 20_000)]);
      const standing = await chain.must('get-standing', { memberId: anna });
      expect(standing).toMatchObject({
        cannotSpend: null,
        standing: { next: { missing: expect.any(Number) } },
      });
      const { receiptId } = answer;
      const receipt = await chain.must('get-member-receipt', { memberId: anna, receiptId, language: 'en' });
      expect(receipt).toMatchObject({ receiptId, lines: [{ name: expect.any(String) }] });
      expect(await chain.ask('get-member-receipt', { memberId: other, receiptId })).toMatchObject({
        ok: false,
        code: 'unknown-receipt',
      });
    }),
  );
});

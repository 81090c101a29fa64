import { describe, expect, test } from 'vitest';
import { inChain } from '../testing/chain.ts';
import { line } from '../testing/till.ts';

const number = '2101000000019';

describe('G2 cards', () => {
  test(
    'a physical one is linked once and to one member',
    inChain('sportswear', async (chain) => {
      const people = [await chain.till.join(), await chain.till.join(), await chain.till.join()];
      const answers = await Promise.all(
        people.map((memberId) => chain.refusal('issue-card', { memberId, number })),
      );
      expect(answers.toSorted()).toEqual(['card-taken', 'card-taken', 'ok']);
      const memberId = people[answers.indexOf('ok')] ?? '';
      const { cards } = await chain.must('issue-card', { memberId, number: '2101-0000-00019' });
      expect(cards.filter((card) => card.number === number)).toMatchObject([{ form: 'physical' }]);
      expect(await chain.refusal('issue-card', { memberId, number: '2901000000015' })).toBe(
        'bad-card-number',
      );
    }),
  );

  test(
    'a blocked one is no card at the till; the points stay, and so does the block',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join();
      await chain.must('issue-card', { memberId, number });
      const basket = chain.till.basket([line('SHOES', 1000)], { member: { card: number } });
      expect(await chain.refusal('quote-receipt', basket)).toBe('ok');
      const block = { memberId, number, reason: 'Потеряна' };
      const blocked = await chain.must('block-card', block);
      expect(await chain.must('block-card', block)).toEqual(blocked);
      for (const id of ['quote-receipt', 'commit-receipt'] as const) {
        expect(await chain.refusal(id, basket)).toBe('card-blocked');
      }
      expect(await chain.refusal('issue-card', { memberId, number })).toBe('card-blocked');
      const other = await chain.till.join();
      expect(await chain.refusal('issue-card', { memberId: other, number })).toBe('card-taken');
      expect(await chain.refusal('block-card', { ...block, memberId: other })).toBe('unknown-card');
      expect(await chain.refusal('quote-receipt', { ...basket, member: { memberId } })).toBe('ok');
    }),
  );
});

import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { inChain } from '../testing/chain.ts';

test(
  'G2 a virtual card is issued once for each cardId, however often and by how many it is asked for',
  inChain('clothing', async (chain) => {
    const memberId = await chain.till.join();
    const request = { memberId, cardId: v7() };
    const member = await chain.must('issue-card', request);
    expect(member.cards).toHaveLength(2);
    const again = await Promise.all(
      Array.from({ length: 6 }, () =>
        chain.must('issue-card', { ...request, cardId: request.cardId.toUpperCase() }),
      ),
    );
    for (const answer of again) expect(answer).toEqual(member);
    const atOnce = { memberId, cardId: v7() };
    await Promise.all(Array.from({ length: 6 }, () => chain.must('issue-card', atOnce)));
    expect((await chain.must('get-member', { memberId })).cards).toHaveLength(3);
  }),
);

test(
  'nor after two members became one; an id of something else is refused',
  inChain('clothing', async (chain) => {
    const [stays, goes] = [await chain.till.join(), await chain.till.join()];
    const request = { memberId: goes, cardId: v7() };
    await chain.must('issue-card', request);
    await chain.must('merge-members', { memberId: stays, mergeId: v7(), fromMemberId: goes });
    expect((await chain.must('issue-card', request)).cards).toHaveLength(3);
    const grantId = v7();
    await chain.must('grant-points', {
      memberId: stays,
      grantId,
      kind: 'promo',
      points: 1,
      reason: 'Проверка',
    });
    expect(await chain.refusal('issue-card', { memberId: stays, cardId: grantId })).toBe('id-reused');
  }),
);

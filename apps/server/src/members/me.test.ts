import { describe, expect, test } from 'vitest';
import { inChain } from '../testing/chain.ts';
import { memberCaller } from '../testing/sign-in.ts';

describe('G1 a member sees who they are', () => {
  test(
    'and, after two profiles became one, that one',
    inChain('sportswear', async (chain) => {
      const [into, from] = [await chain.till.join({ name: 'Анна' }), await chain.till.join({ name: 'Аня' })];
      const caller = await memberCaller(chain.shell, from);
      expect(await chain.must('get-me', {}, caller)).toMatchObject({ memberId: from, name: 'Аня' });
      await chain.must('merge-members', { memberId: into, fromMemberId: from, mergeId: crypto.randomUUID() });
      expect(await chain.must('get-me', {}, caller)).toMatchObject({ memberId: into, name: 'Анна' });
    }),
  );
});

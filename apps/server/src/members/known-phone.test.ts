import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { inChain, type Chain } from '../testing/chain.ts';
import { line } from '../testing/till.ts';

const card = '2401000000010';
const otherCard = '2401000000027';

/** Somebody who is a member already and fills in the form at the till once more. */
async function comingBack(chain: Chain) {
  const phone = chain.till.phone();
  const knownId = await chain.till.join({ phone, name: 'Анна' });
  const confirmation = await chain.till.confirmation({ purpose: 'join', phone });
  return { knownId, request: { memberId: v7(), phone, confirmation, name: 'Другая' } };
}

const cardsOf = async (chain: Chain, memberId: string) =>
  (await chain.must('get-member', { memberId })).cards.map(({ number }) => number);

describe('U2 a phone that is a member’s already', () => {
  test(
    'gets the card that was handed over, once; the data stay',
    inChain('clothing', async (chain) => {
      const { knownId, request } = await comingBack(chain);
      const [first = ''] = await cardsOf(chain, knownId);
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => chain.must('join-member', { ...request, card })),
      );
      for (const answer of answers) expect(answer).toMatchObject({ memberId: knownId, name: 'Анна' });
      await chain.must('join-member', { ...request, card: '2401-0000-0001 0' });
      expect((await cardsOf(chain, knownId)).toSorted()).toEqual([first, card].toSorted());
      expect(await chain.must('find-member', { card })).toMatchObject({ memberId: knownId });
      const issued = await chain.shell.db
        .selectFrom('event')
        .select('type')
        .where('owner_id', '=', knownId)
        .where('type', '=', 'card-issued')
        .execute();
      expect(issued).toHaveLength(1);
    }),
  );

  test(
    'gets no card that is somebody’s, blocked or not of the chain, and the code still works',
    inChain('clothing', async (chain) => {
      const { knownId, request } = await comingBack(chain);
      await chain.till.join({ card: otherCard });
      await chain.must('issue-card', { memberId: knownId, number: card });
      await chain.must('block-card', { memberId: knownId, number: card, reason: 'Потеряна' });
      expect(await chain.refusal('join-member', { ...request, card: otherCard })).toBe('card-taken');
      expect(await chain.refusal('join-member', { ...request, card })).toBe('card-blocked');
      expect(await chain.refusal('join-member', { ...request, card: '4006381333931' })).toBe(
        'bad-card-number',
      );
      expect(await chain.refusal('join-member', request)).toBe('ok');
    }),
  );

  test(
    'gets no further card without a further code',
    inChain('clothing', async (chain) => {
      const { knownId, request } = await comingBack(chain);
      const wrong = { ...request.confirmation, code: '00000000' };
      expect(await chain.refusal('join-member', { ...request, card, confirmation: wrong })).toBe(
        'confirmation-wrong',
      );
      await chain.must('join-member', request);
      for (const memberId of [request.memberId, knownId]) {
        expect(await chain.refusal('join-member', { ...request, memberId, card })).toBe('member-id-reused');
      }
      expect(await cardsOf(chain, knownId)).toHaveLength(1);
    }),
  );

  test(
    'is told that an invitation is for new members, and joins nothing by it',
    inChain('clothing', async (chain) => {
      const { knownId, request } = await comingBack(chain);
      const sale = await chain.till.buy(null, [line('SHOES', 5000)]);
      const invitation = sale.answer.invitation?.code ?? '';
      expect(await chain.refusal('join-member', { ...request, card, invitation })).toBe('already-member');
      expect(await cardsOf(chain, knownId)).toHaveLength(1);
      expect(await chain.must('join-member', { ...request, card })).toMatchObject({ spend: 0, receipts: 0 });
      // It is there for whoever is new.
      const confirmation = await chain.till.confirmation({ purpose: 'join', phone: '+79160000000' });
      const newcomer = { memberId: v7(), phone: '+79160000000', confirmation, invitation };
      expect(await chain.must('join-member', newcomer)).toMatchObject({ receipts: 1 });
    }),
  );

  test(
    'one card handed to two people at once is one person’s',
    inChain('clothing', async (chain) => {
      const both = [await comingBack(chain), await comingBack(chain)];
      const answers = await Promise.all(
        both.map(({ request }) => chain.refusal('join-member', { ...request, card })),
      );
      expect(answers.toSorted()).toEqual(['card-taken', 'ok']);
    }),
  );
});

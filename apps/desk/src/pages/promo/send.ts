import { api } from '../../api/client.ts';
import { answered, type Answer } from '../../api/failure.ts';
import type { SignUp } from './sign-up.ts';

/** What came of one: `known`, the phone was somebody's already, who has the card now. */
export type Sent = 'joined' | 'known' | 'opened';

export async function send({ memberId, card, way }: SignUp): Promise<Answer<Sent>> {
  if (way.kind === 'card-only') {
    if (card === null) throw new Error('without a code there is a card');
    const answer = await answered(
      api.POST('/v1/cards/open', { body: { memberId, number: card, claimedPhone: way.claimedPhone } }),
    );
    return answer.ok ? { ok: true, value: 'opened' } : answer;
  }
  const { phone, confirmationId, code, name, consents } = way;
  const answer = await answered(
    api.POST('/v1/members', {
      body: {
        memberId,
        phone,
        confirmation: { confirmationId, code },
        consents,
        ...(name !== null && { name }),
        ...(card !== null && { card }),
      },
    }),
  );
  if (!answer.ok) return answer;
  return { ok: true, value: answer.value.memberId === memberId ? 'joined' : 'known' };
}

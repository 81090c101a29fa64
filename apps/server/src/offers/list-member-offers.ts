import { operation } from '../operation.ts';
import { offersIn, readView } from './member-offers.ts';

/** What a member can have, as they see it. */
export const listMemberOffers = operation('list-member-offers', async (call, { memberId }) => {
  const view = await readView(call, memberId);
  if (!view.ok) return view;
  return { ok: true, value: { offers: offersIn(view.value).map(({ offer }) => offer) } };
});

import { operation } from '../operation.ts';
import { offersIn, readView } from './member-offers.ts';

export const listMyOffers = operation('list-my-offers', async (call) => {
  const view = await readView(call, call.caller.memberId);
  if (!view.ok) return view;
  return { ok: true, value: { offers: offersIn(view.value).map(({ offer }) => offer) } };
});

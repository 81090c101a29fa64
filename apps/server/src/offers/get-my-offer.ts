import { offerDays, type Promotion } from '@bonum/engine';
import { operation, refuse, type Call } from '../operation.ts';
import { goodsOf } from './goods-of.ts';
import { offersIn, readView, type View } from './member-offers.ts';

const SHOWN = 12;

export const getMyOffer = operation('get-my-offer', async (call, { offerId }) => {
  const view = await readView(call, call.caller.memberId);
  if (!view.ok) return view;
  const found = offersIn(view.value).find(({ offer }) => offer.offerId === offerId);
  if (!found) return noSuchOffer;
  return {
    ok: true,
    value: { offer: found.offer, goods: await someGoods(call, found.promotion, view.value) },
  };
});

export const noSuchOffer = refuse('unknown-offer', 'This member has no such offer, or it ended long ago.', {
  path: '/offerId',
});

async function someGoods({ shell }: Call, promotion: Promotion, view: View) {
  const { facts: member, level, today } = view;
  const goods = await goodsOf(shell.db, promotion, 'all');
  return goods
    .filter(({ facts: product }) => offerDays(promotion, { member, level, today, product }) !== null)
    .slice(0, SHOWN)
    .map(({ name, price }) => ({ name, price }));
}

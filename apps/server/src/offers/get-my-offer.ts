import { minor, offerDays, offerKeys, type Promotion } from '@bonum/engine';
import { operation, refuse, type Call } from '../operation.ts';
import { offersIn, readView, type View } from './member-offers.ts';

/** So many are looked at, and so many shown. */
const LOOKED_AT = 200;
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
  const keys = offerKeys(promotion);
  if (keys === null) return [];
  const words = (of: string): string[] => keys.filter((key) => key.of === of).map(({ word }) => word);
  const rows = await shell.db
    .selectFrom('product')
    .select(['product_id', 'name', 'price', 'category', 'brand', 'on_sale', 'floor'])
    .where((eb) =>
      eb.or([
        eb('product_id', '=', eb.fn.any(eb.val(words('product')))),
        eb('brand', '=', eb.fn.any(eb.val(words('brand')))),
        eb('category', '&&', eb.val(words('category'))),
      ]),
    )
    .where('gone_at', 'is', null)
    .orderBy('name')
    .limit(LOOKED_AT)
    .execute();
  return rows
    .filter(({ product_id, category, brand, on_sale }) => {
      const product = { id: product_id, category, brand, onSale: on_sale, floor: minor(0) };
      return (
        offerDays(promotion, { member: view.facts, level: view.level, today: view.today, product }) !== null
      );
    })
    .slice(0, SHOWN)
    .map(({ name, price }) => ({ name, price }));
}

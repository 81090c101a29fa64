import { addDuration } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import { v7 } from 'uuid';
import { eventRow } from '../events.ts';
import { bookOf } from '../members/standing.ts';
import { operation, refuse } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import type { OfferRow } from '../owner/read-owner.ts';
import { noSuchOffer } from './get-my-offer.ts';
import { offersIn, readView } from './member-offers.ts';

/** Turns an offer on: the till sees it with the member's next receipt. */
export const activateOffer = operation('activate-offer', async (call, { offerId }) => {
  const found = await readView(call, call.caller.memberId);
  if (!found.ok) return found;
  const view = found.value;
  const seen = offersIn(view).find(({ offer }) => offer.offerId === offerId);
  if (!seen) return noSuchOffer;
  const { promotion, offer } = seen;
  // It fires by itself, or is on already.
  if (offer.state === 'ready' || offer.state === 'on') return { ok: true, value: offer };
  if (offer.state !== 'off' || promotion.activation === undefined)
    return refuse('offer-over', 'It cannot be turned on now: it is used, has ended or has not begun.', {
      path: '/offerId',
    });

  const { owner } = view.state;
  const until = addDuration(
    call.now,
    { days: promotion.activation.days, until: 'end-of-day' },
    view.version.compiled.calendar,
  );
  const row: OfferRow = {
    owner_id: owner.owner_id,
    offer_id: seen.row?.offer_id ?? v7(),
    promotion: promotion.id,
    valid_from: seen.row?.valid_from ?? iso(call.now),
    valid_until: iso(Math.min(until, seen.row === null ? until : Date.parse(seen.row.valid_until))),
    used_by: null,
    activated_at: iso(call.now),
  };
  const event = eventRow(owner.owner_id, 'offer-activated', call.now, {
    offerId: row.offer_id,
    promotion: promotion.id,
  });
  const after = offersIn({
    ...view,
    state: {
      ...view.state,
      offers: [...view.state.offers.filter(({ offer_id }) => offer_id !== row.offer_id), row],
    },
  }).find((one) => one.offer.offerId === offerId);
  return {
    ok: true,
    value: after?.offer ?? offer,
    writes: {
      owners: [ownerWrites(owner, bookOf(view.state, call), { rows: { offer: [row], event: [event] } })],
    },
  };
});

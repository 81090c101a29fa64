import { iso } from '@bonum/ledger';
import { staffAction } from '../actions/staff-action.ts';
import { eventRow } from '../events.ts';
import { doneBy, refuse, type Call } from '../operation.ts';
import { ownerChain } from '../owner/owner-chain.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import { readMember } from './member-answer.ts';
import { bookOf } from './standing.ts';

/** Makes a member a personal offer of a promotion. */
export const giveOffer = staffAction('give-offer', async (call, request) => {
  const found = await readMember(call, request.memberId);
  if (!found.ok) return found;
  const { owner } = found.value;
  const { programme } = await call.shell.programmes.current();
  if (!programme.promotions.some(({ id, personal }) => id === request.promotion && personal === true)) {
    return refuse('unknown-promotion', `The programme has no personal promotion ${request.promotion}.`, {
      path: '/promotion',
    });
  }
  const offer = {
    owner_id: owner.owner_id,
    offer_id: request.offerId,
    promotion: request.promotion,
    valid_from: iso(request.validFrom === undefined ? call.now : Date.parse(request.validFrom)),
    valid_until: iso(Date.parse(request.validUntil)),
    used_by: null,
    activated_at: null,
  };
  const answer = (usedBy: string | null) => ({
    offerId: request.offerId,
    promotion: request.promotion,
    validFrom: offer.valid_from,
    validUntil: offer.valid_until,
    usedBy,
  });
  // It may have been the other member's, before the two were merged; that one knows whether it was used.
  const given = await Promise.all(
    (await ownerChain(call.shell.db, request.memberId)).map(({ ownerId }) =>
      readOffer(call, ownerId, request.offerId),
    ),
  );
  const before = given.find((one) => one?.used_by != null) ?? given.find((one) => one !== undefined);
  if (before) {
    return before.promotion === request.promotion
      ? {
          ok: true,
          value: {
            ...answer(before.used_by),
            validFrom: iso(before.valid_from),
            validUntil: iso(before.valid_until),
          },
        }
      : refuse('id-reused', 'This offerId was used for another offer. Make a new one.', { path: '/offerId' });
  }
  const event = eventRow(owner.owner_id, 'offer-given', call.now, {
    offerId: request.offerId,
    promotion: request.promotion,
    ...doneBy(call.caller),
  });
  return {
    ok: true,
    value: answer(null),
    writes: {
      owners: [ownerWrites(owner, bookOf(found.value, call), { rows: { offer: [offer], event: [event] } })],
    },
  };
});

const readOffer = ({ shell }: Call, ownerId: string, offerId: string) =>
  shell.db
    .selectFrom('offer')
    .select(['promotion', 'valid_from', 'valid_until', 'used_by'])
    .where('owner_id', '=', ownerId)
    .where('offer_id', '=', offerId)
    .executeTakeFirst();

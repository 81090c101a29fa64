import { iso } from '@bonum/ledger';
import { staffAction } from '../actions/staff-action.ts';
import { eventRow } from '../events.ts';
import { memberAfter, memberNow, readMember } from '../members/member-answer.ts';
import { bookOf } from '../members/standing.ts';
import { doneBy, refuse } from '../operation.ts';
import { eventOf } from '../owner/event-of.ts';
import { ownerChain } from '../owner/owner-chain.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import type { CardRow } from '../owner/read-owner.ts';
import { newCardNumber, parseCardNumber } from './card-number.ts';
import { cardRow, physicalCard } from './physical-card.ts';
import { REPLACED } from './unblock-card.ts';

/** A new card takes the place of one that is lost or broken, which is blocked: both or neither, once for each `replacementId`. */
export const replaceCard = staffAction(
  'replace-card',
  async (call, { memberId, replacementId, old: lost, number: written, reason }) => {
    const { db } = call.shell;
    const ownerIds = (await ownerChain(db, memberId)).map((owner) => owner.ownerId);
    const before = await eventOf(db, ownerIds, replacementId);
    const found = await readMember(call, memberId);
    if (!found.ok) return found;
    const state = found.value;
    if (before?.type === 'card-issued') return { ok: true, value: await memberNow(call, state) };
    if (before)
      return refuse('id-reused', 'This replacementId was used for something else. Make a new one.', {
        path: '/replacementId',
      });
    const oldNumber = parseCardNumber(lost);
    const old = state.cards.find((card) => card.number === oldNumber);
    if (!old) return refuse('unknown-card', 'This member has no such card.', { path: '/old' });
    if (old.block_reason?.startsWith(REPLACED) === true)
      return refuse('card-blocked', 'Another card has taken its place already.', { path: '/old' });
    const { programme } = await call.shell.programmes.current();
    const owner_id = state.owner.owner_id;
    const numbered =
      written === undefined
        ? ({ ok: true, value: newCardNumber(programme.cards.prefixes[0] ?? '') } as const)
        : await physicalCard(call, {
            written,
            programme,
            ownerId: owner_id,
            own: state.cards,
            path: '/number',
          });
    if (!numbered.ok) return numbered;
    const number = numbered.value;
    if (state.cards.some((card) => card.number === number))
      return refuse('card-taken', 'The member has this card already. Take another.', { path: '/number' });
    const form = written === undefined ? 'virtual' : 'physical';
    const card = cardRow(call, { owner_id, number, form });
    const blocked: CardRow = {
      ...old,
      state: 'blocked',
      blocked_at: old.blocked_at ?? iso(call.now),
      block_reason: `${REPLACED}${reason}`,
    };
    const by = { reason, ...doneBy(call.caller) };
    const events = [
      // The event's id is the replacement's, so that the same cannot be done twice.
      {
        ...eventRow(owner_id, 'card-issued', call.now, { form, ...by }),
        event_id: replacementId,
      },
      ...(old.state === 'active'
        ? [eventRow(owner_id, 'card-blocked', call.now, { form: old.form, ...by })]
        : []),
    ];
    const { member } = state;
    // The one that is shown first stays the first, by its new number.
    const main = member?.main_card === old.number ? [{ ...member, main_card: number }] : [];
    const cards = [...state.cards.map((one) => (one === old ? blocked : one)), card];
    return {
      ok: true,
      value: await memberAfter(call, { ...state, cards }),
      writes: {
        owners: [
          ownerWrites(state.owner, bookOf(state, call), {
            rows: { card: [blocked, card], event: events, ...(main.length > 0 && { member: main }) },
          }),
        ],
        identifiers: { add: [{ kind: 'card', value: number, owner_id }] },
      },
    };
  },
);

import { staffAction } from '../actions/staff-action.ts';
import { badCardNumber } from '../checkout/read-checkout.ts';
import { eventRow } from '../events.ts';
import { absorb } from '../members/absorb.ts';
import { memberAfter, memberNow, readMember } from '../members/member-answer.ts';
import { bookOf } from '../members/standing.ts';
import { doneBy, refuse } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import { isOfChain, parseCardNumber } from './card-number.ts';
import { openProfileOf } from './link-my-card.ts';
import { activeCards, mostCards } from './own-cards.ts';

/** A card that nobody has proved to hold becomes a member's at the service desk, with everything it has earned (D7). */
export const linkCard = staffAction(
  'link-card',
  async (call, { memberId, linkId, number: written, reason }) => {
    const found = await readMember(call, memberId, { uses: 'all' });
    if (!found.ok) return found;
    const state = found.value;
    const { programme } = await call.shell.programmes.current();
    const number = parseCardNumber(written);
    if (number === null || !isOfChain(number, programme.cards.prefixes))
      return badCardNumber('/number', programme.cards.prefixes);
    if (state.cards.some((card) => card.number === number && card.state === 'active'))
      return { ok: true, value: await memberNow(call, state) };
    if (activeCards(state.cards).length >= mostCards(programme))
      return refuse('too-many-cards', 'Block a card that is not needed, then link this one.');
    const from = await openProfileOf(call, number);
    if (from === null)
      return refuse(
        'card-not-linked',
        'It was not handed out, is blocked, or somebody has proved that it is theirs.',
        {
          path: '/number',
        },
      );
    const book = bookOf(state, call);
    const absorbed = await absorb(call, { programme, mergeId: linkId, from, into: state, book });
    if (!absorbed.ok) return absorbed;
    const { into, rows, gone, identifiers } = absorbed.value;
    const { spend, receipts, level } = into.owner;
    const by = { form: 'physical', reason, ...doneBy(call.caller) };
    const event = [...rows.event, eventRow(state.owner.owner_id, 'card-issued', call.now, by)];
    const kept = ownerWrites(state.owner, book, {
      changes: { spend, receipts, level },
      rows: { ...rows, event },
    });
    return {
      ok: true,
      value: await memberAfter(call, into, book),
      writes: {
        owners: [kept, gone],
        identifiers: { put: identifiers.map((one) => ({ ...one, owner_id: state.owner.owner_id })) },
      },
    };
  },
);

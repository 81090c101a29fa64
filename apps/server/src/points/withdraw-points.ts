import { withdraw } from '@bonum/ledger';
import { staffAction } from '../actions/staff-action.ts';
import { eventRow } from '../events.ts';
import { noSuchMember, readMember } from '../members/member-answer.ts';
import { bookOf } from '../members/standing.ts';
import { doneBy, refuse } from '../operation.ts';
import { eventOf } from '../owner/event-of.ts';
import { ownerChain } from '../owner/owner-chain.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import { pointsAnswer } from './get-points.ts';

/** Takes points off by hand, once for each `withdrawalId`, and no more than there are. */
export const withdrawPoints = staffAction(
  'withdraw-points',
  async (call, { memberId, withdrawalId, kind, points, lotId, reason }) => {
    // It may have been the other member's, before the two were merged.
    const ownerIds = (await ownerChain(call.shell.db, memberId)).map((owner) => owner.ownerId);
    if (ownerIds.length === 0) return noSuchMember();
    // Before the member is read, so that a withdrawal that is found is in the balance.
    const before = await eventOf(call.shell.db, ownerIds, withdrawalId);
    const found = await readMember(call, memberId);
    if (!found.ok) return found;
    const state = found.value;
    const ownerId = state.owner.owner_id;
    const book = bookOf(state, call);
    const asked = { kind, points, lotId: lotId ?? null };
    if (before) {
      const { kind: known, points: taken, lotId: lot } = before.payload as Partial<typeof asked>;
      if (before.type === 'points-withdrawn' && known === kind && taken === points && lot === asked.lotId)
        return { ok: true, value: await pointsAnswer(call, book) };
      return refuse('id-reused', 'This withdrawalId was used for something else. Make a new one.', {
        path: '/withdrawalId',
      });
    }
    const { compiled, programme } = await call.shell.programmes.current();
    if (!compiled.kinds.has(kind) && !book.wallets.has(kind)) {
      const kinds = programme.kinds.map(({ id }) => id).join(', ');
      return refuse('unknown-kind', `The programme has no points of kind ${kind}; it has ${kinds}.`, {
        path: '/kind',
      });
    }
    const withdrawn = withdraw(book, {
      kind,
      points,
      reason: 'withdrawn-by-hand',
      ...(lotId !== undefined && { lotId }),
    });
    if (!withdrawn.ok) {
      const available =
        lotId === undefined ? book.wallets.get(kind)?.available : book.lots.get(lotId)?.available;
      return refuse('not-enough-points', 'Nobody is brought into debt by hand: take off what is there.', {
        path: '/points',
        extra: { available: available ?? 0 },
      });
    }
    const lots = withdrawn.parts.map((part) => ({ lotId: part.lotId, points: part.points }));
    // The event's id is the withdrawal's, so that the same cannot be written twice.
    const event = {
      ...eventRow(ownerId, 'points-withdrawn', call.now, { ...asked, lots, reason, ...doneBy(call.caller) }),
      event_id: withdrawalId,
    };
    return {
      ok: true,
      value: await pointsAnswer(call, book),
      audit: { detail: { kind, points } },
      writes: { owners: [ownerWrites(state.owner, book, { rows: { event: [event] } })] },
    };
  },
  ({ points }) => points,
);

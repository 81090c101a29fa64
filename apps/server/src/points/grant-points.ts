import { addDuration, instant, type Instant, type PointKind } from '@bonum/engine';
import { grant, iso } from '@bonum/ledger';
import { mustSucceed } from '../checkout/must-succeed.ts';
import { staffAction } from '../actions/staff-action.ts';
import { eventRow } from '../events.ts';
import { noSuchMember, readMember } from '../members/member-answer.ts';
import { bookOf } from '../members/standing.ts';
import { doneBy, refuse } from '../operation.ts';
import { eventOf } from '../owner/event-of.ts';
import { ownerChain } from '../owner/owner-chain.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import { pointsAnswer } from './get-points.ts';

/** Grants points by hand, once for each `grantId`. */
export const grantPoints = staffAction(
  'grant-points',
  async (call, { memberId, grantId, kind, points, reason }) => {
    // It may have been the other member's, before the two were merged.
    const ownerIds = (await ownerChain(call.shell.db, memberId)).map((owner) => owner.ownerId);
    if (ownerIds.length === 0) return noSuchMember();
    // Before the member is read, so that a grant that is found is in the balance.
    const before = await eventOf(call.shell.db, ownerIds, grantId);
    const found = await readMember(call, memberId);
    if (!found.ok) return found;
    const state = found.value;
    const version = await call.shell.programmes.current();
    const known = version.compiled.kinds.get(kind);
    if (!known) {
      const kinds = version.programme.kinds.map(({ id }) => id).join(', ');
      return refuse('unknown-kind', `The programme has no points of kind ${kind}; it has ${kinds}.`, {
        path: '/kind',
      });
    }
    const ownerId = state.owner.owner_id;
    const book = bookOf(state, call);
    if (before) {
      const payload = before.payload as { kind: string; points: number };
      if (payload.kind !== kind || payload.points !== points) {
        return refuse('id-reused', 'This grantId was used for another grant. Make a new one.', {
          path: '/grantId',
        });
      }
      return { ok: true, value: await pointsAnswer(call, book) };
    }
    const activeFrom = known.activation
      ? addDuration(call.now, known.activation, version.compiled.calendar)
      : call.now;
    const expiresAt = endOfLife(known, activeFrom, version);
    mustSucceed(
      grant(book, { kind, points, from: 'adjusted', reason: 'granted-by-hand', activeFrom, expiresAt }),
    );
    const payload = { kind, points, reason, ...doneBy(call.caller) };
    // The event's id is the grant's, so that the same grant cannot be written twice.
    const event = {
      ...eventRow(ownerId, 'points-granted', call.now, payload),
      event_id: grantId,
      at: iso(call.now),
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

const endOfLife = (
  { life }: PointKind,
  activeFrom: Instant,
  { compiled }: ProgrammeVersion,
): Instant | null => ('never' in life ? null : instant(addDuration(activeFrom, life, compiled.calendar)));

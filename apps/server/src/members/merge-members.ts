import { staffAction } from '../actions/staff-action.ts';
import { refuse, type Call } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import { readExactOwner, type OwnerState } from '../owner/read-owner.ts';
import { absorb } from './absorb.ts';
import { fillGaps } from './fill-gaps.ts';
import { memberAfter, memberNow, noSuchMember } from './member-answer.ts';
import { bookOf } from './standing.ts';

/** Merges another member into this one: points with their dates, spend, and everything that leads to the other. */
export const mergeMembers = staffAction(
  'merge-members',
  async (call, { memberId, mergeId, fromMemberId }) => {
    const [intoId, fromId] = [memberId, fromMemberId];
    if (intoId === fromId)
      return refuse('same-member', 'Name two different members.', { path: '/fromMemberId' });
    // Before the members are read, so that a merge that is found shows in them.
    const before = await mergeOf(call, intoId, mergeId);
    const into = await readExactOwner(call.shell.db, intoId, { uses: 'all' });
    const from = await readExactOwner(call.shell.db, fromId, { uses: 'all' });
    if (!into?.member || into.owner.merged_into !== null) return noSuchMember();
    if (!from?.member || from.member.status === 'erased') return noSuchMember('/fromMemberId');
    if (before && (before.from_owner_id !== fromId || before.undone_at !== null))
      return refuse('id-reused', 'This mergeId was used for another merge, or for one that was undone.', {
        path: '/mergeId',
      });
    if (before) return { ok: true, value: await memberNow(call, into) };
    if (from.owner.merged_into !== null) return noSuchMember('/fromMemberId');

    if (isStopped(into) || isStopped(from)) return stopped;
    const book = bookOf(into, call);
    const { programme } = await call.shell.programmes.current();
    const filled = fillGaps(into.member, from.member);
    const merged = await absorb(call, {
      programme,
      mergeId,
      from,
      into,
      book,
      ...(filled && { before: filled.before }),
    });
    if (!merged.ok) return merged;
    const { into: now, rows, gone, identifiers } = merged.value;
    const { spend, receipts, level } = now.owner;
    const kept = ownerWrites(into.owner, book, {
      changes: { spend, receipts, level },
      rows: { ...rows, ...(filled && { member: [filled.member] }) },
    });
    return {
      ok: true,
      value: await memberAfter(call, { ...now, member: filled?.member ?? into.member }, book),
      writes: {
        owners: [kept, gone],
        identifiers: { put: identifiers.map((identifier) => ({ ...identifier, owner_id: intoId })) },
      },
    };
  },
);

/** Whoever is suspended stays so: no other profile is a way around it. */
export const isStopped = ({ member }: OwnerState): boolean => member?.status === 'suspended';

const stopped = refuse(
  'member-suspended',
  'One of the two is suspended. Resume them first, or leave them apart.',
);

const merges = ({ shell }: Call, ownerId: string) =>
  shell.db
    .selectFrom('merge')
    .select(['owner_id', 'merge_id', 'from_owner_id', 'evidence', 'at', 'undone_at'])
    .where('owner_id', '=', ownerId);

export const mergeOf = (call: Call, ownerId: string, mergeId: string) =>
  merges(call, ownerId).where('merge_id', '=', mergeId).executeTakeFirst();

/** Those that stand. */
export const mergesOf = (call: Call, ownerId: string) =>
  merges(call, ownerId).where('undone_at', 'is', null).execute();

import { lastOf, numbersOf, standingAt, undoMerge as undoInLedger, type Book, iso } from '@bonum/ledger';
import { staffAction } from '../actions/staff-action.ts';
import { eventRow } from '../events.ts';
import { givenBack, memberUses } from '../limits/uses.ts';
import { doneBy, refuse, type Call } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import { readExactOwner, type CardRow, type MemberRow, type OwnerState } from '../owner/read-owner.ts';
import { memberAfter, memberNow, noSuchMember } from './member-answer.ts';
import { versionSince, type MergeRecord } from './absorb.ts';
import { mergeOf, mergesOf } from './merge-members.ts';
import { bookOf } from './standing.ts';
import type { Row } from '../write.ts';

/** Undoes a merge while neither side has moved since. */
export const undoMerge = staffAction('undo-merge', async (call, { memberId, mergeId }) => {
  const intoId = memberId;
  const merge = await mergeOf(call, intoId, mergeId);
  if (!merge) return refuse('unknown-merge', 'This member has no such merge.', { path: '/mergeId' });
  const record = merge.evidence as unknown as MergeRecord;
  const into = await readExactOwner(call.shell.db, intoId, {
    numbers: numbersOf(record.points.into),
    uses: 'all',
  });
  const from = await readExactOwner(call.shell.db, merge.from_owner_id, {
    numbers: numbersOf(record.points.from),
  });
  if (!into?.member || !from) return noSuchMember();
  if (merge.undone_at !== null) return { ok: true, value: await memberNow(call, into) };
  const movedSince = refuse(
    'moved-since',
    'Points, cards or data of one of them have changed since. Put it right by hand.',
  );
  if (into.owner.version !== versionSince(record) || from.owner.version !== record.versions.from)
    return movedSince;

  const books = { from: bookOf(from, call), into: bookOf(into, call) };
  const undone = undoInLedger(books, record.points);
  if (!undone.ok) return movedSince;
  const changes = {
    spend: into.owner.spend - record.added.spend,
    receipts: into.owner.receipts - record.added.receipts,
    level: record.levels.into,
  };
  const row = { ...merge, at: iso(merge.at), undone_at: iso(call.now) };
  const event = eventRow(intoId, 'merge-undone', call.now, { mergeId, ...doneBy(call.caller) });
  const { member, cards } = asBefore(into, record);
  // What was merged before this, with nothing in between, can be undone next.
  const [intoBefore, fromBefore] = await Promise.all([
    mergeBefore(call, { ownerId: intoId, mergeId, record, side: 'into' }),
    mergeBefore(call, { ownerId: merge.from_owner_id, mergeId, record, side: 'from' }),
  ]);
  const kept = ownerWrites(into.owner, books.into, {
    changes,
    rows: {
      merge: [row, ...goesOn(intoBefore, books.into, into.owner.version + 1)],
      event: [event],
      promotion_use: memberUses(into, givenBack(record.uses ?? [])),
      ...(record.mainCard && { card: cards }),
      ...((record.mainCard ?? record.before) && { member: [member] }),
    },
  });
  const back = ownerWrites(from.owner, books.from, {
    changes: { merged_into: null, level: record.levels.from },
    rows: { merge: goesOn(fromBefore, books.from, from.owner.version + 1) },
  });
  return {
    ok: true,
    value: await memberAfter(
      call,
      { ...into, owner: { ...into.owner, ...changes }, member, cards },
      books.into,
    ),
    writes: {
      owners: [{ ...kept, remove: { card: record.cards, offer: record.offers } }, back],
      identifiers: {
        put: record.identifiers.map((identifier) => ({ ...identifier, owner_id: merge.from_owner_id })),
      },
    },
  };
});

type Side = 'into' | 'from';

/** The merge into one of the two that was the last thing to happen to it before this one; null: something else was. */
async function mergeBefore(
  call: Call,
  of: {
    readonly ownerId: string;
    readonly mergeId: string;
    readonly record: MergeRecord;
    readonly side: Side;
  },
) {
  const { versions, points } = of.record;
  const standing = await mergesOf(call, of.ownerId);
  return (
    standing.find(({ merge_id, evidence }) => {
      if (merge_id === of.mergeId) return false;
      const before = evidence as unknown as MergeRecord;
      // Several that were merged at once have one version.
      const since = versions[of.side] - versionSince(before);
      return (since === 1 || since === 0) && lastOf(before.points.into) === points[of.side].before;
    }) ?? null
  );
}

/** Its record, as it stands from now on. */
function goesOn(merge: Awaited<ReturnType<typeof mergeBefore>>, book: Book, version: number): Row[] {
  if (merge === null) return [];
  const record = merge.evidence as unknown as MergeRecord;
  const evidence: MergeRecord = {
    ...record,
    now: version,
    points: { ...record.points, into: standingAt(record.points.into, book) },
  };
  return [{ ...merge, evidence, at: iso(merge.at), undone_at: null }];
}

/** The member's own data and cards, as they were before. */
function asBefore(
  { member: now, cards }: OwnerState,
  { cards: brought, mainCard, before }: MergeRecord,
): { readonly member: MemberRow; readonly cards: readonly CardRow[] } {
  if (!now) throw new Error('a member who was merged into has no row');
  const member = { ...now, ...before };
  const own = cards.filter((card) => !brought.includes(card.number));
  if (!mainCard) return { member, cards: own };
  return {
    member: { ...member, main_card: mainCard.before },
    cards: own.map((card) =>
      mainCard.blocked.includes(card.number)
        ? { ...card, state: 'active', blocked_at: null, block_reason: null }
        : card,
    ),
  };
}

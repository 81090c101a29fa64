import { balances, numbersOf, undoMerge as undoInLedger } from '@bonum/ledger';
import { eventRow, iso } from '../events.ts';
import { operation, refuse } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import { readExactOwner } from '../owner/read-owner.ts';
import { memberAnswer, noSuchMember } from './member-answer.ts';
import { mergeOf, type MergeRecord } from './merge-members.ts';
import { bookOf, shownBalances } from './standing.ts';

/** Undoes a merge while neither side has moved since. */
export const undoMerge = operation('undo-merge', async (call, { memberId, mergeId }) => {
  const intoId = memberId;
  const merge = await mergeOf(call, intoId, mergeId);
  if (!merge) return refuse('unknown-merge', 'This member has no such merge.', { path: '/mergeId' });
  const record = merge.evidence as unknown as MergeRecord;
  const into = await readExactOwner(call.shell.db, intoId, { numbers: numbersOf(record.points.into) });
  const from = await readExactOwner(call.shell.db, merge.from_owner_id, {
    numbers: numbersOf(record.points.from),
  });
  if (!into?.member || !from) return noSuchMember();
  const { programme } = await call.shell.programmes.current();
  if (merge.undone_at !== null) return { ok: true, value: memberAnswer(call, programme, into) };
  const movedSince = refuse(
    'moved-since',
    'Points, cards or data of one of them have changed since. Put it right by hand.',
  );
  if (into.owner.version !== record.versions.into || from.owner.version !== record.versions.from)
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
  const event = eventRow(intoId, 'merge-undone', call.now, { mergeId });
  const kept = ownerWrites(into.owner, books.into, { changes, rows: { merge: [row], event: [event] } });
  const back = ownerWrites(from.owner, books.from, {
    changes: { merged_into: null, level: record.levels.from },
  });
  const now = {
    ...into,
    owner: kept.owner ?? into.owner,
    cards: into.cards.filter((card) => !record.cards.includes(card.number)),
  };
  return {
    ok: true,
    value: {
      ...memberAnswer(call, programme, now),
      balances: shownBalances(programme, balances(books.into)),
    },
    writes: {
      owners: [{ ...kept, remove: { card: record.cards, offer: record.offers } }, back],
      identifiers: {
        put: record.identifiers.map((identifier) => ({ ...identifier, owner_id: merge.from_owner_id })),
      },
    },
  };
});

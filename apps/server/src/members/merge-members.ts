import { levelFor, minor, type Programme } from '@bonum/engine';
import { balances, mergeInto, type Book, type MergeEvidence } from '@bonum/ledger';
import { eventRow, iso } from '../events.ts';
import { operation, refuse, type Call } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import {
  readExactOwner,
  type CardRow,
  type OfferRow,
  type OwnerRow,
  type OwnerState,
} from '../owner/read-owner.ts';
import type { Identifier, Writes } from '../write.ts';
import { memberNow, noSuchMember } from './member-answer.ts';
import { bookOf, shownBalances } from './standing.ts';

/** What a merge found, and what its undoing puts back. */
export interface MergeRecord {
  readonly points: MergeEvidence;
  /** Versions both sides had right after the merge: either has moved when its own is another. */
  readonly versions: { readonly from: number; readonly into: number };
  readonly added: Pick<OwnerRow, 'spend' | 'receipts'>;
  readonly levels: { readonly from: string | null; readonly into: string | null };
  readonly identifiers: readonly Pick<Identifier, 'kind' | 'value'>[];
  readonly cards: readonly string[];
  readonly offers: readonly string[];
}

/** Merges another member into this one: points with their dates, spend, and everything that leads to the other. */
export const mergeMembers = operation('merge-members', async (call, { memberId, mergeId, fromMemberId }) => {
  const [intoId, fromId] = [memberId, fromMemberId];
  if (intoId === fromId)
    return refuse('same-member', 'Name two different members.', { path: '/fromMemberId' });
  // Before the members are read, so that a merge that is found shows in them.
  const before = await mergeOf(call, intoId, mergeId);
  const into = await readExactOwner(call.shell.db, intoId);
  const from = await readExactOwner(call.shell.db, fromId);
  if (!into?.member || into.owner.merged_into !== null) return noSuchMember();
  if (!from?.member) return noSuchMember('/fromMemberId');
  if (before && (before.from_owner_id !== fromId || before.undone_at !== null))
    return refuse('id-reused', 'This mergeId was used for another merge, or for one that was undone.', {
      path: '/mergeId',
    });
  if (before) return { ok: true, value: await memberNow(call, into) };
  if (from.owner.merged_into !== null) return noSuchMember('/fromMemberId');

  const books = { from: bookOf(from, call), into: bookOf(into, call) };
  if (hasOpenHold(into, call)) return openHold;
  const merged = mergeInto(books.from, books.into);
  if (!merged.ok) return openHold;
  const identifiers = await identifiersOf(call, fromId);
  const { programme } = await call.shell.programmes.current();
  const spend = into.owner.spend + from.owner.spend;
  const changes = {
    spend,
    receipts: into.owner.receipts + from.owner.receipts,
    level: highest(programme, [levelFor(programme, minor(spend)).id, into.owner.level, from.owner.level]),
  };
  // Two offers of one id can't stand side by side; the one that is there stays.
  const own = new Set(into.offers.map((offer) => offer.offer_id));
  const brought = from.offers.filter((offer) => !own.has(offer.offer_id));
  const record: MergeRecord = {
    points: merged.evidence,
    versions: { from: from.owner.version + 1, into: into.owner.version + 1 },
    added: { spend: from.owner.spend, receipts: from.owner.receipts },
    levels: { from: from.owner.level, into: into.owner.level },
    identifiers: identifiers.map(({ kind, value }) => ({ kind, value })),
    cards: from.cards.map((card) => card.number),
    offers: brought.map((offer) => offer.offer_id),
  };
  const row = {
    owner_id: intoId,
    merge_id: mergeId,
    from_owner_id: fromId,
    evidence: record,
    at: iso(call.now),
    undone_at: null,
  };
  const event = eventRow(intoId, 'members-merged', call.now, { mergeId, fromMemberId: fromId });
  const cards: CardRow[] = from.cards.map((card) => ({ ...card, owner_id: intoId }));
  const offers: OfferRow[] = brought.map((offer) => ({ ...offer, owner_id: intoId }));
  const kept = ownerWrites(into.owner, books.into, {
    changes,
    rows: { card: cards, offer: offers, merge: [row], event: [event] },
  });
  const gone = ownerWrites(from.owner, books.from, { changes: { merged_into: intoId } });
  const writes: Writes = {
    owners: [kept, gone],
    identifiers: { put: identifiers.map((identifier) => ({ ...identifier, owner_id: intoId })) },
  };
  const now = { ...into, owner: kept.owner ?? into.owner, cards: [...into.cards, ...cards] };
  return {
    ok: true,
    value: { ...(await memberNow(call, now)), balances: await balancesOf(call, books.into) },
    writes,
  };
});

/** Kept until the next purchase or return evaluates it anew. */
function highest({ levels }: Programme, ids: readonly (string | null)[]): string | null {
  const standing = levels.findLast(({ id }) => ids.includes(id));
  return standing?.id ?? null;
}

const openHold = refuse('open-hold', 'Commit or cancel the receipt that is being paid, then merge.');

const hasOpenHold = (state: OwnerState, call: Call): boolean =>
  [...bookOf(state, call).holds.values()].some((hold) => hold.state === 'open');

const balancesOf = async (call: Call, book: Book) =>
  shownBalances((await call.shell.programmes.current()).programme, balances(book));

/** What leads to an owner, receipts excepted: those stay where their rows are. */
const identifiersOf = ({ shell }: Call, ownerId: string): Promise<Identifier[]> =>
  shell.db
    .selectFrom('identifier')
    .select(['kind', 'value', 'owner_id'])
    .where('owner_id', '=', ownerId)
    .where('kind', 'in', ['phone', 'card', 'external'])
    .execute();

export const mergeOf = ({ shell }: Call, ownerId: string, mergeId: string) =>
  shell.db
    .selectFrom('merge')
    .select(['owner_id', 'merge_id', 'from_owner_id', 'evidence', 'at', 'undone_at'])
    .where('owner_id', '=', ownerId)
    .where('merge_id', '=', mergeId)
    .executeTakeFirst();

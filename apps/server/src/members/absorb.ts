import { levelFor, minor, type Programme } from '@bonum/engine';
import { mergeInto, type Book, type MergeEvidence, iso } from '@bonum/ledger';
import { eventRow } from '../events.ts';
import { memberUses, type CountedUse } from '../limits/uses.ts';
import { refuse, type Call, type Outcome } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import type { CardRow, MemberRow, OfferRow, OwnerRow, OwnerState, UseRow } from '../owner/read-owner.ts';
import type { Identifier, OwnerWrites, Row } from '../write.ts';
import { bookOf } from './standing.ts';

/** What a merge found, and what its undoing puts back. */
export interface MergeRecord {
  readonly points: MergeEvidence;
  /** Versions both sides had right after the merge: either has moved when its own is another. */
  readonly versions: { readonly from: number; readonly into: number };
  /** The version of the one that stays since a later merge was undone, which left it as it had been. Absent: none was. */
  readonly now?: number;
  readonly added: Pick<OwnerRow, 'spend' | 'receipts'>;
  readonly levels: { readonly from: string | null; readonly into: string | null };
  readonly identifiers: readonly Pick<Identifier, 'kind' | 'value'>[];
  readonly cards: readonly string[];
  readonly offers: readonly string[];
  /** Absent in merges from before promotions could be limited. */
  readonly uses?: readonly CountedUse[];
  /** Where a main card was chosen as well: the cards that were blocked then, and the main one before. */
  readonly mainCard?: { readonly before: string | null; readonly blocked: readonly string[] };
  /** What the one that stays had had where it took the word of the other. Absent: nothing was taken. */
  readonly before?: Partial<MemberRow>;
}

/** The version that the one that stays has as long as it has not moved. */
export const versionSince = ({ versions, now }: MergeRecord): number => now ?? versions.into;

interface Absorbing {
  readonly programme: Programme;
  readonly mergeId: string;
  readonly from: OwnerState;
  readonly into: OwnerState;
  /** The one that stays, open for writing: several may be merged into it, one after another. */
  readonly book: Book;
  readonly mainCard?: MergeRecord['mainCard'];
  readonly before?: MergeRecord['before'];
  /** The one that goes has lost its phone: it leads to nobody any more. */
  readonly losesPhone?: boolean;
}

/** One member in another, as far as it is written: the caller closes the book of the one that stays. */
export interface Absorbed {
  /** The one that stays, as it is then. */
  readonly into: OwnerState;
  readonly rows: {
    readonly card: readonly CardRow[];
    readonly offer: readonly OfferRow[];
    readonly merge: readonly Row[];
    readonly event: readonly Row[];
    readonly promotion_use: readonly UseRow[];
  };
  readonly gone: OwnerWrites;
  /** What led to the one that goes. */
  readonly identifiers: readonly Identifier[];
}

/** Merges one member into another: points with their dates, spend, and everything that leads to the other. */
export async function absorb(
  call: Call,
  { programme, mergeId, from, into, book, mainCard, before, losesPhone }: Absorbing,
): Promise<Outcome<Absorbed>> {
  const fromBook = bookOf(from, call);
  if (hasOpenHold(book)) return openHold;
  const merged = mergeInto(fromBook, book);
  if (!merged.ok) return openHold;
  const [intoId, fromId] = [into.owner.owner_id, from.owner.owner_id];
  const all = await identifiersOf(call, fromId);
  const identifiers = losesPhone === true ? all.filter(({ kind }) => kind !== 'phone') : all;
  const spend = into.owner.spend + from.owner.spend;
  const owner: OwnerRow = {
    ...into.owner,
    spend,
    receipts: into.owner.receipts + from.owner.receipts,
    level: highest(programme, [levelFor(programme, minor(spend)).id, into.owner.level, from.owner.level]),
  };
  // Two offers of one id can't stand side by side; the one that is there stays.
  const own = new Set(into.offers.map((offer) => offer.offer_id));
  const brought = from.offers.filter((offer) => !own.has(offer.offer_id));
  const uses = from.uses.map(({ promotion, period, times }) => ({ promotion, period, amount: times }));
  const record: MergeRecord = {
    points: merged.evidence,
    versions: { from: from.owner.version + 1, into: into.owner.version + 1 },
    added: { spend: from.owner.spend, receipts: from.owner.receipts },
    levels: { from: from.owner.level, into: into.owner.level },
    identifiers: identifiers.map(({ kind, value }) => ({ kind, value })),
    cards: from.cards.map((card) => card.number),
    offers: brought.map((offer) => offer.offer_id),
    uses,
    ...(mainCard && { mainCard }),
    ...(before && { before }),
  };
  const row = {
    owner_id: intoId,
    merge_id: mergeId,
    from_owner_id: fromId,
    evidence: record,
    at: iso(call.now),
    undone_at: null,
  };
  const card: CardRow[] = from.cards.map((one) => ({ ...one, owner_id: intoId }));
  const offer: OfferRow[] = brought.map((one) => ({ ...one, owner_id: intoId }));
  const promotion_use = memberUses(into, uses);
  const event = [eventRow(intoId, 'members-merged', call.now, { mergeId, fromMemberId: fromId })];
  return {
    ok: true,
    value: {
      into: {
        ...into,
        owner,
        cards: [...into.cards, ...card],
        offers: [...into.offers, ...offer],
        uses: [...into.uses.filter((use) => !promotion_use.some(isSameUse(use))), ...promotion_use],
      },
      rows: { card, offer, merge: [row], event, promotion_use },
      gone: ownerWrites(from.owner, fromBook, {
        changes: { merged_into: intoId },
        ...(losesPhone === true && { rows: { member: [{ ...from.member, phone: null }] } }),
      }),
      identifiers,
    },
  };
}

const isSameUse =
  (one: UseRow) =>
  (other: UseRow): boolean =>
    one.promotion === other.promotion && one.period === other.period;

/** Kept until the next purchase or return evaluates it anew. */
function highest({ levels }: Programme, ids: readonly (string | null)[]): string | null {
  const standing = levels.findLast(({ id }) => ids.includes(id));
  return standing?.id ?? null;
}

const openHold = refuse('open-hold', 'Commit or cancel the receipt that is being paid, then merge.');

const hasOpenHold = (book: Book): boolean => [...book.holds.values()].some((hold) => hold.state === 'open');

/** What leads to an owner, receipts excepted: those stay where their rows are. */
const identifiersOf = ({ shell }: Call, ownerId: string): Promise<Identifier[]> =>
  shell.db
    .selectFrom('identifier')
    .select(['kind', 'value', 'owner_id'])
    .where('owner_id', '=', ownerId)
    .where('kind', 'in', ['phone', 'email', 'card', 'external'])
    .execute();

import type { Answer } from '@bonum/contract';
import { instant, type Language } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import { bookOf } from '../members/standing.ts';
import type { Call } from '../operation.ts';
import { withMerged } from '../owner/merged-owners.ts';
import type { OwnerState } from '../owner/read-owner.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import { storesOf, type ShownStore } from '../receipts/shown-store.ts';
import { readHappenings, type Happening, type MonthSums, type Show } from './happenings.ts';
import { shownKinds } from './kinds.ts';
import { originsOf, type Origin } from './origins.ts';

const PAGE = 30;

export interface HistoryAsked {
  readonly before?: string;
  readonly limit?: number;
  readonly show?: Show;
  readonly kind?: string;
  readonly language?: Language;
}

export interface HistoryRead {
  readonly page: Answer<'list-history'>;
  /** What the entries of the page are made of, in their order, each with whose they are. */
  readonly shown: readonly (Happening & { readonly ownerId: string })[];
  readonly ownerIds: readonly string[];
  /** What the pages before come to, in points that pay. */
  readonly newer: number;
}

/** What happened to a member's points, newest first, what happened to those merged into them included. */
export async function readHistory(call: Call, state: OwnerState, asked: HistoryAsked): Promise<HistoryRead> {
  const { db } = call.shell;
  const version = await call.shell.programmes.current();
  const { programme } = version;
  const size = asked.limit ?? PAGE;
  const kinds = shownKinds(programme, asked.language ?? state.member?.language ?? 'ru');
  const wanted = {
    show: asked.show ?? 'all',
    kind: asked.kind ?? null,
    before: asked.before ?? null,
    // One more than is shown tells whether there is a next page.
    limit: size + 1,
    zone: programme.zone,
    paying: kinds.filter(({ pays }) => pays).map(({ id }) => id),
  };
  const all: HistoryRead['shown'][number][] = [];
  const months: MonthSums[] = [];
  let newer = 0;
  const ownerIds = await withMerged(db, state.owner.owner_id);
  for (const ownerId of ownerIds) {
    const stands = ownerId === state.owner.owner_id;
    const due = stands ? bookOf(state, call) : null;
    const read = await readHappenings(db, { ownerId, due, stands }, wanted);
    all.push(...read.happenings.map((one) => ({ ...one, ownerId })));
    months.push(...read.months);
    newer += read.newer;
  }
  const newest = all.toSorted((one, other) => (one.id < other.id ? 1 : -1));
  const shown = newest.slice(0, size);
  const stores = await storesOf(
    db,
    shown.flatMap(({ store_id }) => store_id ?? []),
  );
  const origins = await originsOf(
    db,
    ownerIds,
    shown.flatMap(({ lots }) => lots),
  );
  return {
    page: {
      currency: programme.currency,
      kinds,
      entries: shown.map((one) => entryOf(one, { version, stores, origins })),
      months: sumsOf(months, new Set(shown.map(({ month }) => month))),
      next: newest.length > size ? (shown.at(-1)?.id ?? null) : null,
    },
    shown,
    ownerIds,
    newer,
  };
}

interface Around {
  readonly version: ProgrammeVersion;
  readonly stores: ReadonlyMap<string, ShownStore>;
  readonly origins: ReadonlyMap<string, Origin>;
}

function entryOf(
  happening: Happening,
  { version, stores, origins }: Around,
): Answer<'list-history'>['entries'][number] {
  const { id, type, at, points, lots, receipt_id, of_receipt_id, store_id, money } = happening;
  const from = new Map(
    lots.flatMap((lot) => origins.get(lot) ?? []).map((origin) => [origin.receiptId, origin]),
  );
  return {
    id,
    type,
    at: iso(at),
    offsetMinutes: happening.offset_minutes ?? version.compiled.calendar.offsetMinutesAt(instant(at)),
    points: [...points],
    receipt:
      receipt_id === null || store_id === null
        ? null
        : {
            receiptId: receipt_id,
            ofReceiptId: of_receipt_id,
            store: stores.get(store_id) ?? { storeId: store_id, name: store_id, city: null },
            money: money ?? 0,
          },
    from: [...from.values()].slice(0, 3),
  };
}

/** Of merged profiles each has its own sums of a month. */
function sumsOf(all: readonly MonthSums[], wanted: ReadonlySet<string>): MonthSums[] {
  const sums = new Map<string, MonthSums>();
  for (const { month, plus, minus } of all) {
    if (!wanted.has(month)) continue;
    const before = sums.get(month);
    sums.set(month, { month, plus: plus + (before?.plus ?? 0), minus: minus + (before?.minus ?? 0) });
  }
  return [...sums.values()].toSorted((one, other) => (one.month < other.month ? 1 : -1));
}

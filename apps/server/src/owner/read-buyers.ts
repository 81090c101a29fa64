import { holdFrom, holdsJson, type HoldJson } from '@bonum/ledger';
import { sql } from 'kysely';
import type { Part } from '../database/kept-text.ts';
import {
  cardFromRecord,
  lotsFromRecords,
  memberFromRecord,
  ownerFromRecord,
  walletsFromRecords,
} from './owner-records.ts';
import {
  barcodeJson,
  usesJson,
  type BarcodeRow,
  type OfferRow,
  type OwnerState,
  type OwnerWanted,
  type UseRow,
} from './read-owner.ts';

/** Who is looked for, and what of them. */
export interface BuyerAsked {
  readonly who: { readonly kind: string; readonly value: string } | null;
  readonly wanted: Pick<OwnerWanted, 'holdId' | 'barcode'> & Required<Pick<OwnerWanted, 'uses'>>;
}

/** An owner as `buyerPart` reads it; all null when there is none. */
export interface BuyerRow {
  readonly buyer: string | null;
  readonly owner: string | null;
  readonly member: string | null;
  /** The card that was shown. */
  readonly card: string | null;
  readonly wallets: string | null;
  readonly lots: string | null;
  readonly holds: readonly HoldJson[] | null;
  readonly offers: readonly OfferRow[] | null;
  readonly more: { readonly uses?: readonly UseRow[] | null; readonly barcode?: BarcodeRow | null } | null;
}

/**
 * Everything of many owners that a till thinks about: a row for each `a` with its `kind`, `value`, `id` and `place` among `all`.
 * What every member has comes as PostgreSQL's own text of records, which takes it half of what JSON does; what few have, as JSON.
 */
export function buyerPart(all: readonly BuyerAsked[]): Part {
  const byId = all.some(({ who }) => who?.kind === 'id');
  const found = sql`select owner_id from identifier where kind = a.kind and value = a.value`;
  const hold = holdPart(all);
  const more = morePart(all);
  return {
    name: `buyer ${byId} ${hold.name} ${more.name}`,
    values: [...hold.values, ...more.values],
    text: () => sql`select w.owner_id as buyer, o::text as owner, m::text as member,
      (select c::text from card c where c.owner_id = ${id} and c.number = a.value) as card,
      (select string_agg(x::text, E'\\n') from wallet x where x.owner_id = ${id}) as wallets,
      (select string_agg(l::text, E'\\n') from lot l where l.owner_id = ${id} and l.available + l.pending + l.held > 0) as lots,
      ${hold.text()} as holds,
      (select json_agg(f order by f.valid_until, f.offer_id) from offer f where f.owner_id = ${id} and f.used_by is null) as offers,
      ${more.text()} as more
    from (${byId ? sql`${found} union all select a.id where a.id is not null` : found}) w
    left join owner o on o.owner_id = w.owner_id left join member m on m.owner_id = w.owner_id`,
  };
}

const id = sql`w.owner_id`;

function holdPart(all: readonly BuyerAsked[]): Part {
  const holds = all.map(({ wanted }) => wanted.holdId ?? null);
  if (holds.every((hold) => hold === null)) return { name: '', values: [], text: () => holdsJson(id, null) };
  return { name: 'hold', values: [holds], text: () => holdsJson(id, sql`(${holds}::uuid[])[a.place]`) };
}

/** Uses where the programme limits something for a member, a barcode where one was shown. */
function morePart(all: readonly BuyerAsked[]): Part {
  const counts = all.some(({ wanted }) => wanted.uses.length > 0);
  const shows = all.some(({ wanted }) => wanted.barcode !== undefined);
  if (!counts && !shows) return { name: '', values: [], text: () => sql`null::json` };
  const periods = JSON.stringify(all.map(({ wanted }) => (wanted.uses === 'all' ? null : wanted.uses)));
  const references = all.map(({ wanted }) => wanted.barcode?.reference ?? null);
  const ats = all.map(({ wanted }) => (wanted.barcode ? new Date(wanted.barcode.at) : null));
  return {
    name: `${counts ? 'uses' : ''} ${shows ? 'barcode' : ''}`,
    values: [...(counts ? [periods, periods] : []), ...(shows ? [references, ats] : [])],
    text: () => {
      const ofThis = sql`${periods}::jsonb -> (a.place - 1)::int`;
      // null: of all periods
      const uses = sql`case when jsonb_typeof(${ofThis}) = 'array' then array(select jsonb_array_elements_text(${ofThis})) end`;
      const barcode = {
        reference: sql`(${references}::text[])[a.place]`,
        at: sql`(${ats}::timestamptz[])[a.place]`,
      };
      return sql`json_build_object(${counts ? usesJson(id, uses) : sql``}
      ${shows ? barcodeJson(id, barcode) : sql``} 'read', true)`;
    },
  };
}

/** null when there is no such owner. */
export function ownerFromBuyer(row: BuyerRow): OwnerState | null {
  if (row.owner === null) return null;
  const owner = ownerFromRecord(row.owner);
  const { barcode } = row.more ?? {};
  return {
    owner,
    member: row.member === null ? null : memberFromRecord(row.member),
    cards: row.card === null ? [] : [cardFromRecord(row.card)],
    offers: row.offers ?? [],
    uses: row.more?.uses ?? [],
    ...(barcode && { barcode }),
    account: {
      ownerId: owner.owner_id,
      transfers: owner.transfers,
      head: owner.head.slice('\\x'.length),
      wallets: walletsFromRecords(row.wallets),
      lots: lotsFromRecords(row.lots),
      holds: (row.holds ?? []).map(holdFrom),
      history: [],
    },
  };
}

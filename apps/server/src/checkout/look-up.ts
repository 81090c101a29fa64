import { normaliseCode, type Instant } from '@bonum/engine';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { KeptTexts, type Part } from '../database/kept-text.ts';
import type { Database } from '../database/schema.ts';
import type { Call } from '../operation.ts';
import { receiptOwner, type ReceiptClaim } from '../shards/receipt-claim.ts';
import { KnownCatalogue, type CatalogueRead, type Looked, type Place } from '../catalogue/known-catalogue.ts';
import { buyerPart, ownerFromBuyer, type BuyerRow } from '../owner/read-buyers.ts';
import {
  ownerFrom,
  ownerJson,
  type OwnerState,
  type OwnerWanted,
  type StateJson,
} from '../owner/read-owner.ts';
import type { ReceiptKey } from './receipt-id.ts';

/** What a member is known by; their id needs no look-up. */
export type Who = { readonly kind: 'id' | 'card' | 'phone' | 'barcode'; readonly value: string };

/** What a basket names. */
export interface Named {
  readonly key: ReceiptKey;
  readonly lines: readonly { readonly productId: string }[];
  readonly codes?: readonly string[];
  readonly receiptId: string;
  readonly who: Who | null;
  readonly instant: Instant;
  /** What is wanted of the member. */
  readonly wanted: Pick<OwnerWanted, 'holdId' | 'barcode'> & Required<Pick<OwnerWanted, 'uses'>>;
}

export interface Found extends Place {
  /** The programme version that is live. */
  readonly live: number | null;
  readonly identifiers: readonly { kind: string; owner_id: string }[];
  readonly codes: readonly { code: string; promotion: string }[] | null;
  readonly member: OwnerState | null;
  /** The receipt is claimed, and nobody has written it. */
  readonly begun: boolean;
}

/**
 * Looks up everything a basket names, its member's points and all: in one statement with whoever looks something up at the same
 * moment, or on a distributed database in a statement for each way things lie.
 */
export async function lookUp(call: Call, named: Named): Promise<Found> {
  const { db, distributed, together } = call.shell;
  if (distributed === true) return lookUpOnShards(call, named);
  if (together) return together.lookUp(named);
  const [found] = await lookUpMany(db, [named]);
  if (!found) throw new Error('one was looked up, and none was found');
  return found;
}

/** Everything that many baskets name, in their order; in one statement, so all of it from one snapshot. */
export async function lookUpMany(
  db: Kysely<Database>,
  all: readonly Named[],
  catalogue: KnownCatalogue = new KnownCatalogue(),
): Promise<Found[]> {
  const looked = catalogue.look(all);
  const { rows } = await texts.run<FoundRow>(
    db,
    [cataloguePart(looked), codesPart(all), basketsPart(all), buyerPart(all)],
    ([read, codes, baskets, buyer]) => sql`
    select (select version from programme_version where status = 'live') as live, ${read} as catalogue,
           (select owner_id from identifier where kind = 'receipt' and value = a.receipt) as receipt,
           (select owner_id from identifier where kind = 'hold' and value = a.receipt) as hold,
           ${codes} as codes, buyer.*
      from ${baskets}
      left join lateral (${buyer}) buyer on true
     order by a.place`,
  );
  const read = rows[0]?.catalogue;
  const places = read ? catalogue.take(read, all, looked) : [];
  // What is remembered is of another moment, and all of it has to be asked for.
  if (!places) return lookUpMany(db, all, catalogue);
  return rows.map((row, index) => ({
    ...(places[index] as Place),
    ...foundFrom(row, all[index] as Named),
  }));
}

const texts = new KeptTexts();

function basketsPart(all: readonly Named[]): Part {
  const whos = all.map(({ who }) => who);
  const values = [
    whos.map((who) => who?.kind ?? ''),
    whos.map((who) => who?.value ?? ''),
    whos.map((who) => (who?.kind === 'id' ? who.value : null)),
    all.map(({ receiptId }) => receiptId),
  ];
  const [kinds, named, ids, receipts] = values.map(list);
  return {
    name: 'baskets',
    values,
    text: () =>
      sql`unnest(${kinds}, ${named}, ${ids}::uuid[], ${receipts}) with ordinality as a (kind, value, id, receipt, place)`,
  };
}

/**
 * A list as a value of its own. PostgreSQL sees into one that is written where it is used: it then knows how many there are, finds
 * that a plan for so few is cheaper than the kept one, which is for ten, and plans each statement anew; longer than it takes to run it.
 */
const list = (values: readonly (string | null)[]): RawBuilder<unknown> => sql`(select ${values}::text[])`;

interface FoundRow extends BuyerRow {
  readonly live: number | null;
  readonly catalogue: CatalogueRead;
  readonly receipt: string | null;
  readonly hold: string | null;
  readonly codes: Found['codes'];
  /** Whom the shown card or phone leads to. */
  readonly buyer: string | null;
}

function foundFrom(row: FoundRow, { who }: Named): Omit<Found, keyof Place> {
  const leads = [
    { kind: 'receipt', owner_id: row.receipt },
    { kind: 'hold', owner_id: row.hold },
    { kind: who?.kind ?? '', owner_id: who?.kind === 'id' ? null : row.buyer },
  ];
  return {
    live: row.live,
    identifiers: leads.flatMap(({ kind, owner_id }) => (owner_id === null ? [] : [{ kind, owner_id }])),
    codes: row.codes,
    member: ownerFromBuyer(row),
    begun: false,
  };
}

/** What is not remembered yet; in one breath with the number of the last change. Where all is, nobody has to be ready to read it. */
function cataloguePart({ products, stores }: Pick<Looked, 'products' | 'stores'>): Part {
  if (products.length === 0 && stores.length === 0)
    return {
      name: 'number',
      values: [],
      text: () => sql`(select json_build_object('number', c.number) from catalogue_change c)`,
    };
  return {
    name: 'catalogue',
    values: [products, stores],
    text: () => sql`(select json_build_object('number', c.number,
        'products', (select json_agg(json_build_object('product_id', p.product_id, 'category', p.category, 'brand', p.brand,
            'on_sale', p.on_sale, 'floor', p.floor)) from product p where p.product_id = any(${list(products)}::text[])),
        'stores', (select json_agg(json_build_object('store_id', s.store_id, 'tags', s.tags, 'tills',
            (select json_agg(t.till_id) from till t where t.store_id = s.store_id)))
          from store s where s.store_id = any(${list(stores)}::text[])))
      from catalogue_change c)`,
  };
}

/** Nothing at all where nobody gave a code. */
function codesPart(all: readonly Named[]): Part {
  const given = all.map(({ codes }) => (codes ?? []).map(normaliseCode));
  if (given.every((codes) => codes.length === 0))
    return { name: '', values: [], text: () => sql`null::json` };
  const asked = JSON.stringify(
    all.map(({ instant: at }, index) => ({ place: index + 1, codes: given[index], at: new Date(at) })),
  );
  return {
    name: 'codes',
    values: [asked],
    text: () => sql`(select json_agg(c) from promo_code c, json_to_recordset(${asked}::json)
      as g (place int, codes text[], at timestamptz)
    where g.place = a.place and c.code = any(g.codes) and c.valid_from <= g.at and c.valid_until > g.at and c.taken_by is null)`,
  };
}

/** What a basket names, each as a value. */
function placeJson({ key, lines }: Named): RawBuilder<unknown> {
  const products = [...new Set(lines.map((line) => line.productId))];
  return sql`'live', (select version from programme_version where status = 'live'),
      'catalogue', ${cataloguePart({ products, stores: [key.storeId] }).text()}`;
}

const identifiersOf = ({ receiptId, who }: Named): RawBuilder<unknown> =>
  sql`((i.kind in ('receipt', 'hold') and i.value = ${receiptId}) or (i.kind = ${who?.kind ?? ''} and i.value = ${who?.value ?? ''}))`;

const codesOf = ({ codes, instant: at }: Named): RawBuilder<unknown> =>
  sql`c.code = any(${(codes ?? []).map(normaliseCode)}) and c.valid_from <= ${new Date(at)} and c.valid_until > ${new Date(at)}`;

type FoundIdentifier = ReceiptClaim & { readonly kind: string };

/** What lies on every machine; what leads to owners, by its values; codes, if any were given. */
async function lookUpOnShards(call: Call, named: Named): Promise<Found> {
  const { db } = call.shell;
  const { rows: places } = await sql<{ place: { live: number | null; catalogue: CatalogueRead } }>`
    select json_build_object(${placeJson(named)}) as place`.execute(db);
  const at = places[0]?.place;
  if (!at) throw new Error('a select without a from gave no row');
  const catalogue = new KnownCatalogue();
  const [place] = catalogue.take(at.catalogue, [named], catalogue.look([named])) ?? [];
  if (!place) throw new Error('all of a basket was read, and has no place');
  const values = [named.receiptId, ...(named.who === null ? [] : [named.who.value])];
  const { rows } = await sql<FoundIdentifier>`
    select i.kind, i.value, i.owner_id, i.claim, i.from_owner_id from identifier i
     where i.value = any(${values}) and ${identifiersOf(named)}`.execute(db);
  const claim = rows.find(({ kind }) => kind === 'receipt');
  const ownerId = claim ? await receiptOwner(db, claim) : null;
  const others = rows.filter((row) => row !== claim);
  const identifiers = claim && ownerId !== null ? [...others, { ...claim, owner_id: ownerId }] : others;
  const codes = (named.codes ?? []).length === 0 ? [] : await codesOnShards(call, named);
  const member = await memberOnShard(call, named, rows);
  return {
    ...place,
    live: at.live,
    identifiers,
    codes,
    member,
    begun: claim !== undefined && ownerId === null,
  };
}

async function memberOnShard(
  { shell }: Call,
  { who, wanted }: Named,
  identifiers: readonly FoundIdentifier[],
): Promise<OwnerState | null> {
  const id = who?.kind === 'id' ? who.value : identifiers.find(({ kind }) => kind === who?.kind)?.owner_id;
  if (id === undefined) return null;
  const { rows } = await sql<{ member: StateJson }>`
    select ${ownerJson(sql`${id}::uuid`, wanted)} as member`.execute(shell.db);
  return ownerFrom(rows[0]?.member);
}

/** A code that this very receipt has claimed before is its own. */
async function codesOnShards({ shell }: Call, named: Named): Promise<{ code: string; promotion: string }[]> {
  const { rows } = await sql<{ code: string; promotion: string }>`
    select c.code, c.promotion from promo_code c
     where ${codesOf(named)} and c.taken_from is null
       and (c.taken_by is null or c.taken_by = ${named.receiptId})`.execute(shell.db);
  return rows;
}

import type { Answers } from '@bonum/engine';
import { accountFrom, accountJson, type Account, type AccountJson, type AccountWanted } from '@bonum/ledger';
import type { Instant } from '@bonum/engine';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../database/schema.ts';

/** The owner's own row. */
export interface OwnerRow {
  readonly owner_id: string;
  readonly type: 'member' | 'receipt';
  readonly version: number;
  readonly transfers: number;
  /** Hex, as PostgreSQL writes bytes into JSON: `\x…`. */
  readonly head: string;
  readonly spend: number;
  readonly receipts: number;
  readonly level: string | null;
  readonly merged_into: string | null;
  readonly due_at: string | null;
  /** Exists for a replay alone: nothing that happens to it is news. */
  readonly apart: boolean;
}

/** The member's row as JSON; instants are ISO text. */
export interface MemberRow {
  readonly owner_id: string;
  readonly status: 'active' | 'suspended' | 'erased';
  readonly phone: string | null;
  readonly email: string | null;
  readonly name: string | null;
  readonly surname: string | null;
  readonly birth_date: string | null;
  readonly gender: 'female' | 'male' | null;
  readonly city: string | null;
  readonly language: 'ru' | 'en';
  readonly consents: readonly ConsentRow[];
  /** To the questions that the programme asks beyond the profile, by id. */
  readonly answers: Answers;
  readonly subscriptions: Subscriptions;
  /** The e-mail that a code sent to it came back from: the one to write to, and to sign in by. */
  readonly proved_email: string | null;
  readonly joined_at: string;
  readonly joined_store: string | null;
  /** A phone that somebody said is theirs; nobody proved it. */
  readonly claimed_phone: string | null;
  /** A card was handed out, and nobody knows yet to whom: it earns and does not spend. */
  readonly open: boolean;
  /** The one they show; null: none was chosen. */
  readonly main_card: string | null;
}
/** Whether a kind of message is wanted by a channel; what was not said is absent. */
export type Subscriptions = Readonly<Record<string, Readonly<Record<string, boolean>>>>;
export interface ConsentRow {
  readonly kind: string;
  readonly version: string;
  readonly given: boolean;
  readonly at: string;
}

export interface CardRow {
  readonly owner_id: string;
  readonly number: string;
  readonly form: 'virtual' | 'physical';
  readonly state: 'active' | 'blocked';
  readonly issued_at: string;
  readonly blocked_at: string | null;
  readonly block_reason: string | null;
}

export interface OfferRow {
  readonly owner_id: string;
  readonly offer_id: string;
  readonly promotion: string;
  readonly valid_from: string;
  readonly valid_until: string;
  readonly used_by: string | null;
  /** When the member turned it on; null: they have not. */
  readonly activated_at: string | null;
}

/** How often a promotion that is limited for each member has fired for this one, in a period. */
export interface UseRow {
  readonly owner_id: string;
  readonly period: string;
  readonly promotion: string;
  readonly times: number;
}

/** The rotating barcode of a phone that is signed in. */
export interface BarcodeRow {
  readonly owner_id: string;
  readonly reference: string;
  readonly session_id: string;
  /** Hex, as PostgreSQL writes bytes into JSON: `\x…`. */
  readonly salt: string;
  readonly last_step: number;
  readonly misses: number;
  readonly missed_at: string | null;
  readonly created_at: string;
}

/** Everything of one owner that an operation thinks about, from one snapshot. */
export interface OwnerState {
  readonly owner: OwnerRow;
  readonly member: MemberRow | null;
  readonly cards: readonly CardRow[];
  readonly offers: readonly OfferRow[];
  /** Of the periods asked for. */
  readonly uses: readonly UseRow[];
  /** The one asked for, if its phone is signed in. */
  readonly barcode?: BarcodeRow | null;
  readonly account: Account;
}

export interface OwnerWanted extends AccountWanted {
  /** Periods whose uses of promotions are wanted. */
  readonly uses?: readonly string[] | 'all';
  /** A barcode that is wanted, by its reference, if its phone is signed in at that time. */
  readonly barcode?: { readonly reference: string; readonly at: Instant };
}

/** Reads an owner; null when there is none. One that was merged into another is answered by that other. */
export async function readOwner(
  db: Kysely<Database>,
  ownerId: string,
  wanted: OwnerWanted = {},
): Promise<OwnerState | null> {
  const found = await readExactOwner(db, ownerId, wanted);
  const into = found?.owner.merged_into;
  return into ? readOwner(db, into, wanted) : found;
}

/** Reads this very owner, merged or not. */
export async function readExactOwner(
  db: Kysely<Database>,
  ownerId: string,
  wanted: OwnerWanted = {},
): Promise<OwnerState | null> {
  const { rows } = await sql<{ state: StateJson }>`
    select ${ownerJson(sql`${ownerId}::uuid`, wanted)} as state`.execute(db);
  return ownerFrom(rows[0]?.state);
}

/** One JSON value with everything of an owner, for `ownerFrom`; `id` is any uuid expression, with a name that nothing in here has. */
export const ownerJson = (
  id: RawBuilder<unknown>,
  wanted: Omit<OwnerWanted, keyof ExpressionsWanted> & ExpressionsWanted,
): RawBuilder<StateJson> => sql`json_build_object(
      'owner', (select row_to_json(o) from owner o where o.owner_id = ${id}),
      'member', (select row_to_json(m) from member m where m.owner_id = ${id}),
      'cards', (select json_agg(c order by c.issued_at, c.number) from card c where c.owner_id = ${id}),
      'offers', (select json_agg(f order by f.valid_until, f.offer_id) from offer f where f.owner_id = ${id} and f.used_by is null),
      ${usesJson(id, wanted.uses ?? [])}
      ${barcodeJson(id, wanted.barcode)}
      'account', ${accountJson(id, wanted)})`;

/** The same wishes; each may be an expression, too, where a statement reads many owners. */
export interface ExpressionsWanted {
  readonly holdId?: AccountWanted['holdId'] | RawBuilder<unknown>;
  readonly uses?: OwnerWanted['uses'] | RawBuilder<unknown>;
  readonly barcode?:
    | OwnerWanted['barcode']
    | { readonly reference: RawBuilder<unknown>; readonly at: RawBuilder<unknown> };
}

/** null when there is no such owner. */
export function ownerFrom(state: StateJson | null | undefined): OwnerState | null {
  if (!state?.owner) return null;
  const { owner, member, cards, offers, uses, barcode, account } = state;
  return {
    owner,
    member,
    cards: cards ?? [],
    offers: offers ?? [],
    uses: uses ?? [],
    ...(barcode && { barcode }),
    account: accountFrom(account),
  };
}

/** Nothing at all where nothing is asked for: most programmes limit nothing. */
export function usesJson(
  id: RawBuilder<unknown>,
  wanted: NonNullable<ExpressionsWanted['uses']>,
): RawBuilder<unknown> {
  if (Array.isArray(wanted) && wanted.length === 0) return sql``;
  // An expression is null where all are wanted.
  const periods = wanted === 'all' ? sql`true` : sql`(u.period = any(${wanted})) is not false`;
  return sql`'uses', (select json_agg(u) from promotion_use u where u.owner_id = ${id} and ${periods}),`;
}

/** Nothing at all for who shows a card or a phone number. */
export function barcodeJson(
  id: RawBuilder<unknown>,
  wanted: ExpressionsWanted['barcode'],
): RawBuilder<unknown> {
  if (wanted === undefined) return sql``;
  const at = typeof wanted.at === 'number' ? new Date(wanted.at) : wanted.at;
  return sql`'barcode', (select row_to_json(b) from barcode b
         join session s on s.owner_id = b.owner_id and s.session_id = b.session_id
        where b.owner_id = ${id} and b.reference = ${wanted.reference}
          and s.ended_at is null and s.expires_at > ${at}),`;
}

export interface StateJson {
  readonly owner: OwnerRow | null;
  readonly member: MemberRow | null;
  readonly cards: readonly CardRow[] | null;
  readonly offers: readonly OfferRow[] | null;
  readonly uses?: readonly UseRow[] | null;
  readonly barcode?: BarcodeRow | null;
  readonly account: AccountJson;
}

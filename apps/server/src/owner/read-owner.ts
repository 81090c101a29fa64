import { accountFrom, accountJson, type Account, type AccountJson, type AccountWanted } from '@bonum/ledger';
import { sql, type Kysely } from 'kysely';
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
  readonly status: 'active' | 'suspended';
  readonly phone: string | null;
  readonly email: string | null;
  readonly name: string | null;
  readonly surname: string | null;
  readonly birth_date: string | null;
  readonly gender: 'female' | 'male' | null;
  readonly city: string | null;
  readonly language: 'ru' | 'en';
  readonly consents: readonly ConsentRow[];
  readonly joined_at: string;
  readonly joined_store: string | null;
}
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
}

/** Everything of one owner that an operation thinks about, from one snapshot. */
export interface OwnerState {
  readonly owner: OwnerRow;
  readonly member: MemberRow | null;
  readonly cards: readonly CardRow[];
  readonly offers: readonly OfferRow[];
  readonly account: Account;
}

export type OwnerWanted = AccountWanted;

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
  const id = sql`${ownerId}::uuid`;
  const { rows } = await sql<{ state: StateJson }>`
    select json_build_object(
      'owner', (select row_to_json(o) from owner o where o.owner_id = ${id}),
      'member', (select row_to_json(m) from member m where m.owner_id = ${id}),
      'cards', (select json_agg(c order by c.issued_at, c.number) from card c where c.owner_id = ${id}),
      'offers', (select json_agg(f order by f.valid_until, f.offer_id) from offer f where f.owner_id = ${id} and f.used_by is null),
      'account', ${accountJson(id, wanted)}) as state`.execute(db);
  const state = rows[0]?.state;
  if (!state?.owner) return null;
  const { owner, member, cards, offers, account } = state;
  return { owner, member, cards: cards ?? [], offers: offers ?? [], account: accountFrom(account) };
}

interface StateJson {
  readonly owner: OwnerRow | null;
  readonly member: MemberRow | null;
  readonly cards: readonly CardRow[] | null;
  readonly offers: readonly OfferRow[] | null;
  readonly account: AccountJson;
}

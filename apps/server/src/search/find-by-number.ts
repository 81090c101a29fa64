import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Readings, ReceiptReading } from './readings.ts';

/** Somebody whom a text leads to, and by what. */
export interface Found {
  readonly ownerId: string;
  readonly by:
    | 'member-id'
    | 'phone'
    | 'claimed-phone'
    | 'phone-end'
    | 'card'
    | 'card-end'
    | 'email'
    | 'receipt'
    | 'name';
  readonly exact: boolean;
  readonly receiptId?: string;
}

export interface FoundReceipt {
  readonly owner_id: string;
  readonly receipt_id: string;
  readonly type: 'sale' | 'return';
  readonly number: string;
  readonly store_id: string;
  readonly at: number;
  readonly paid: number;
}

type Db = Kysely<Database>;

/** What leads to exactly one: a phone, a card, an id; and phones that somebody said are theirs. */
export async function findByIdentifier(db: Db, { phone, card, id }: Readings): Promise<Found[]> {
  const wanted = [
    ...(phone === undefined ? [] : [{ kind: 'phone', value: phone } as const]),
    ...(card === undefined ? [] : [{ kind: 'card', value: card } as const]),
    ...(id === undefined ? [] : [{ kind: 'receipt', value: id } as const]),
  ];
  const found: Found[] = id === undefined ? [] : [{ ownerId: id, by: 'member-id', exact: true }];
  for (const { kind, value } of wanted) {
    const row = await db
      .selectFrom('identifier')
      .select('owner_id')
      .where('kind', '=', kind)
      .where('value', '=', value)
      .executeTakeFirst();
    if (row)
      found.push({
        ownerId: row.owner_id,
        by: kind,
        exact: true,
        ...(kind === 'receipt' && { receiptId: value }),
      });
  }
  if (phone === undefined) return found;
  const claims = await db
    .selectFrom('phone_claim')
    .select('owner_id')
    .where('phone', '=', phone)
    .limit(MOST)
    .execute();
  return [
    ...found,
    ...claims.map(({ owner_id }): Found => ({ ownerId: owner_id, by: 'claimed-phone', exact: true })),
  ];
}

/** One more than is shown tells that there are more. */
const MOST = 21;

/**
 * By the last digits of a phone or a card, or the first letters of an e-mail: a range of an index each. Written as bounds, since
 * with a pattern that is a parameter PostgreSQL would not use the index once it keeps the plan.
 */
export async function findByPart(db: Db, { ending, email }: Readings): Promise<Found[]> {
  if (email !== undefined) {
    const { rows } = await sql<{ owner_id: string; exact: boolean }>`
      select owner_id, lower(email) = ${email} as exact from member
       where lower(email) ~>=~ ${email} and lower(email) ~<~ ${email + LAST} order by lower(email) limit ${MOST}`.execute(
      db,
    );
    return rows.map(({ owner_id, exact }): Found => ({ ownerId: owner_id, by: 'email', exact }));
  }
  if (ending === undefined) return [];
  const [phones, cards] = await Promise.all([
    sql<{ owner_id: string }>`
      select owner_id from member where phone is not null
         and reverse(phone) ~>=~ ${ending} and reverse(phone) ~<~ ${ending + AFTER_DIGITS} limit ${MOST}`.execute(
      db,
    ),
    sql<{ owner_id: string }>`
      select owner_id from card
       where reverse(number) ~>=~ ${ending} and reverse(number) ~<~ ${ending + AFTER_DIGITS} limit ${MOST}`.execute(
      db,
    ),
  ]);
  return [
    ...phones.rows.map(({ owner_id }): Found => ({ ownerId: owner_id, by: 'phone-end', exact: false })),
    ...cards.rows.map(({ owner_id }): Found => ({ ownerId: owner_id, by: 'card-end', exact: false })),
  ];
}

/** The last letter there is, and what comes after the digits. */
export const LAST = '\u{10ffff}';
const AFTER_DIGITS = ':';

const MOST_RECEIPTS = 5;

/** The newest of a number; a fiscal QR code says the day and the sum as well. */
export async function findReceipts(
  db: Db,
  reading: ReceiptReading | undefined,
): Promise<readonly FoundReceipt[]> {
  if (reading === undefined) return [];
  const { number, paid, day } = reading;
  const { rows } = await sql<FoundReceipt>`
    select owner_id, receipt_id, type, number, store_id, at, paid from receipt
     where number = ${number} and type <> 'void'
       and ${paid === undefined ? sql`true` : sql`abs(paid) = ${paid}`}
       and ${day === undefined ? sql`true` : sql`(at at time zone 'UTC' + offset_minutes * interval '1 minute')::date = ${day}::date`}
     order by at desc, receipt_id limit ${MOST_RECEIPTS}`.execute(db);
  return rows;
}

/** Who has a phone or a card that ends so: few, so that a search by name as well begins with them. */
export const endingOwners = (ending: string): RawBuilder<unknown> => sql`
  select owner_id from member where phone is not null
     and reverse(phone) ~>=~ ${ending} and reverse(phone) ~<~ ${ending + AFTER_DIGITS}
  union select owner_id from card
   where reverse(number) ~>=~ ${ending} and reverse(number) ~<~ ${ending + AFTER_DIGITS}`;

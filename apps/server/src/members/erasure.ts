import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { eraseCalls } from '../calls/erase-calls.ts';
import { forgetWords } from '../search/search-words.ts';
import { sealExpression } from '../verify/seal.ts';

/** The tables whose rows belong to an owner. */
type Owned = {
  [T in keyof Database]: 'owner_id' extends keyof Database[T] ? T : never;
}[keyof Database];

/**
 * What becomes of each table's rows when a person is erased. Gone: deleted. Kept: nothing in it tells who it was. Blanked: the row
 * stays and what tells of the person does not. A table that is not here does not compile.
 */
const fates = {
  // What the ledger and its proofs stand on: ids and amounts.
  owner: 'kept',
  wallet: 'kept',
  lot: 'kept',
  transfer: 'kept',
  hold: 'kept',
  allowance: 'kept',
  // Ids and figures: the system of record still has to be told to forget them.
  record_command: 'kept',
  promotion_use: 'kept',
  budget_use: 'kept',
  offer: 'kept',
  event: 'kept',
  // Copies of what receipts keep anyway, gone with the window of the rules against abuse.
  abuse_receipt: 'kept',
  // What of receipts is written out for reports: goods, amounts, ids.
  report_line: 'kept',
  report_promotion: 'kept',
  report_points: 'kept',
  // Who looked at them and what was done: ids, never what was seen.
  audit_entry: 'kept',
  audit_head: 'kept',
  // That somebody agreed, and when: what was done with their data was lawful.
  consent: 'kept',
  // Blocked: a card that is found in the street is known to be none.
  card: 'kept',
  member: 'blanked',
  identifier: 'blanked',
  receipt: 'blanked',
  merge: 'blanked',
  record_link: 'blanked',
  member_search: 'gone',
  phone_claim: 'gone',
  confirmation: 'gone',
  attempt: 'gone',
  // What staff wanted to do with them, in their words.
  approval: 'gone',
  message: 'gone',
  gateway_message: 'gone',
  // Photos before the feedback they belong to.
  feedback_photo: 'gone',
  feedback: 'gone',
  notice: 'gone',
  inbox: 'gone',
  passkey: 'gone',
  barcode: 'gone',
  push_subscription: 'gone',
  // After what leads to it.
  session: 'gone',
} as const satisfies { readonly [T in Owned]: 'kept' | 'blanked' | 'gone' };

/** Whoever is erased: the member, those who became one with them, and all they were found by. */
export interface Erasure {
  readonly ownerIds: readonly string[];
  /** Of their names, as the search knows them. */
  readonly words: readonly string[];
  /** Phones and e-mails, and who confirms them while they are nobody's. */
  readonly addresses: readonly string[];
  readonly prospects: readonly string[];
  /** Receipts of earlier releases, which hold a name: what they become. */
  readonly receipts: readonly {
    readonly owner_id: string;
    readonly receipt_id: string;
    readonly answer: object;
  }[];
}

/** In the transaction that blanks the member. */
export async function eraseRows(db: Transaction<Database>, erasure: Erasure): Promise<void> {
  const { ownerIds, words, addresses, prospects, receipts } = erasure;
  const gone = Object.entries(fates).flatMap(([table, fate]) => (fate === 'gone' ? [table] : []));
  for (const ownerId of [...ownerIds, ...prospects]) {
    for (const table of gone)
      await sql`delete from ${sql.table(table)} where owner_id = ${ownerId}`.execute(db);
  }
  await forgetWords(db, words);
  for (const ownerId of ownerIds) {
    await sql`update merge set evidence = jsonb_set(evidence, '{identifiers}', '[]') where owner_id = ${ownerId}`.execute(
      db,
    );
    await sql`update record_link set said = null where owner_id = ${ownerId}`.execute(db);
    await sql`update record_command set about = null where owner_id = ${ownerId}`.execute(db);
  }
  for (const address of addresses) {
    await sql`delete from identifier where kind in ('phone', 'email', 'external') and value = ${address}
                and owner_id = any(${[...ownerIds]}::uuid[])`.execute(db);
    // Where a browser has got to in signing in, with whatever was typed there.
    await sql`delete from sign_in where position(${address} in state::text) > 0`.execute(db);
  }
  for (const receipt of receipts) await readdress(db, receipt);
  await eraseCalls(db, { ownerIds, addresses });
}

/** The only change that a sealed receipt ever knows: the name that an earlier release wrote into it goes, and it is sealed anew. */
async function readdress(
  db: Transaction<Database>,
  { owner_id, receipt_id, answer }: Erasure['receipts'][number],
): Promise<void> {
  const changed = sql`select r.*, ${JSON.stringify(answer)}::jsonb as said from receipt r
                       where r.owner_id = ${owner_id} and r.receipt_id = ${receipt_id}`;
  await sql`update receipt t set answer = r.said, seal = ${sealExpression('r', { answer: 'said' })}
              from (${changed}) r where t.owner_id = ${owner_id} and t.receipt_id = ${receipt_id}`.execute(
    db,
  );
}

/** Everything that leads to these, receipts excepted. */
export const identifiersOf = (
  db: Kysely<Database>,
  ownerIds: readonly string[],
): Promise<{ kind: string; value: string }[]> =>
  db
    .selectFrom('identifier')
    .select(['kind', 'value'])
    .where('owner_id', 'in', [...ownerIds])
    .where('kind', 'in', ['phone', 'email', 'external'])
    .execute();

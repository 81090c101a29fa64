import type { Instant } from '@bonum/engine';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Shell } from '../operation.ts';
import { Conflict } from '../conflict.ts';
import { learnWords, searchable } from '../search/search-words.ts';
import { mayGoWithOthers } from '../write-many.ts';
import { write, writeTogether, type Identifier, type Row, type Writes } from '../write.ts';
import { takeCodes } from './code-claim.ts';
import { claimReceipt, meetReceipt } from './receipt-claim.ts';

/** Writes what an operation decided, as this database wants it. */
export async function writeFor(
  { db, distributed, together, wallClock }: Pick<Shell, 'db' | 'distributed' | 'together' | 'wallClock'>,
  decided: Writes,
): Promise<void> {
  const { writes, named } = searchable(decided);
  if (named.length > 0) await learnWords(db, named);
  if (distributed === true) return writeOnShards(db, writes, wallClock());
  // Whoever did not get through with the others tries alone, and waits for whom they met.
  const alone = named.length > 0 || !mayGoWithOthers(writes);
  if (together && !alone && (await together.write(writes))) return;
  return write(db, writes);
}

/**
 * On a distributed database what leads to an owner from elsewhere is claimed first, a statement each, and then the owner's
 * statement is written, all of them on one shard. What was claimed and not written does no harm: docs/decisions/0011.
 * What is written of several owners, or beside a phone or a card, is a transaction over their shards.
 */
async function writeOnShards(db: Kysely<Database>, writes: Writes, at: Instant): Promise<void> {
  const { add = [], put = [] } = writes.identifiers ?? {};
  for (const identifier of add.filter(isClaimed)) await claim(db, identifier);
  for (const identifier of put.filter(isHold)) await putIdentifier(db, identifier);
  if (!add.some(({ kind }) => kind === 'receipt')) {
    for (const hold of [...add, ...put].filter(isHold)) await meetReceipt(db, hold);
  }
  if (writes.takeCodes) await takeCodes(db, { ...writes.takeCodes, at });
  for (const code of writes.addCodes ?? []) await addCode(db, code);
  const { takeCodes: _taken, addCodes: _added, identifiers: _identifiers, ...rest } = writes;
  const beside = add.filter((identifier) => !isClaimed(identifier));
  const moved = put.filter((identifier) => !isHold(identifier));
  if (beside.length + moved.length === 0) return write(db, rest);
  await db.transaction().execute(async (transaction) => {
    for (const identifier of beside) await addIdentifier(transaction, identifier);
    for (const identifier of moved) await putIdentifier(transaction, identifier);
    await writeTogether(transaction, rest);
  });
}

const isHold = ({ kind }: Identifier): boolean => kind === 'hold';
/** What a till waits for. A person's phone or card is written with the person. */
const isClaimed = ({ kind }: Identifier): boolean =>
  kind === 'receipt' || kind === 'hold' || kind === 'invitation';

async function claim(db: Kysely<Database>, identifier: Identifier): Promise<void> {
  if (identifier.kind === 'receipt') return claimReceipt(db, identifier);
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('identifier')
    .values({ ...identifier, claim: 1 })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 1n) return;
  const known = await db
    .selectFrom('identifier')
    .select('owner_id')
    .where('kind', '=', identifier.kind)
    .where('value', '=', identifier.value)
    .executeTakeFirst();
  if (known?.owner_id !== identifier.owner_id)
    throw new Conflict(`${identifier.kind} ${identifier.value} leads to another`);
}

async function addIdentifier(db: Kysely<Database>, identifier: Identifier): Promise<void> {
  await db.insertInto('identifier').values(identifier).execute();
}

async function putIdentifier(db: Kysely<Database>, identifier: Identifier): Promise<void> {
  await db
    .insertInto('identifier')
    .values({ ...identifier, claim: isHold(identifier) ? 1 : null })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'value']).doUpdateSet({
        owner_id: identifier.owner_id,
        ...(identifier.proven_at !== undefined && { proven_at: identifier.proven_at }),
      }),
    )
    .execute();
}

async function addCode(db: Kysely<Database>, code: Row): Promise<void> {
  await db
    .insertInto('promo_code')
    .values(code as never)
    .execute();
}

import type { Away, Carried, RecordAct, RecordedCard, Refused } from '@bonum/adapters/system-of-record';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { anewOf, type StoredAct } from './acts-of.ts';
import { noteAgreed, putRecordId, readLink } from './link.ts';
import type { RecordMeans } from './means.ts';
import { meet } from './meet.ts';
import { recordedReceipt } from './recorded-receipt.ts';
import { isOpenUntil, type Waiting } from './waiting.ts';
import { readWho } from './who.ts';

/** Everything was told; or something was refused, and the rest waits for it; or the system is away. */
export type Told = 'all' | 'refused' | 'away';

interface Carrying {
  readonly ownerId: string;
  readonly recordId: string | null;
  /** The system has said what it knows of them, or has it from us. */
  readonly isMet: boolean;
  readonly waiting: Waiting;
  /** Tells what waits of another; null: somebody else does so, and takes long. */
  readonly tellOther: (ownerId: string) => Promise<Told | null>;
}

/** Has the system carry out what waits first of a member. Whoever calls holds their lease. */
export async function carry(means: RecordMeans, carrying: Carrying): Promise<Carried> {
  const { ownerId, recordId, isMet, waiting, tellOther } = carrying;
  const { act: stored, commandId, at } = waiting;
  const { db } = means.shell;
  if (stored.act === 'merge') return carryMerge(means, carrying, stored);
  if (stored.act === 'change' && recordId !== null && !isMet)
    return meet(means, { ownerId, recordId, waiting });
  if (stored.act === 'put-card' && stored.takenFrom) {
    // Points must have left it, and what joined the two must be over.
    const isOpen = await isOpenUntil(db, stored.takenFrom);
    const before = isOpen ? await otherFirst(stored.takenFrom.ownerId, tellOther) : null;
    if (before !== null) return before;
  }
  const { who } = await readWho(means.shell, ownerId, { recordId, ...anewOf(stored) });
  const act = await actOf(means, ownerId, stored);
  if (act === null) return { state: 'kept' };
  const carried = await claimed(db, ownerId, await means.system.carryOut({ ...act, commandId, at, who }));
  if (carried.state === 'done' && (act.act === 'register' || act.act === 'change'))
    await noteAgreed(db, ownerId, who.consents);
  return carried.state === 'done' && carried.found === true && carried.recordId !== undefined
    ? meet(means, { ownerId, recordId: carried.recordId, waiting })
    : carried;
}

/** Whom the system has come to know is theirs from now on; somebody else's they cannot be. */
async function claimed(db: Kysely<Database>, ownerId: string, carried: Carried): Promise<Carried> {
  if (carried.state !== 'done' || carried.recordId === undefined) return carried;
  const holder = await putRecordId(db, ownerId, carried.recordId);
  return holder === null ? carried : ofAnother(holder);
}

/** There it is whom we know as another. */
export const ofAnother = (holder: string): Refused => ({
  state: 'refused',
  because: 'other-member',
  about: { names: holder },
});

/** null: what it speaks of is not there, and the system never knew of it. */
async function actOf(
  { shell: { db } }: RecordMeans,
  ownerId: string,
  act: Exclude<StoredAct, { readonly act: 'merge' }>,
): Promise<RecordAct | null> {
  switch (act.act) {
    case 'receipt': {
      const receipt = await recordedReceipt({ db }, ownerId, act.receiptId);
      return receipt && { act: 'receipt', receipt };
    }
    case 'put-card': {
      const card = await cardOf(db, ownerId, act.number);
      const from = act.takenFrom ? await readLink(db, act.takenFrom.ownerId) : null;
      return card && { act: 'put-card', card, ...(from?.recordId != null && { takenFrom: from.recordId }) };
    }
    case 'register':
    case 'change':
      return { act: act.act };
    default:
      return act;
  }
}

async function cardOf(db: Kysely<Database>, ownerId: string, number: string): Promise<RecordedCard | null> {
  const card = await db
    .selectFrom('card')
    .select(['number', 'state'])
    .where('owner_id', '=', ownerId)
    .where('number', '=', number)
    .executeTakeFirst();
  return card ?? null;
}

/** The one that goes has told everything of its own before; then it is part of this one there too. */
async function carryMerge(
  means: RecordMeans,
  { ownerId, recordId, waiting, tellOther }: Carrying,
  { fromOwnerId, mergeId }: StoredAct & { readonly act: 'merge' },
): Promise<Carried> {
  const { db } = means.shell;
  // Two again before the system heard that they were one: it has nothing to hear of it.
  if (await isUndone(db, ownerId, mergeId)) return { state: 'kept' };
  const before = await otherFirst(fromOwnerId, tellOther);
  if (before !== null) return before;
  const from = await readLink(db, fromOwnerId);
  if (from?.recordId == null || recordId === null) return { state: 'kept' };
  const { who } = await readWho(means.shell, fromOwnerId, { recordId: from.recordId });
  const { commandId, at } = waiting;
  return means.system.carryOut({ act: 'merge', intoRecordId: recordId, commandId, at, who });
}

async function isUndone(db: Kysely<Database>, ownerId: string, mergeId: string): Promise<boolean> {
  const { rows } = await sql`
    select from merge where owner_id = ${ownerId} and merge_id = ${mergeId} and undone_at is not null`.execute(
    db,
  );
  return rows.length > 0;
}

/** Has everything told that waits of another; null: nothing does. */
async function otherFirst(otherId: string, tellOther: Carrying['tellOther']): Promise<Away | Refused | null> {
  const told = await tellOther(otherId);
  if (told === 'all') return null;
  if (told !== 'refused') return { state: 'away', because: 'other-waits' };
  return { state: 'refused', because: 'other-waits', about: { names: otherId } };
}

import type {
  Carried,
  Read,
  RecordAct,
  RecordedCard,
  RecordedMember,
  Refused,
} from '@bonum/adapters/system-of-record';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { alone } from './alone.ts';
import { resting } from './guarded.ts';
import { putRecordId, readLink, type Lease } from './link.ts';
import { kindOf, type RecordMeans } from './means.ts';
import { recordedReceipt } from './recorded-receipt.ts';
import { nextOf, noteCarried, queueFromBefore, wasRegistered, type Waiting } from './waiting.ts';
import { readWho, type Who } from './who.ts';

/** Everything was told; or something was refused, and the rest waits for it; or the system is away. */
export type Told = 'all' | 'refused' | 'away';

/** Tells the system of record what waits of one member, in order, one after another. Whoever calls holds their lease. */
export const tell = (means: RecordMeans, ownerId: string, lease: Lease): Promise<Told> =>
  tellEach(means, ownerId, { lease });

/** The same for who has nothing else to ask it: the lease ends with what was told last. */
export const tellAll = (means: RecordMeans, ownerId: string, lease: Lease): Promise<Told> =>
  tellEach(means, ownerId, { lease, ending: lease.until });

async function tellEach(means: RecordMeans, ownerId: string, telling: Telling): Promise<Told> {
  const { lease, ending } = telling;
  const { link, next } = lease;
  const { shell } = means;
  const { db } = shell;
  let { recordId } = link;
  for (let waiting = next; ;) {
    if (waiting === null) return 'all';
    if (waiting.state === 'refused') return 'refused';
    if (recordId === null && waiting.act.act !== 'register' && !(await wasRegistered(db, ownerId))) {
      const known = await makeKnown(means, ownerId);
      // Nothing was tried; it is due as soon as somebody may ask again.
      if (known === resting) return 'away';
      if (known.state !== 'read') {
        await noteCarried(shell, { ownerId, waiting, carried: known });
        return known.state;
      }
      recordId = known.value;
      // That they are to be made known stands before everything else now.
      waiting = await nextOf(db, ownerId);
      continue;
    }
    const carried: Carried = await claimed(db, ownerId, await carry(means, { ownerId, recordId, waiting }));
    if (carried === resting) return 'away';
    waiting = await noteCarried(shell, { ownerId, waiting, carried, ending });
    if (waiting === null && ending) lease.ended();
    if (carried.state === 'away') return 'away';
    if (carried.state === 'refused') return 'refused';
    if (carried.state === 'done' && carried.recordId !== undefined) recordId = carried.recordId;
  }
}

interface Telling {
  readonly lease: Lease;
  /** The lease ends when nothing is left. */
  readonly ending?: Lease['until'];
}

/** Whom the system has come to know is theirs from now on; somebody else's they cannot be. */
async function claimed(db: Kysely<Database>, ownerId: string, carried: Carried): Promise<Carried> {
  if (carried.state !== 'done' || carried.recordId === undefined) return carried;
  const holder = await putRecordId(db, ownerId, carried.recordId);
  return holder === null ? carried : ofAnother(holder);
}

export const ofAnother = (holder: string): Refused => ({
  state: 'refused',
  because: 'other-member',
  detail: `There this is whom Bonum knows as ${holder}. Put the phone or the card right there, then tell it again.`,
});

interface Carrying {
  readonly ownerId: string;
  readonly recordId: string | null;
  readonly waiting: Waiting;
}

async function carry(means: RecordMeans, { ownerId, recordId, waiting }: Carrying): Promise<Carried> {
  const { act: stored } = waiting;
  if (stored.act === 'merge')
    return carryMerge(means, { recordId, waiting, fromOwnerId: stored.fromOwnerId });
  const { who } = await readWho(means.shell.db, ownerId, recordId);
  const act = await actOf(means, ownerId, waiting);
  if (act === null) return { state: 'kept' };
  return means.system.carryOut({ ...act, commandId: waiting.commandId, at: waiting.at, who });
}

/** null: what it speaks of is not there, and the system never knew of it. */
async function actOf(
  { shell: { db } }: RecordMeans,
  ownerId: string,
  { act }: Waiting,
): Promise<RecordAct | null> {
  switch (act.act) {
    case 'receipt': {
      const receipt = await recordedReceipt({ db }, ownerId, act.receiptId);
      return receipt && { act: 'receipt', receipt };
    }
    case 'put-card': {
      const card = await cardOf(db, ownerId, act.number);
      const from = act.takenFromOwnerId === undefined ? null : await readLink(db, act.takenFromOwnerId);
      return card && { act: 'put-card', card, ...(from?.recordId != null && { takenFrom: from.recordId }) };
    }
    case 'merge':
      throw new Error('a merge is told of the one that goes');
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
async function carryMerge(means: RecordMeans, { recordId, waiting, fromOwnerId }: Merging): Promise<Carried> {
  const { db } = means.shell;
  const told = await alone(means, fromOwnerId, (lease) => tellAll(means, fromOwnerId, lease));
  if (told === 'refused')
    return {
      state: 'refused',
      because: 'other-waits',
      detail: `What waits of ${fromOwnerId} was refused. Settle it first.`,
    };
  if (told !== 'all') return { state: 'away', because: 'other-waits' };
  const from = await readLink(db, fromOwnerId);
  if (from?.recordId == null || recordId === null) return { state: 'kept' };
  const { who } = await readWho(db, fromOwnerId, from.recordId);
  const { commandId, at } = waiting;
  return means.system.carryOut({ act: 'merge', intoRecordId: recordId, commandId, at, who });
}

interface Merging extends Pick<Carrying, 'recordId' | 'waiting'> {
  readonly fromOwnerId: string;
}

/**
 * Somebody of whom the system was never told: they are looked for there, and if there is nobody, it is told who they are before
 * anything else. Gives what the system calls them; null: it will be told.
 */
async function makeKnown(means: RecordMeans, ownerId: string): Promise<Read<string | null>> {
  const { db, clock } = means.shell;
  const { who, cards } = await readWho(db, ownerId, null);
  const found = await look(means, who, cards);
  if (found.state !== 'read') return found;
  if (found.value === null) await queueFromBefore(db, { ownerId, kind: await kindOf(means), now: clock() });
  else {
    const holder = await putRecordId(db, ownerId, found.value.recordId);
    if (holder !== null) return ofAnother(holder);
  }
  return { state: 'read', value: found.value?.recordId ?? null };
}

/** By their phone first, then by their cards. */
export async function look(
  { system }: Pick<RecordMeans, 'system'>,
  who: Pick<Who, 'phone'>,
  cards: readonly string[],
): Promise<Read<RecordedMember | null>> {
  const ways = [...(who.phone === null ? [] : [{ phone: who.phone }]), ...cards.map((card) => ({ card }))];
  for (const by of ways) {
    const found = await system.find(by);
    if (found.state !== 'read' || found.value !== null) return found;
  }
  return { state: 'read', value: null };
}

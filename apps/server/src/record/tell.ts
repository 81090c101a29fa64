import type { Carried, RecordAct, RecordedMember } from '@bonum/adapters/system-of-record';
import { putRecordId, readLink, type Lease } from './link.ts';
import { kindOf, type RecordMeans } from './means.ts';
import { recordedReceipt } from './recorded-receipt.ts';
import { nextOf, noteCarried, queueFromBefore, wasRegistered, type Waiting } from './waiting.ts';
import { readWho, type Who } from './who.ts';

/** Everything was told; or something was refused, and the rest waits for it; or the system is away. */
export type Told = 'all' | 'refused' | 'away';

/** Tells the system of record what waits of one member, in order, one after another. Whoever calls holds their lease. */
export async function tell(means: RecordMeans, ownerId: string, { link }: Lease): Promise<Told> {
  const { db, clock } = means.shell;
  let { recordId } = link;
  for (;;) {
    const waiting = await nextOf(db, ownerId);
    if (waiting === null) return 'all';
    if (waiting.state === 'refused') return 'refused';
    if (recordId === null && waiting.act.act !== 'register' && !(await wasRegistered(db, ownerId))) {
      const known = await makeKnown(means, ownerId);
      if (known === 'away') return 'away';
      recordId = known.recordId;
      // It may have been told to stand before everything else.
      continue;
    }
    const carried = await carry(means, { ownerId, recordId, waiting });
    await noteCarried(db, { ownerId, waiting, carried, now: clock() });
    if (carried.state === 'away') return 'away';
    if (carried.state === 'refused') return 'refused';
    if (carried.state === 'done' && carried.recordId !== undefined) {
      recordId = carried.recordId;
      await putRecordId(db, ownerId, recordId);
    }
  }
}

interface Carrying {
  readonly ownerId: string;
  readonly recordId: string | null;
  readonly waiting: Waiting;
}

async function carry(means: RecordMeans, { ownerId, recordId, waiting }: Carrying): Promise<Carried> {
  const { db } = means.shell;
  const { who } = await readWho(db, ownerId, recordId);
  const act = await actOf(means, ownerId, waiting);
  if (act === null) return { state: 'kept' };
  return means.system.carryOut({ ...act, commandId: waiting.commandId, at: waiting.at, who });
}

/** null: what it speaks of is not there, and the system never knew of it. */
async function actOf({ shell }: RecordMeans, ownerId: string, { act }: Waiting): Promise<RecordAct | null> {
  if (act.act === 'receipt') {
    const receipt = await recordedReceipt(shell, ownerId, act.receiptId);
    return receipt && { act: 'receipt', receipt };
  }
  if (act.act !== 'merge') return act;
  const into = await readLink(shell.db, act.intoOwnerId);
  return into?.recordId == null ? null : { act: 'merge', intoRecordId: into.recordId };
}

/**
 * Somebody of whom the system was never told: they are looked for there, and if there is nobody, it is told who they are before
 * anything else. Gives what the system calls them; null: it will be told.
 */
async function makeKnown(means: RecordMeans, ownerId: string): Promise<{ readonly recordId: string | null } | 'away'> {
  const { db, clock } = means.shell;
  const { who, cards } = await readWho(db, ownerId, null);
  const found = await look(means, who, cards);
  if (found === 'away') return 'away';
  if (found === null) {
    await queueFromBefore(db, { ownerId, kind: await kindOf(means), now: clock() });
    return { recordId: null };
  }
  await putRecordId(db, ownerId, found.recordId);
  return { recordId: found.recordId };
}

/** By their phone first, then by their cards. A system that says no to looking is as good as away: somebody has to mend it. */
export async function look(
  { system }: Pick<RecordMeans, 'system'>,
  who: Pick<Who, 'phone'>,
  cards: readonly string[],
): Promise<RecordedMember | null | 'away'> {
  const ways = [...(who.phone === null ? [] : [{ phone: who.phone }]), ...cards.map((card) => ({ card }))];
  for (const by of ways) {
    const found = await system.find(by);
    if (found.state !== 'read') return 'away';
    if (found.value !== null) return found.value;
  }
  return null;
}

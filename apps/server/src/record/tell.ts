import type { Carried, Read, RecordedMember } from '@bonum/adapters/system-of-record';
import { alone } from './alone.ts';
import { carry, ofAnother, type Told } from './carry.ts';
import { resting } from './guarded.ts';
import { putRecordId, type Lease } from './link.ts';
import { kindOf, type RecordMeans } from './means.ts';
import { nextOf, noteCarried, queueFromBefore, wasRegistered } from './waiting.ts';
import { readWho, type Who } from './who.ts';

/** Tells the system of record what waits of one member, in order, one after another. Whoever calls holds their lease. */
export const tell = (means: RecordMeans, ownerId: string, lease: Lease): Promise<Told> =>
  tellEach(means, ownerId, { lease });

/** The same for who has nothing else to ask it: the lease ends with what was told last. */
export const tellAll = (means: RecordMeans, ownerId: string, lease: Lease): Promise<Told> =>
  tellEach(means, ownerId, { lease, ending: lease.until });

async function tellEach(means: RecordMeans, ownerId: string, telling: Telling): Promise<Told> {
  const { lease, ending } = telling;
  const { link, next } = lease;
  const {
    shell,
    system: { system },
  } = means;
  const { db } = shell;
  const tellOther = (otherId: string): Promise<Told | null> =>
    alone(means, otherId, (of) => tellAll(means, otherId, of));
  let { recordId } = link;
  let isMet = link.told || link.said !== null;
  for (let waiting = next; ;) {
    if (waiting === null) return 'all';
    if (waiting.state === 'refused') return 'refused';
    if (recordId === null && waiting.act.act !== 'register' && !(await wasRegistered(db, ownerId))) {
      const known = await makeKnown(means, ownerId);
      // Nothing was tried; it is due as soon as somebody may ask again.
      if (known === resting) return 'away';
      if (known.state !== 'read') {
        await noteCarried(shell, { system, ownerId, waiting, carried: known });
        return known.state;
      }
      recordId = known.value;
      // That they are to be made known stands before everything else now.
      waiting = await nextOf(db, ownerId);
      continue;
    }
    const carried: Carried = await carry(means, { ownerId, recordId, isMet, waiting, tellOther });
    if (carried === resting) return 'away';
    isMet ||= carried.state === 'done' && (waiting.act.act === 'register' || waiting.act.act === 'change');
    waiting = await noteCarried(shell, { system, ownerId, waiting, carried, ending });
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

/**
 * Somebody of whom the system was never told: they are looked for there, and if there is nobody, it is told who they are before
 * anything else. Gives what the system calls them; null: it will be told.
 */
async function makeKnown(means: RecordMeans, ownerId: string): Promise<Read<string | null>> {
  const { db, clock } = means.shell;
  const { who, cards } = await readWho(means.shell, ownerId, { recordId: null });
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

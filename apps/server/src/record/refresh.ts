import type { Read, RecordedMember } from '@bonum/adapters/system-of-record';
import type { Kysely } from 'kysely';
import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../database/schema.ts';
import { decideAndWrite } from '../operation.ts';
import { ownerChain } from '../owner/owner-chain.ts';
import { alone } from './alone.ts';
import { bring, ownerHere } from './bring.ts';
import { ofAnother } from './carry.ts';
import { putRecordId, putSaid, readLink, type Lease } from './link.ts';
import { kindOf, type RecordMeans } from './means.ts';
import { saidOf, type Said } from './said.ts';
import { itself, take } from './take.ts';
import { look, tell, tellAll } from './tell.ts';
import { readWho } from './who.ts';

/** Tells the system what waits of a member. Whether nothing is left that could be told now. */
export const tellOf = async (means: RecordMeans, ownerId: string): Promise<boolean> =>
  (await alone(means, ownerId, (lease) => tellAll(means, ownerId, lease))) === 'all';

/**
 * Asks the system about a member of ours, whatever became of them here since, unless what is known is younger than `ageMs`; first it hears
 * what waits.
 * @returns of when what is known is by now: when the system was asked, not when it answered. null: there is no such member
 */
export async function refresh(
  means: RecordMeans,
  id: string,
  ageMs: number,
): Promise<{ readonly asOf: number | null } | null> {
  const { shell } = means;
  const member = await standingFor(shell.db, id);
  if (member === null) return null;
  const { ownerId } = member;
  // A clock that was put back makes nothing fresh.
  const isFresh = (readAt: number | null): boolean =>
    readAt !== null && Math.abs(shell.wallClock() - readAt) < ageMs;
  if (isFresh(member.readAt)) return { asOf: member.readAt };
  const asOf = await alone(means, ownerId, async (lease) => {
    // Whoever was here before may have asked.
    if (isFresh(lease.link.readAt)) return lease.link.readAt;
    // What the system may have heard and may not have cannot be told from what it says.
    if ((await tell(means, ownerId, lease)) === 'away') return null;
    const at = shell.wallClock();
    const read = await readThere(means, ownerId, lease);
    if (read.state !== 'read') return null;
    const said = read.value && saidOf(read.value);
    if (read.value !== null && !isKnown(lease, read.value, said)) await take(means, ownerId, read.value);
    await lease.release({ said, at });
    return at;
  });
  return { asOf };
}

/** Who stands for a member by now, and when the system was asked about them. */
async function standingFor(
  db: Kysely<Database>,
  id: string,
): Promise<{ readonly ownerId: string; readonly readAt: number | null } | null> {
  const found = await db
    .selectFrom('owner')
    .leftJoin('record_link', 'record_link.owner_id', 'owner.owner_id')
    .select(['type', 'merged_into', 'read_at'])
    .where('owner.owner_id', '=', id)
    .executeTakeFirst();
  if (found?.type !== 'member') return null;
  if (found.merged_into === null) return { ownerId: id, readAt: found.read_at };
  const last = (await ownerChain(db, id)).at(-1);
  return last ? standingFor(db, last.ownerId) : null;
}

/**
 * Whether it says nothing that is not so here: then nothing has to be read to find that out. What falls due meanwhile is in neither
 * figure. Only where nothing waited when the lease was taken.
 */
const isKnown = (
  { link, here, next }: Lease,
  { points, cards }: RecordedMember,
  said: Said | null,
): boolean =>
  next === null &&
  !link.told &&
  isDeepStrictEqual(link.said, said) &&
  (points === null || points + link.beside === here.points) &&
  cards.every(({ number, state }) => here.cards[number] === state);

async function readThere(
  means: RecordMeans,
  ownerId: string,
  { link }: Lease,
): Promise<Read<RecordedMember | null>> {
  const { db } = means.shell;
  // It may have come to know them since.
  const recordId = link.recordId ?? (await readLink(db, ownerId))?.recordId;
  if (recordId != null) return means.system.read(recordId);
  const { who, cards } = await readWho(means.shell, ownerId, { recordId: null });
  const found = await look(means, who, cards);
  if (found.state !== 'read' || found.value === null) return found;
  const holder = await putRecordId(db, ownerId, found.value.recordId);
  return holder === null ? found : ofAnother(holder);
}

/** Looks in the system for somebody whom nobody here knows; who is there is a member from now on. Gives the member's id. */
export async function discover(
  means: RecordMeans,
  by: { readonly phone: string } | { readonly card: string },
): Promise<string | null> {
  const { shell } = means;
  const at = shell.wallClock();
  const found = await means.system.find(by);
  if (found.state !== 'read' || found.value === null) return null;
  const { value: member } = found;
  const here = await ownerHere({ shell }, member);
  if (here !== null) {
    await putRecordId(shell.db, here, member.recordId);
    return here;
  }
  const kind = await kindOf(means);
  const brought = await decideAndWrite({ id: 'get-member', shell, caller: itself }, async (call) => {
    const meanwhile = await ownerHere(call, member);
    return meanwhile === null ? bring(call, { member, kind }) : { ok: true, value: meanwhile };
  });
  if (!brought.ok) return null;
  await putRecordId(shell.db, brought.value, member.recordId);
  await putSaid(shell.db, brought.value, saidOf(member), at);
  return brought.value;
}

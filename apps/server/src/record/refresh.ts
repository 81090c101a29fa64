import type { Read, RecordedMember } from '@bonum/adapters/system-of-record';
import { decideAndWrite, type Caller } from '../operation.ts';
import { alone } from './alone.ts';
import { bring, ownerHere } from './bring.ts';
import { hear } from './hear.ts';
import { putRecordId, putSaid, readLink, type Lease } from './link.ts';
import { kindOf, type RecordMeans } from './means.ts';
import { saidOf } from './said.ts';
import { look, ofAnother, tell } from './tell.ts';
import { readWho } from './who.ts';

/** Nobody: what the system says is not said by anybody who calls. */
const itself = {} as Caller;

/** Tells the system what waits of a member. Whether nothing is left that could be told now. */
export const tellOf = async (means: RecordMeans, ownerId: string): Promise<boolean> =>
  (await alone(means, ownerId, (lease) => tell(means, ownerId, lease))) === 'all';

/** Asks the system about a member of ours, unless it was asked less than `ageMs` ago; first it hears what waits. */
export async function refresh(means: RecordMeans, ownerId: string, ageMs: number): Promise<void> {
  const { shell } = means;
  const isFresh = (readAt: number | null | undefined): boolean =>
    readAt != null && shell.wallClock() - readAt < ageMs;
  if (isFresh((await readLink(shell.db, ownerId))?.readAt)) return;
  await alone(means, ownerId, async (lease) => {
    // Whoever was here before may have asked.
    if (isFresh(lease.link.readAt)) return;
    // What the system may have heard and may not have cannot be told from what it says.
    if ((await tell(means, ownerId, lease)) === 'away') return;
    const read = await readThere(means, ownerId, lease);
    if (read.state !== 'read') return;
    if (read.value !== null) await take(means, ownerId, read.value);
    const said = read.value && saidOf(read.value);
    await lease.release({ said, at: shell.wallClock() });
  });
}

async function readThere(
  means: RecordMeans,
  ownerId: string,
  { link }: Lease,
): Promise<Read<RecordedMember | null>> {
  const { db } = means.shell;
  // It may have come to know them since.
  const recordId = link.recordId ?? (await readLink(db, ownerId))?.recordId;
  if (recordId != null) return means.system.read(recordId);
  const { who, cards } = await readWho(db, ownerId, null);
  const found = await look(means, who, cards);
  if (found.state !== 'read' || found.value === null) return found;
  const holder = await putRecordId(db, ownerId, found.value.recordId);
  return holder === null ? found : ofAnother(holder);
}

/** What the system says is so here from now on. */
async function take(means: RecordMeans, ownerId: string, member: RecordedMember): Promise<void> {
  const { shell } = means;
  const kind = await kindOf(means);
  await decideAndWrite({ id: 'get-member', shell, caller: itself }, (call) =>
    hear(call, { ownerId, member, kind }),
  );
}

/** Looks in the system for somebody whom nobody here knows; who is there is a member from now on. Gives the member's id. */
export async function discover(
  means: RecordMeans,
  by: { readonly phone: string } | { readonly card: string },
): Promise<string | null> {
  const found = await means.system.find(by);
  if (found.state !== 'read' || found.value === null) return null;
  const { value: member } = found;
  const { shell } = means;
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
  await putSaid(shell.db, brought.value, saidOf(member), shell.wallClock());
  return brought.value;
}

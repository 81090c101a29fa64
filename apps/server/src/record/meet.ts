import type { Carried, RecordedMember } from '@bonum/adapters/system-of-record';
import { isDeepStrictEqual } from 'node:util';
import { anewOf } from './acts-of.ts';
import { noteAgreed, putSaid } from './link.ts';
import type { RecordMeans } from './means.ts';
import { saidOf } from './said.ts';
import { take } from './take.ts';
import type { Waiting } from './waiting.ts';
import { readWho, type Who } from './who.ts';

interface Meeting {
  readonly ownerId: string;
  readonly recordId: string;
  readonly waiting: Waiting;
}

/**
 * Somebody whom both have known without knowing of each other, before the system is told who they are: what it knows of them is so here,
 * and what it does not know it is told. Otherwise what nobody has said here would be taken from what it has.
 */
export async function meet(means: RecordMeans, { ownerId, recordId, waiting }: Meeting): Promise<Carried> {
  const { shell, system } = means;
  const asked = shell.wallClock();
  const read = await system.read(recordId);
  if (read.state !== 'read') return read;
  const { value: there } = read;
  if (there !== null) {
    await take(means, ownerId, there, { meeting: true });
    await putSaid(shell.db, ownerId, saidOf(there), asked);
  }
  const { who } = await readWho(shell, ownerId, { recordId, ...anewOf(waiting.act) });
  if (there !== null && isSame(there, who)) return { state: 'done', recordId };
  const { commandId, at } = waiting;
  const changed = await system.carryOut({ act: 'change', commandId, at, who });
  if (changed.state !== 'done') return changed;
  await noteAgreed(shell.db, ownerId, who.consents);
  return { ...changed, recordId };
}

/** An answer or a consent that it says nothing of may be one that it has no place for: it is told. */
const isSame = (there: RecordedMember, who: Who): boolean =>
  (['phone', 'email', 'name', 'surname', 'birthDate', 'gender', 'city'] as const).every(
    (field) => there[field] === who[field],
  ) &&
  Object.entries(who.answers).every(([id, answer]) => isDeepStrictEqual(there.answers[id], answer)) &&
  Object.entries(who.consents).every(([name, agrees]) => there.consents[name] === (agrees !== 'no'));

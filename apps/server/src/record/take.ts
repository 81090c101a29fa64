import type { RecordedMember } from '@bonum/adapters/system-of-record';
import { decideAndWrite, type Caller } from '../operation.ts';
import { hear } from './hear.ts';
import type { Hearing } from './heard.ts';
import { kindOf, type RecordMeans } from './means.ts';

/** Nobody: what the system says is not said by anybody who calls. */
export const itself = {} as Caller;

/** What the system says is so here from now on. Whoever calls holds their lease. */
export async function take(
  means: RecordMeans,
  ownerId: string,
  member: RecordedMember,
  hearing: Hearing = {},
): Promise<void> {
  const { shell } = means;
  const kind = await kindOf(means);
  await decideAndWrite({ id: 'get-member', shell, caller: itself }, (call) =>
    hear(call, { ownerId, member, kind, ...hearing }),
  );
}

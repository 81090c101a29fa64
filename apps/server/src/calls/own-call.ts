import type { Updateable } from 'kysely';
import { Conflict } from '../conflict.ts';
import type { Database } from '../database/schema.ts';
import { refuse, type Call, type Outcome, type ScopedCaller } from '../operation.ts';
import type { Writes } from '../write.ts';
import { readCallRow, type CallRow } from './call-row.ts';
import { ownExtension } from './own-extension.ts';

type Reading = Call<ScopedCaller>;

/** A call of which whoever asks may say something: they took it, it is at their telephone, or they may listen to all. */
export async function ownCall({ shell, caller }: Reading, callId: string): Promise<Outcome<CallRow>> {
  const row = await readCallRow(shell.db, callId);
  if (!row) return refuse('unknown-call', 'Nothing was told of this call.', { path: '/callId' });
  if (!isOwn(row, caller) && !isAt(row, await ownExtension(shell.db, caller)))
    return refuse('not-your-call', 'Whoever took the call can say what it was about.');
  return { ok: true, value: row };
}

/** Who may listen to a call may also put right what was said of it. */
const isOwn = ({ operator_id }: CallRow, caller: ScopedCaller): boolean =>
  caller.scopes.includes('calls:listen') || ('operatorId' in caller && operator_id === caller.operatorId);

const isAt = ({ extension, ringing_at }: CallRow, own: string | null): boolean =>
  own !== null && (extension === own || ringing_at.includes(own));

export async function isMember({ shell }: Reading, memberId: string): Promise<boolean> {
  const found = await shell.db
    .selectFrom('member')
    .select('status')
    .where('owner_id', '=', memberId)
    .executeTakeFirst();
  return found !== undefined && found.status !== 'erased';
}

/** What is said of a call, unless it has moved since it was read. */
export const sayOfCall = ({ call_id, version }: CallRow, said: Updateable<Database['call']>): Writes => ({
  owners: [],
  beside: async (transaction) => {
    const written = await transaction
      .updateTable('call')
      .set({ ...said, version: version + 1 })
      .where('call_id', '=', call_id)
      .where('version', '=', version)
      .executeTakeFirstOrThrow();
    if (written.numUpdatedRows !== 1n) throw new Conflict(`call ${call_id} has moved`);
  },
});

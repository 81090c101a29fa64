import { Conflict } from '../conflict.ts';
import { operation, refuse, type ScopedCaller } from '../operation.ts';
import { callAnswers, readCallRow, type CallRow } from './call-row.ts';
import { readCallSettings } from './call-settings.ts';
import { ownExtension } from './own-extension.ts';

/** What a call was about, and who it was. */
export const wrapUpCall = operation('wrap-up-call', async (call, { callId, note, topic, memberId }) => {
  const { shell, caller, now } = call;
  const row = await readCallRow(shell.db, callId);
  if (!row) return refuse('unknown-call', 'Nothing was told of this call.', { path: '/callId' });
  if (!isOwn(row, caller) && row.extension !== (await ownExtension(shell.db, caller)))
    return refuse('not-your-call', 'Whoever took the call can say what it was about.');
  if (topic !== undefined && !(await isTopic(call, topic)))
    return refuse('unknown-topic', 'Take one of those of get-call-settings.', { path: '/topic' });
  if (memberId !== undefined && !(await isMember(call, memberId)))
    return refuse('unknown-member', 'Find the member first.', { path: '/memberId' });
  const said = {
    version: row.version + 1,
    topic: topic ?? null,
    note: note === undefined || note.trim() === '' ? null : note.trim(),
    member_id: memberId ?? row.member_id,
    wrapped_at: now,
  };
  const [value] = await callAnswers(shell.db, [{ ...row, ...said }], caller);
  if (!value) throw new Error('A call that was read was not told');
  return {
    ok: true,
    value,
    audit: { concerns: concerned(said.member_id, caller), detail: { topic: said.topic } },
    writes: {
      owners: [],
      beside: async (transaction) => {
        const written = await transaction
          .updateTable('call')
          .set({ ...said, wrapped_at: new Date(now) })
          .where('call_id', '=', callId)
          .where('version', '=', row.version)
          .executeTakeFirstOrThrow();
        if (written.numUpdatedRows !== 1n) throw new Conflict(`call ${callId} has moved`);
      },
    },
  };
});

/** Who may listen to a call may also put right what was said of it. */
const isOwn = ({ operator_id }: CallRow, caller: ScopedCaller): boolean =>
  caller.scopes.includes('calls:listen') || ('operatorId' in caller && operator_id === caller.operatorId);

function concerned(memberId: string | null, caller: ScopedCaller): string[] {
  if (memberId !== null) return [memberId];
  return 'operatorId' in caller ? [caller.operatorId] : [];
}

type Reading = Parameters<Parameters<typeof operation<'wrap-up-call'>>[1]>[0];

const isTopic = async ({ shell }: Reading, topic: string): Promise<boolean> =>
  (await readCallSettings(shell.db)).topics.some(({ id }) => id === topic);

async function isMember({ shell }: Reading, memberId: string): Promise<boolean> {
  const found = await shell.db
    .selectFrom('member')
    .select('status')
    .where('owner_id', '=', memberId)
    .executeTakeFirst();
  return found !== undefined && found.status !== 'erased';
}

import { operation, refuse, type Call, type ScopedCaller } from '../operation.ts';
import { callAnswers } from './call-row.ts';
import { readCallSettings } from './call-settings.ts';
import { isMember, ownCall, sayOfCall } from './own-call.ts';

/** What a call was about, and who it was. */
export const wrapUpCall = operation('wrap-up-call', async (call, { callId, note, topic, memberId }) => {
  const { shell, caller, now } = call;
  const own = await ownCall(call, callId);
  if (!own.ok) return own;
  const row = own.value;
  if (topic !== undefined && !(await isTopic(call, topic)))
    return refuse('unknown-topic', 'Take one of those of get-call-settings.', { path: '/topic' });
  if (memberId !== undefined && !(await isMember(call, memberId)))
    return refuse('unknown-member', 'Find the member first.', { path: '/memberId' });
  const said = {
    topic: topic ?? null,
    note: note === undefined || note.trim() === '' ? null : note.trim(),
    member_id: memberId ?? row.member_id,
  };
  const [value] = await callAnswers(shell.db, [{ ...row, ...said, version: row.version + 1 }], caller);
  if (!value) throw new Error('A call that was read was not told');
  return {
    ok: true,
    value,
    audit: { concerns: concerned(said.member_id, caller), detail: { topic: said.topic } },
    writes: sayOfCall(row, { ...said, wrapped_at: new Date(now) }),
  };
});

function concerned(memberId: string | null, caller: ScopedCaller): string[] {
  if (memberId !== null) return [memberId];
  return 'operatorId' in caller ? [caller.operatorId] : [];
}

const isTopic = async ({ shell }: Call, topic: string): Promise<boolean> =>
  (await readCallSettings(shell.db)).topics.some(({ id }) => id === topic);

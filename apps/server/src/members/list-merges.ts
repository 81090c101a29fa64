import { iso } from '@bonum/ledger';
import { operation } from '../operation.ts';
import { versionSince, type MergeRecord } from './absorb.ts';
import { readMember } from './member-answer.ts';

/** Who became one with a member, and which of it can be undone now: the last, while nobody has moved since. */
export const listMerges = operation('list-merges', async (call, { memberId }) => {
  const found = await readMember(call, memberId);
  if (!found.ok) return found;
  const { owner } = found.value;
  const rows = await call.shell.db
    .selectFrom('merge')
    .select(['merge_id', 'from_owner_id', 'evidence', 'at', 'undone_at'])
    .where('owner_id', '=', owner.owner_id)
    .orderBy('at', 'desc')
    .limit(200)
    .execute();
  return {
    ok: true,
    value: {
      merges: rows.map(({ merge_id, from_owner_id, evidence, at, undone_at }) => ({
        mergeId: merge_id,
        fromMemberId: from_owner_id,
        at: iso(at),
        undoneAt: undone_at === null ? null : iso(undone_at),
        canUndo: undone_at === null && versionSince(evidence as unknown as MergeRecord) === owner.version,
      })),
    },
  };
});

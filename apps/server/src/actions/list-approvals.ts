import { sql } from 'kysely';
import { operation } from '../operation.ts';
import { approvalAnswer } from './approval-answer.ts';
import type { ApprovalRow } from './approval-row.ts';

interface Found {
  readonly row: ApprovalRow;
  readonly name: string | null;
}

/** What waits for a second person: everything for whoever may decide, their own for whoever asked. Newest last. */
export const listApprovals = operation('list-approvals', async (call, { open, after, limit: most }) => {
  const { shell, caller, now } = call;
  const limit = most ?? 50;
  const all = caller.scopes.includes('approvals:decide');
  const own = 'operatorId' in caller ? caller.operatorId : null;
  const at = new Date(now);
  const [afterAt, afterId] = (after ?? ' ').split(' ');
  const isOpen = sql`a.state = 'pending' and a.expires_at > ${at}`;
  // What waits is read from the oldest on, what is through from the newest back.
  const place =
    afterAt === undefined || afterAt === ''
      ? sql`true`
      : open
        ? sql`(a.asked_at, a.approval_id) > (${afterAt}::timestamptz, ${afterId ?? null}::uuid)`
        : sql`(a.asked_at, a.approval_id) < (${afterAt}::timestamptz, ${afterId ?? null}::uuid)`;
  const order = open ? sql`a.asked_at, a.approval_id` : sql`a.asked_at desc, a.approval_id desc`;
  const { rows } = await sql<Found>`
    select row_to_json(a) as row, concat_ws(' ', m.name, left(m.surname, 1) || '.') as name
      from approval a join member m on m.owner_id = a.owner_id
     where ${open ? isOpen : sql`not (${isOpen})`} and (${all} or a.asked_by = ${own}::uuid) and ${place}
     order by ${order} limit ${limit + 1}`.execute(shell.db);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    ok: true,
    value: {
      approvals: shown.map(({ row, name }) =>
        approvalAnswer(row, { memberName: name === '' ? null : name, caller, now }),
      ),
      next: last ? `${last.row.asked_at} ${last.row.approval_id}` : null,
    },
  };
});

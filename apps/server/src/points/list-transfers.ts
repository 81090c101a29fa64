import { readMember } from '../members/member-answer.ts';
import { operation } from '../operation.ts';
import { transferAnswer, transferColumns } from './transfer-answer.ts';

const PAGE = 50;

/** Every movement of a member's points, newest first. */
export const listTransfers = operation('list-transfers', async (call, { memberId, before, limit }) => {
  const found = await readMember(call, memberId);
  if (!found.ok) return found;
  const size = limit ?? PAGE;
  const rows = await call.shell.db
    .selectFrom('transfer')
    .select(transferColumns)
    .where('owner_id', '=', found.value.owner.owner_id)
    .where('number', '<', before ?? Number.MAX_SAFE_INTEGER)
    .orderBy('number', 'desc')
    // One more than is shown tells whether there is a next page.
    .limit(size + 1)
    .execute();
  const shown = rows.slice(0, size);
  return {
    ok: true,
    value: {
      transfers: shown.map(transferAnswer),
      next: rows.length > size ? (shown.at(-1)?.number ?? null) : null,
    },
  };
});

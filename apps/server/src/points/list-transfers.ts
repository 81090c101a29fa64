import { iso } from '../events.ts';
import { readMember } from '../members/member-answer.ts';
import { operation } from '../operation.ts';

const PAGE = 50;

/** Every movement of a member's points, newest first. */
export const listTransfers = operation('list-transfers', async (call, { memberId, before, limit }) => {
  const found = await readMember(call, memberId);
  if (!found.ok) return found;
  const size = limit ?? PAGE;
  const rows = await call.shell.db
    .selectFrom('transfer')
    .select([
      'number',
      'kind',
      'debit',
      'credit',
      'amount',
      'lot_id',
      'reason',
      'receipt_id',
      'reverses',
      'at',
      'recorded_at',
    ])
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
      transfers: shown.map((row) => ({
        number: row.number,
        kind: row.kind,
        debit: row.debit,
        credit: row.credit,
        points: row.amount,
        lotId: row.lot_id,
        reason: row.reason,
        receiptId: row.receipt_id,
        reverses: row.reverses,
        at: iso(row.at),
        recordedAt: iso(row.recorded_at),
      })),
      next: rows.length > size ? (shown.at(-1)?.number ?? null) : null,
    },
  };
});

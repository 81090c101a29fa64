import { normaliseCode } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import { sql } from 'kysely';
import { operation, refuse } from '../operation.ts';

/** Adds single-use codes of a promotion; a code that is already there stays as it is. */
export const addCodes = operation('add-codes', async ({ shell, now }, { promotion, codes, validUntil }) => {
  const { programme } = await shell.programmes.current();
  if (!programme.promotions.some(({ id, singleUseCodes }) => id === promotion && singleUseCodes === true)) {
    return refuse(
      'unknown-promotion',
      `The programme has no promotion ${promotion} that takes single-use codes.`,
      { path: '/promotion' },
    );
  }
  const valid_until = iso(Date.parse(validUntil));
  const rows = [...new Set(codes.map(normaliseCode))].map((code) => ({
    code,
    promotion,
    valid_from: iso(now),
    valid_until,
    taken_by: null,
  }));
  const { numAffectedRows } = await sql`
    insert into promo_code select r.* from jsonb_populate_recordset(null::promo_code, ${JSON.stringify(rows)}::jsonb) r
     order by r.code on conflict do nothing`.execute(shell.db);
  return { ok: true, value: { written: Number(numAffectedRows ?? 0n) } };
});

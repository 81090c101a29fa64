import { iso } from '@bonum/ledger';
import { randomBytes, randomInt } from 'node:crypto';
import { operation } from '../operation.ts';
import type { BarcodeRow } from '../owner/read-owner.ts';
import { seedOf } from './barcode.ts';

/** Gives the phone that asks what it makes its codes of. Asked again it gives another, and the one before is worth nothing. */
export const issueBarcode = operation('issue-barcode', async ({ shell, caller, now }) => {
  // Of the session's own member, merged or not: the barcode ends with the session.
  const { memberId: owner_id, sessionId: session_id } = caller;
  const before = await shell.db
    .selectFrom('barcode')
    .select(['reference', 'last_step'])
    .where('owner_id', '=', owner_id)
    .where('session_id', '=', session_id)
    .executeTakeFirst();
  const reference = before?.reference ?? String(randomInt(10 ** 8)).padStart(8, '0');
  const barcode: BarcodeRow = {
    owner_id,
    reference,
    session_id,
    salt: `\\x${randomBytes(16).toString('hex')}`,
    last_step: before?.last_step ?? 0,
    misses: 0,
    missed_at: null,
    created_at: iso(now),
  };
  const value = { reference, seed: seedOf(shell.secret, barcode).toString('base64url'), now: iso(now) };
  return {
    ok: true,
    value,
    writes: {
      owners: [{ owner: null, rows: { barcode: [barcode] } }],
      // A reference that happens to be somebody's fails as it is written, and another is made.
      ...(!before && { identifiers: { add: [{ kind: 'barcode', value: reference, owner_id }] } }),
    },
  };
});

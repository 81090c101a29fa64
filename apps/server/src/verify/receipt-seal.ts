import type { Invariant } from '@bonum/ledger';
import { sql } from 'kysely';
import { sealExpression } from './seal.ts';

/** A receipt is what it was when it was sealed. */
export const receiptSeal: Invariant = {
  name: 'receipt-seal',
  breaks: sql`
    select owner_id, 'receipt ' || receipt_id as place, encode(expected, 'hex') as expected, encode(seal, 'hex') as found
    from (select r.owner_id, r.receipt_id, r.seal, ${sealExpression('r')} as expected from receipt r) sealed
    where seal <> expected`,
  says: ({ place }) => `The ${place} was edited: its seal is not that of its content.`,
};

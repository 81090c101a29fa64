import { withMerged } from '../checkout/allowance.ts';
import type { Call } from '../operation.ts';

/** A member's passkeys, of whoever became one with them included; the newest first. */
export async function memberPasskeys({ shell }: Call, memberId: string) {
  const rows = await shell.db
    .selectFrom('passkey')
    .select(['owner_id', 'passkey_id', 'name', 'transports', 'created_at', 'used_at'])
    .where('owner_id', 'in', await withMerged(shell.db, memberId))
    .execute();
  return rows.toSorted((a, b) => b.created_at - a.created_at || (a.passkey_id < b.passkey_id ? -1 : 1));
}

/** Enough for every device of a family. */
export const MOST_PASSKEYS = 10;

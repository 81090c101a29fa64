import type { Transaction } from 'kysely';
import { Conflict } from '../conflict.ts';
import type { Database } from '../database/schema.ts';

interface PasskeyKey {
  readonly owner_id: string;
  readonly passkey_id: string;
}

export interface PasskeyWrites {
  /** It signed, when its counter stood where it was read. */
  readonly used?: PasskeyKey & { readonly before: number; readonly counter: number; readonly used_at: Date };
  readonly removed?: readonly PasskeyKey[];
}

/** @throws Conflict when it was removed, or used by another, since it was read */
export async function writePasskeys(
  db: Transaction<Database>,
  { used, removed = [] }: PasskeyWrites,
): Promise<void> {
  if (used) {
    const { numUpdatedRows } = await db
      .updateTable('passkey')
      .set({ counter: used.counter, used_at: used.used_at })
      .where('owner_id', '=', used.owner_id)
      .where('passkey_id', '=', used.passkey_id)
      .where('counter', '=', used.before)
      .executeTakeFirst();
    if (Number(numUpdatedRows) === 0) throw new Conflict('a passkey was removed or used');
  }
  for (const { owner_id, passkey_id } of removed)
    await db
      .deleteFrom('passkey')
      .where('owner_id', '=', owner_id)
      .where('passkey_id', '=', passkey_id)
      .execute();
}

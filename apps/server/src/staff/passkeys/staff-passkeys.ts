import type { Answer } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import type { Selectable } from 'kysely';
import type { Database } from '../../database/schema.ts';
import type { Call } from '../../operation.ts';

type StaffPasskey = Pick<
  Selectable<Database['staff_passkey']>,
  'passkey_id' | 'name' | 'created_at' | 'used_at'
>;

/** An operator's own, the newest first. */
export const staffPasskeys = ({ shell }: Call, operatorId: string): Promise<StaffPasskey[]> =>
  shell.db
    .selectFrom('staff_passkey')
    .select(['passkey_id', 'name', 'created_at', 'used_at'])
    .where('operator_id', '=', operatorId)
    .orderBy('created_at', 'desc')
    .orderBy('passkey_id')
    .execute();

export const staffPasskeysAnswer = (passkeys: readonly StaffPasskey[]): Answer<'list-staff-passkeys'> => ({
  passkeys: passkeys.map(({ passkey_id, name, created_at, used_at }) => ({
    passkeyId: passkey_id,
    name,
    addedAt: iso(created_at),
    usedAt: used_at === null ? null : iso(used_at),
  })),
});

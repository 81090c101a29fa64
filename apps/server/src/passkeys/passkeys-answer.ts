import { iso } from '@bonum/ledger';
import type { memberPasskeys } from './member-passkeys.ts';

/** As the member sees them. */
export const passkeysAnswer = (passkeys: Awaited<ReturnType<typeof memberPasskeys>>) => ({
  passkeys: passkeys.map(({ passkey_id, name, created_at, used_at }) => ({
    passkeyId: passkey_id,
    name,
    addedAt: iso(created_at),
    usedAt: used_at === null ? null : iso(used_at),
  })),
});

import type { Instant } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import { sql } from 'kysely';
import { refuse, type Call, type Outcome } from '../operation.ts';
import type { UsedConfirmation } from '../write.ts';
import { codeHash } from './code.ts';
import type { Purpose, Unsent } from './purposes.ts';

interface Given {
  readonly ownerId: string;
  readonly purpose: Purpose | Unsent;
  readonly confirmationId: string;
  readonly code: string;
  /** What of its purpose it must have been sent for. */
  readonly about?: string;
  /** JSON pointer of the confirmation in the request. */
  readonly path: string;
}

/**
 * Checks a code; nothing else compares them. A wrong one costs a try at once and outside of the operation's own writing, in the
 * statement that compares it: whoever guesses many codes at once gets no more tries than one after another. A right one costs
 * nothing, since an operation that has to think again asks again.
 * @returns the code as used, for the operation to write together with what the code allowed
 */
export async function checkConfirmation(
  { shell, now }: Pick<Call, 'shell' | 'now'>,
  given: Given,
): Promise<Outcome<UsedConfirmation>> {
  const hash = codeHash(shell.secret, given.confirmationId, given.code);
  const { rows } = await sql<{ right: boolean }>`
    update confirmation set tries_left = tries_left - (${hash} <> all(code_hashes))::int
     where owner_id = ${given.ownerId} and confirmation_id = ${given.confirmationId} and purpose = ${given.purpose}
       and about is not distinct from ${given.about ?? null}::text
       and tries_left > 0 and used_at is null and expires_at > ${new Date(now)}
    returning ${hash} = any(code_hashes) as right`.execute(shell.db);
  if (rows[0]?.right !== true) {
    return refuse('confirmation-wrong', 'Type the code again, or send a new one.', { path: given.path });
  }
  return {
    ok: true,
    value: { owner_id: given.ownerId, confirmation_id: given.confirmationId, used_at: iso(now) },
  };
}

/** When a code of this instant ends. */
const CONFIRMATION_MINUTES = 5;
export const confirmationEnd = (now: Instant): number => now + CONFIRMATION_MINUTES * 60_000;

import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '@bonum/engine';
import { sql } from 'kysely';
import { iso } from '../events.ts';
import { refuse, type Call, type Outcome } from '../operation.ts';

export type Purpose = 'join' | 'spend';

/** Bound to its confirmation, so that equal codes of two people have nothing in common in the database. */
export const codeHash = (secret: string, confirmationId: string, code: string): Buffer =>
  createHmac('sha256', secret).update(`confirmation\n${confirmationId}\n${code}`).digest();

interface Given {
  readonly ownerId: string;
  readonly purpose: Purpose;
  readonly confirmationId: string;
  readonly code: string;
  /** JSON pointer of the confirmation in the request. */
  readonly path: string;
}

interface Charged {
  readonly row: ConfirmationRow;
  readonly hash: string;
}
interface ConfirmationRow {
  readonly owner_id: string;
  readonly phone: string;
  readonly used_at: string | null;
}

/**
 * Checks a code. A try is charged before the code is looked at and outside of the operation's own writing, since whoever
 * guesses many codes at once must not get more tries than one after another.
 * @returns the confirmation's row as used, for the operation to write together with what the code allowed
 */
export async function checkConfirmation(call: Call, given: Given): Promise<Outcome<ConfirmationRow>> {
  const { shell, now } = call;
  const wrong = refuse('confirmation-wrong', 'Type the code again, or send a new one.', { path: given.path });
  const charged = await chargeTry(call, given);
  if (charged === null) return wrong;
  const expected = Buffer.from(charged.hash.replace('\\x', ''), 'hex');
  if (!timingSafeEqual(expected, codeHash(shell.secret, given.confirmationId, given.code))) return wrong;
  return { ok: true, value: { ...charged.row, used_at: iso(now) } };
}

async function chargeTry({ shell, now }: Call, given: Given): Promise<Charged | null> {
  const at = new Date(now);
  const { rows } = await sql<{ row: ConfirmationRow & { code_hash: string } }>`
    update confirmation c set tries_left = tries_left - 1
     where owner_id = ${given.ownerId} and confirmation_id = ${given.confirmationId} and purpose = ${given.purpose}
       and tries_left > 0 and used_at is null and expires_at > ${at}
    returning row_to_json(c) as row`.execute(shell.db);
  const row = rows[0]?.row;
  return row ? { row, hash: row.code_hash } : null;
}

/** When a code of this instant ends. */
export const CONFIRMATION_MINUTES = 5;
export const confirmationEnd = (now: Instant): number => now + CONFIRMATION_MINUTES * 60_000;

import type { Call } from '../operation.ts';
import type { OperatorRow } from './operator-row.ts';
import { openTotp, recoveryHash, stepOfCode } from './second-factor.ts';

/** What becomes of an operator as a code is taken: it opens nothing again. */
export type TakenCode = Pick<OperatorRow, 'totp_step' | 'recovery'>;

/** A code of the operator's phone, or one of those kept for when it is lost; null: it is none of theirs. */
export function takeCode(
  { shell, now }: Call,
  { operator_id, totp_secret, totp_step, recovery }: OperatorRow,
  code: string,
): TakenCode | null {
  if (totp_secret === null) return null;
  const digits = code.replaceAll(/\s/g, '');
  if (/^\d{6}$/.test(digits)) {
    const totp = openTotp(shell.secret, operator_id, totp_secret);
    const step = stepOfCode(totp, { code: digits, now, after: totp_step });
    return step === null ? null : { totp_step: step, recovery };
  }
  const given = recoveryHash(shell.secret, operator_id, code);
  const left = recovery.filter((kept) => !kept.equals(given));
  return left.length === recovery.length ? null : { totp_step, recovery: left };
}

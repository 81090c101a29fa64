import { createHmac, timingSafeEqual } from 'node:crypto';
import { parse, stringify } from 'uuid';
import { refuse, type Call, type Visitor } from '../operation.ts';

/** Between the password and the code: time enough to find one's phone. */
const LASTS_MS = 5 * 60_000;

/** One answer for everything that can be wrong: which it was is nobody's business. */
export const notLetIn = refuse('not-let-in', 'Look at the login, the password and the code, and try again.');

/** Says that this browser knew an operator's password: sealed, so that nothing of it is kept. */
export function sealStep(
  { shell, caller, now }: Call<Visitor>,
  operatorId: string,
): { readonly signIn: string; readonly expiresAt: number } {
  const expiresAt = now + LASTS_MS;
  const head = Buffer.alloc(8);
  head.writeBigUInt64BE(BigInt(expiresAt));
  const said = Buffer.concat([head, parse(operatorId)]);
  return {
    signIn: Buffer.concat([said, seal(shell.secret, caller, said)]).toString('base64url'),
    expiresAt,
  };
}

/** Whose password it was; null: not one of ours, another browser's, or too old. */
export function operatorOfStep({ shell, caller, now }: Call<Visitor>, signIn: string): string | null {
  const bytes = Buffer.from(signIn, 'base64url');
  if (bytes.length !== 24 + 32) return null;
  const said = bytes.subarray(0, 24);
  if (!timingSafeEqual(seal(shell.secret, caller, said), bytes.subarray(24))) return null;
  return Number(said.readBigUInt64BE()) > now ? stringify(said.subarray(8)) : null;
}

const seal = (secret: string, { deviceId }: Visitor, said: Buffer): Buffer =>
  createHmac('sha256', secret).update(`staff sign-in\n${deviceId}\n`).update(said).digest();

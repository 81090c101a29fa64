import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { v5 } from 'uuid';
import type { Call } from '../operation.ts';

/** As long as somebody may need who looks for the right finger. */
const LASTS_MS = 5 * 60_000;

/** What a challenge is good for, and to whom it was given: a session that adds a passkey, or a device that signs in by one. */
export interface Given {
  readonly to: 'add' | 'sign-in' | 'staff-add' | 'staff-sign-in';
  readonly whom: string;
}

/**
 * What an authenticator has to sign, once and soon: random, with the time it ends, and sealed for whom it was given to. Nothing
 * is kept of one that is never answered; of one that is, what it brought forth bears `idOfChallenge`, which there is only once.
 */
export function newChallenge({ shell, now }: Call, given: Given): { challenge: string; expiresAt: number } {
  const expiresAt = now + LASTS_MS;
  const head = Buffer.alloc(8 + 16);
  head.writeBigUInt64BE(BigInt(expiresAt));
  randomBytes(16).copy(head, 8);
  return {
    challenge: Buffer.concat([head, seal(shell.secret, given, head)]).toString('base64url'),
    expiresAt,
  };
}

export function isGoodChallenge({ shell, now }: Call, given: Given, challenge: string): boolean {
  const bytes = Buffer.from(challenge, 'base64url');
  if (bytes.length !== 24 + 32 || bytes.toString('base64url') !== challenge) return false;
  const head = bytes.subarray(0, 24);
  if (!timingSafeEqual(seal(shell.secret, given, head), bytes.subarray(24))) return false;
  return Number(head.readBigUInt64BE()) > now;
}

const seal = (secret: string, { to, whom }: Given, head: Buffer): Buffer =>
  createHmac('sha256', secret).update(`passkey ${to}\n${whom}\n`).update(head).digest();

const NAMESPACE = '0f7c5bb0-6c58-4c55-8a35-0a3a3f4d7a6e';
export const idOfChallenge = (challenge: string): string => v5(challenge, NAMESPACE);

/** The challenge that an authenticator says it has signed; null where it says nothing that can be read. */
export function challengeIn(clientDataJSON: string): string | null {
  try {
    const said: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString());
    const challenge: unknown = Object(said).challenge;
    return typeof challenge === 'string' ? challenge : null;
  } catch {
    return null;
  }
}

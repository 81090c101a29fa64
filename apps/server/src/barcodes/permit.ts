import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '@bonum/engine';

/** That a phone showed a right code for a receipt. It holds no code, and serves no other receipt. */
export interface Permit {
  readonly receiptId: string;
  /** Of the barcode. */
  readonly reference: string;
  /** The half minute of the code. */
  readonly step: number;
  readonly expiresAt: Instant;
}

/** From the scan until somebody says "with points, please". */
export const PERMIT_MINUTES = 15;

const mac = (secret: string, body: string): Buffer =>
  createHmac('sha256', secret).update(`permit\n${body}`).digest();

export function sealPermit(secret: string, permit: Permit): string {
  const body = Buffer.from(JSON.stringify(permit)).toString('base64url');
  return `${body}.${mac(secret, body).toString('base64url')}`;
}

/** null: none of ours. */
export function openPermit(secret: string, token: string): Permit | null {
  const [body = '', seal = ''] = token.split('.');
  const right = mac(secret, body);
  const given = Buffer.from(seal, 'base64url');
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  // We sealed it, so it is what we wrote.
  return JSON.parse(Buffer.from(body, 'base64url').toString()) as Permit;
}

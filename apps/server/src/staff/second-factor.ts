import { createHmac, randomInt } from 'node:crypto';
import { generateURI, ScureBase32Plugin, verifySync } from 'otplib';
import { seal, unseal, type Seal } from '../sealing.ts';

/** What keeps the secrets of second factors: the installation's secret. */
type Keeper = string;

const SECRET_BYTES = 20;
/** A phone's clock may be half a minute off. */
const TOLERANCE_S = 30;

const sealOf = (secret: Keeper, operatorId: string): Seal => ({
  secret,
  purpose: 'staff totp',
  of: operatorId,
});

/** Encrypted for the table, bound to whose it is. */
export const sealTotp = (secret: Keeper, operatorId: string, totp: Buffer): Buffer =>
  seal(sealOf(secret, operatorId), totp);
export const openTotp = (secret: Keeper, operatorId: string, sealed: Buffer): Buffer =>
  unseal(sealOf(secret, operatorId), sealed);

/** The same of a text, such as a token that is needed again. */
export const sealText = (secret: Keeper, operatorId: string, text: string): Buffer =>
  sealTotp(secret, operatorId, Buffer.from(text));
export const openText = (secret: Keeper, operatorId: string, sealed: Buffer): string =>
  openTotp(secret, operatorId, sealed).toString();

/** Of an invitation, the same however often it is opened: nothing is kept till it is accepted. */
export const totpOfInvitation = (secret: Keeper, operatorId: string, invitationHash: Buffer): Buffer =>
  createHmac('sha256', secret)
    .update(`staff totp\n${operatorId}\n`)
    .update(invitationHash)
    .digest()
    .subarray(0, SECRET_BYTES);

const base32 = new ScureBase32Plugin();

/** As an authenticator app takes it: by hand, and by a QR code. */
export function totpForApp(totp: Buffer, label: string): { readonly secret: string; readonly uri: string } {
  const secret = base32.encode(new Uint8Array(totp));
  return { secret, uri: generateURI({ issuer: 'Bonum', label, secret }) };
}

/** The half minute of a code that fits; null: it does not, or one as late was taken already. */
export function stepOfCode(
  totp: Buffer,
  { code, now, after }: { readonly code: string; readonly now: number; readonly after: number },
): number | null {
  const result = verifySync({
    secret: new Uint8Array(totp),
    token: code,
    epoch: Math.floor(now / 1000),
    epochTolerance: TOLERANCE_S,
    afterTimeStep: after,
  });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
}

const CODES = 10;
/** Without the letters that are taken for digits. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const HALF = 5;

/** Ten, for whoever loses their phone; each opens once. */
export const newRecoveryCodes = (): readonly string[] =>
  Array.from({ length: CODES }, () => `${letters(HALF)}-${letters(HALF)}`);

const letters = (count: number): string =>
  Array.from({ length: count }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');

/** They are short enough to be guessed from a plain hash; with the installation's secret they are not. */
export const recoveryHash = (secret: Keeper, operatorId: string, code: string): Buffer =>
  createHmac('sha256', secret)
    .update(`staff recovery\n${operatorId}\n${code.toLowerCase().replaceAll(/[\s-]/g, '')}`)
    .digest();

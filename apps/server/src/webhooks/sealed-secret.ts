import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const [IV, TAG] = [12, 16];
const PREFIX = 'whsec_';

/** A new secret, written as Standard Webhooks has it. */
export const newSecret = (): string => PREFIX + randomBytes(24).toString('base64');

/** What it signs with. */
export const secretBytes = (secret: string): Buffer => Buffer.from(secret.slice(PREFIX.length), 'base64');

const keyOf = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', 'bonum webhooks', 32));

/** Encrypted for the table by the installation's secret, and bound to whose it is. */
export function seal(installation: string, webhookId: string, secret: string): Buffer {
  const iv = randomBytes(IV);
  const cipher = createCipheriv('aes-256-gcm', keyOf(installation), iv).setAAD(Buffer.from(webhookId));
  return Buffer.concat([iv, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
}

/** @throws where the installation has another secret than when it was sealed */
export function unseal(installation: string, webhookId: string, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(installation), sealed.subarray(0, IV))
    .setAAD(Buffer.from(webhookId))
    .setAuthTag(sealed.subarray(-TAG));
  return Buffer.concat([decipher.update(sealed.subarray(IV, -TAG)), decipher.final()]).toString();
}

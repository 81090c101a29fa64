import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const [IV_BYTES, TAG_BYTES] = [12, 16];

/** What is sealed: by which secret, for what, and whose it is. Opened for anything or anybody else, it is refused. */
export interface Seal {
  /** The installation's. */
  readonly secret: string;
  readonly purpose: string;
  readonly of: string;
}

const keyOf = ({ secret, purpose }: Seal): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `bonum ${purpose}`, 32));

/** Encrypts what a table has to keep and has to be known again, so that a hash would not do. */
export function seal(by: Seal, content: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(by), iv).setAAD(Buffer.from(by.of));
  return Buffer.concat([iv, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** @throws where it was sealed by another secret, for another purpose or for somebody else */
export function unseal(by: Seal, sealed: Buffer): Buffer {
  const decipher = createDecipheriv(CIPHER, keyOf(by), sealed.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(by.of))
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
}

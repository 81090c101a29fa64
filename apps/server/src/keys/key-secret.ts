import { createHash, randomBytes } from 'node:crypto';

/** A new secret: 256 random bits behind a prefix by which leaked ones are found. */
export const newSecret = (): string => `bonum_${randomBytes(32).toString('base64url')}`;

/** Keys are kept by hash. A plain one is enough: nobody guesses 256 bits, however fast they try. */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest();

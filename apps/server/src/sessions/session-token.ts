import { createHash } from 'node:crypto';
import { parse, stringify } from 'uuid';

/** What a session's cookie says: where to look, and the secret that proves it. */
export interface SessionToken {
  readonly ownerId: string;
  readonly sessionId: string;
  readonly secret: Buffer;
}

const ID = 16;
const SECRET = 32;

/** Kept by hash. A plain one is enough: nobody guesses 256 bits, however fast they try. */
export const secretHash = (secret: Buffer): Buffer => createHash('sha256').update(secret).digest();

export const writeToken = ({ ownerId, sessionId, secret }: SessionToken): string =>
  Buffer.concat([parse(ownerId), parse(sessionId), secret]).toString('base64url');

/** null: no token of ours. */
export function readToken(text: string): SessionToken | null {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== ID + ID + SECRET || bytes.toString('base64url') !== text) return null;
  try {
    return {
      ownerId: stringify(bytes.subarray(0, ID)),
      sessionId: stringify(bytes.subarray(ID, ID + ID)),
      secret: bytes.subarray(ID + ID),
    };
  } catch {
    // Bytes that are no UUID.
    return null;
  }
}

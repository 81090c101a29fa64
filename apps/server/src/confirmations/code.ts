import { createHmac } from 'node:crypto';
import type { ChannelKind } from '@bonum/adapters/ports';

/** Bound to its confirmation, so that equal codes of two people have nothing in common in the database. */
export const codeHash = (secret: string, confirmationId: string, code: string): Buffer =>
  createHmac('sha256', secret).update(`confirmation\n${confirmationId}\n${code}`).digest();

/** The end of a number that rings can be no longer. */
const digits = { flashcall: 4, sms: 6, email: 6, push: 6 } satisfies Record<ChannelKind, number>;
export const digitsOf = (channel: ChannelKind): number => digits[channel];

/**
 * The code that a channel says. It follows from the secret, so it stands nowhere: not in a table, not in a copy of one; and a
 * worker that goes on where another died says the same.
 */
export function codeFor(secret: string, confirmationId: string, channel: ChannelKind): string {
  const bytes = createHmac('sha256', secret).update(`code\n${confirmationId}\n${digits[channel]}`).digest();
  // 64 bits over a million: no code is likelier than another by more than one in 10^13.
  const number = bytes.readBigUInt64BE() % 10n ** BigInt(digits[channel]);
  return String(number).padStart(digits[channel], '0');
}

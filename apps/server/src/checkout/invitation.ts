import { iso } from '@bonum/ledger';
import type { Call } from '../operation.ts';
import { readableCode } from './readable-code.ts';
import type { Lookup } from './read-checkout.ts';

export interface Invitation {
  readonly code: string;
  readonly url: string;
  readonly validUntil: string;
}

/** An anonymous receipt invites to join; it then counts for who joins with it. null where the programme does not. */
export function invite(call: Call, { programme, at }: Lookup): Invitation | null {
  const { invitation } = programme.programme;
  if (!invitation) return null;
  const code = readableCode();
  return {
    code,
    url: `${call.shell.publicUrl}/join?i=${code}`,
    validUntil: iso(at + invitation.days * 86_400_000),
  };
}

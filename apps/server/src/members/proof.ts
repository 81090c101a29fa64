import { checkConfirmation } from '../confirmations/check-confirmation.ts';
import { refuse, type Call, type MemberCaller, type Outcome } from '../operation.ts';
import type { MemberRow } from '../owner/read-owner.ts';
import type { UsedConfirmation } from '../write.ts';

/** So long after a browser was signed in, or proved, nobody else is likely to hold the phone. */
const FRESH_MS = 15 * 60_000;

type Reachable = Pick<MemberRow, 'phone' | 'proved_email'>;

/** By what a member can be sent a code. */
export const waysTo = ({ phone, proved_email }: Reachable): ('phone' | 'email')[] => [
  ...(phone === null ? [] : (['phone'] as const)),
  ...(proved_email === null ? [] : (['email'] as const)),
];

/**
 * By what this browser may prove that it is still in the right hands, before what the account is found by changes; none: it was
 * signed in or has proved it just now, or there is nothing to prove it by.
 */
export async function proofsWanted(
  { shell, caller, now }: Call<MemberCaller>,
  member: Reachable,
): Promise<('phone' | 'email')[]> {
  const session = await shell.db
    .selectFrom('session')
    .select(['created_at', 'proved_at', 'until_contact'])
    .where('owner_id', '=', caller.memberId)
    .where('session_id', '=', caller.sessionId)
    .executeTakeFirst();
  // Whoever came in by a code of staff has lost what could prove it.
  const needsNone =
    session && (session.until_contact || now - (session.proved_at ?? session.created_at) < FRESH_MS);
  return needsNone === true ? [] : waysTo(member);
}

interface Proof {
  readonly confirmationId: string;
  readonly code: string;
}

/** The proof as used; null where none is wanted. */
export async function proved(
  call: Call<MemberCaller>,
  member: MemberRow,
  proof: Proof | undefined,
): Promise<Outcome<UsedConfirmation | null>> {
  if ((await proofsWanted(call, member)).length === 0) return { ok: true, value: null };
  if (!proof)
    return refuse('proof-needed', 'Ask for a code with send-proof, and send it along, or to prove-me.', {
      path: '/proof',
    });
  return checkConfirmation(call, {
    ownerId: member.owner_id,
    purpose: 'prove',
    ...proof,
    path: '/proof/code',
  });
}

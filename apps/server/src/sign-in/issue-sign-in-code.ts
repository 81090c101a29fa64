import { iso } from '@bonum/ledger';
import { createHmac } from 'node:crypto';
import { staffAction } from '../actions/staff-action.ts';
import { readStaffRules, signInCodeLastsMs } from '../actions/staff-rules.ts';
import { codeHash } from '../confirmations/code.ts';
import { eventRow } from '../events.ts';
import { noticesOfCode } from '../members/contact-change.ts';
import { readMember } from '../members/member-answer.ts';
import { bookOf } from '../members/standing.ts';
import { doneBy, refuse } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';

const TRIES = 5;

/**
 * A code that staff tell a member who has lost their phone: it opens the account once, and only so far that a phone or an e-mail can be
 * proved. Nobody gets a password: there is none to forget, to reuse or to be overheard twice. Asked again it is the same code.
 */
export const issueSignInCode = staffAction(
  'issue-sign-in-code',
  async (call, { memberId, codeId, reason }) => {
    const found = await readMember(call, memberId);
    if (!found.ok) return found;
    const { shell, now } = call;
    const { owner, member } = found.value;
    if (!member) throw new Error(`member ${owner.owner_id} has no row`);
    const ownerId = owner.owner_id;
    const code = letInCode(shell.secret, codeId);
    const before = await shell.db
      .selectFrom('confirmation')
      .select(['expires_at', 'purpose'])
      .where('owner_id', '=', ownerId)
      .where('confirmation_id', '=', codeId)
      .executeTakeFirst();
    if (before && before.purpose !== 'let-in')
      return refuse('id-reused', 'Make a new codeId for each code.', { path: '/codeId' });
    if (before) return { ok: true, value: { code, expiresAt: iso(before.expires_at) } };
    const until = now + signInCodeLastsMs(await readStaffRules(shell.db));
    const confirmation = {
      owner_id: ownerId,
      confirmation_id: codeId,
      purpose: 'let-in',
      about: null,
      kind: 'phone',
      address: '',
      language: member.language,
      code_hashes: [`\\x${codeHash(shell.secret, codeId, code).toString('hex')}`],
      tries_left: TRIES,
      created_at: iso(now),
      expires_at: iso(until),
      used_at: null,
    };
    const event = eventRow(ownerId, 'let-in-code-given', now, { reason, ...doneBy(call.caller) });
    return {
      ok: true,
      value: { code, expiresAt: iso(until) },
      writes: {
        owners: [
          ownerWrites(owner, bookOf(found.value, call), {
            rows: { confirmation: [confirmation], event: [event], message: noticesOfCode(call, member) },
          }),
        ],
      },
    };
  },
);

/** Eight digits, since it lives longer than a code that is sent. It follows from the secret and stands nowhere. */
function letInCode(secret: string, codeId: string): string {
  const bytes = createHmac('sha256', secret).update(`let-in\n${codeId}`).digest();
  return String(bytes.readBigUInt64BE() % 100_000_000n).padStart(8, '0');
}

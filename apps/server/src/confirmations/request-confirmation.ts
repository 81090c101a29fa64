import { randomInt } from 'node:crypto';
import type { Input } from '@bonum/contract';
import { v5, v7 } from 'uuid';
import { iso } from '../events.ts';
import { resolveMember } from '../members/resolve-member.ts';
import { maskPhone, parsePhone } from '../members/phone.ts';
import { readMember } from '../members/member-answer.ts';
import { operation, refuse, type Call, type Outcome } from '../operation.ts';
import { codeHash, confirmationEnd, type Purpose } from './check-confirmation.ts';
import { confirmationText } from './confirmation-text.ts';

const PROSPECTS = '0f6bb2a5-0c3f-4f35-a2bb-8b1e8fd9c3f0';
/** Who confirms a phone that may not be anybody's yet: the same for the same phone, known or not. */
export const prospectOf = (phone: string): string => v5(phone, PROSPECTS);

const TRIES = 5;
/** Codes to one person within a window; more is somebody playing with another's phone, or our bill. */
const LIMITS = [
  { minutes: 10, codes: 3 },
  { minutes: 24 * 60, codes: 10 },
] as const;

/** Sends a one-time code to a phone that joins, or to the member who wants to spend. */
export const requestConfirmation = operation('request-confirmation', async (call, request) => {
  const { channel } = call.shell;
  if (channel === null) return noChannel;
  const to = await addressee(call, request);
  if (!to.ok) return to;
  const { ownerId, phone, language } = to.value;
  const sent = await sentBefore(call, ownerId);
  const again = sent.find((row) => row.confirmation_id === request.confirmationId);
  const answer = (expiresAt: number) => ({
    confirmationId: request.confirmationId,
    channel,
    sentTo: maskPhone(phone),
    expiresAt: iso(expiresAt),
  });
  if (again) {
    const same = again.purpose === request.purpose && again.phone === phone;
    return same
      ? { ok: true, value: answer(again.expires_at) }
      : refuse('id-reused', 'Make a new confirmationId for each code.', { path: '/confirmationId' });
  }
  const wait = overLimit(sent, call.now);
  if (wait !== null)
    return refuse('confirmation-limit', `Wait ${wait} minutes before the next code.`, {
      extra: { retryAfterMinutes: wait },
    });

  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const expiresAt = confirmationEnd(call.now);
  const confirmation = {
    owner_id: ownerId,
    confirmation_id: request.confirmationId,
    purpose: request.purpose,
    phone,
    ordinal: sent.length + 1,
    code_hash: `\\x${codeHash(call.shell.secret, request.confirmationId, code).toString('hex')}`,
    tries_left: TRIES,
    created_at: iso(call.now),
    expires_at: iso(expiresAt),
    used_at: null,
  };
  const message = {
    owner_id: ownerId,
    message_id: v7(),
    channel,
    purpose: `confirm-${request.purpose}`,
    address: phone,
    body: confirmationText(request.purpose, code, language),
    created_at: iso(call.now),
    sent_at: null,
    failed: null,
  };
  return {
    ok: true,
    value: answer(expiresAt),
    writes: { owners: [{ owner: null, rows: { confirmation: [confirmation], message: [message] } }] },
  };
});

/** Better said at once than a cashier waiting for a code that never comes. */
const noChannel = refuse(
  'no-channel',
  'This server has no channel to send codes by yet. Go on without points.',
);

interface Addressee {
  readonly ownerId: string;
  readonly phone: string;
  readonly language: 'ru' | 'en';
}

async function addressee(call: Call, request: Input<'request-confirmation'>): Promise<Outcome<Addressee>> {
  if (request.purpose === 'join') return prospect(request);
  if (!request.member) return refuse('bad-request', 'To spend, name the member.', { path: '/member' });
  const resolved = await resolveMember(call, request.member, '/member');
  if (!resolved.ok) return resolved;
  const found = await readMember(call, resolved.value);
  if (!found.ok) return refuse('unknown-member', 'No member has this id.', { path: '/member' });
  const { owner, member } = found.value;
  if (member?.status === 'suspended')
    return refuse('member-suspended', 'This member cannot spend at present.', { path: '/member' });
  if (!member?.phone)
    return refuse('bad-phone', 'This member has no phone to send a code to.', { path: '/member' });
  return { ok: true, value: { ownerId: owner.owner_id, phone: member.phone, language: member.language } };
}

function prospect(request: Input<'request-confirmation'>): Outcome<Addressee> {
  if (request.phone === undefined)
    return refuse('bad-request', 'To join, give the phone.', { path: '/phone' });
  const phone = parsePhone(request.phone);
  if (phone === null)
    return refuse('bad-phone', 'Write the phone with its area code, such as +7 916 123-45-67.', {
      path: '/phone',
    });
  return { ok: true, value: { ownerId: prospectOf(phone), phone, language: request.language ?? 'ru' } };
}

interface Sent {
  readonly confirmation_id: string;
  readonly purpose: Purpose | 'change-phone';
  readonly phone: string;
  readonly created_at: number;
  readonly expires_at: number;
}

const sentBefore = ({ shell }: Call, ownerId: string): Promise<Sent[]> =>
  shell.db
    .selectFrom('confirmation')
    .select(['confirmation_id', 'purpose', 'phone', 'created_at', 'expires_at'])
    .where('owner_id', '=', ownerId)
    .execute();

/** Minutes to wait; null when another code may go. */
function overLimit(sent: readonly Sent[], now: number): number | null {
  for (const { minutes, codes } of LIMITS) {
    const recent = sent.filter((row) => row.created_at > now - minutes * 60_000).map((row) => row.created_at);
    if (recent.length >= codes) return Math.ceil((Math.min(...recent) + minutes * 60_000 - now) / 60_000);
  }
  return null;
}

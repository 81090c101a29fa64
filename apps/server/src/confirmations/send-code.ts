import type { ChannelKind } from '@bonum/adapters/ports';
import type { ActionId } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import { readCascade } from '../messages/cascades.ts';
import { messageRow } from '../messages/message-row.ts';
import type { Step } from '../messages/next-act.ts';
import { refuse, type Call, type Outcome, type Shell } from '../operation.ts';
import type { OwnerWrites } from '../write.ts';
import type { Address } from './address.ts';
import { confirmationEnd } from './check-confirmation.ts';
import { codeFor, codeHash, digitsOf } from './code.ts';
import { answerProgress, readProgress, type CodeAnswer } from './progress.ts';
import type { Language, Purpose } from './purposes.ts';
import { countCode, type Quota } from './quota.ts';

export interface CodeRequest {
  /** Whose code it is: a member, or whoever an address belongs to (`prospectOf`). */
  readonly ownerId: string;
  /** Made by the caller: asked for again, the same code is sent no second time. */
  readonly confirmationId: string;
  readonly purpose: Purpose;
  /** What of its purpose it is for: the code counts for nothing else, and its message says so. */
  readonly about?: ActionId;
  readonly to: Address;
  /** Push subscriptions of the member, for cascades that begin with a push. */
  readonly push?: readonly string[];
  readonly language: Language;
  /** Where it is asked from, as far as known: limits hold for these as well. */
  readonly from?: { readonly device?: string; readonly address?: string };
  /**
   * Nothing is sent, and nobody who asks can tell: for questions whose answer must not show whether somebody is known. Limits
   * hold all the same.
   */
  readonly decoy?: boolean;
}

interface Sent {
  readonly answer: CodeAnswer;
  /** To be written by the operation; null: the code was asked for before, and is on its way. */
  readonly writes: OwnerWrites | null;
}

type Asking = Pick<Call, 'shell' | 'now'>;

/** Wrong ones. The fewer digits a code has, the fewer guesses. */
const TRIES = 5;
const TRIES_OF_FOUR_DIGITS = 3;

/** Makes a one-time code and the message that carries it, within the limits. */
export async function sendCode(call: Asking, request: CodeRequest): Promise<Outcome<Sent>> {
  const { shell, now } = call;
  const steps = await stepsFor(shell, request);
  if (steps.length === 0) return noChannel;
  const before = await askedBefore(call, request);
  if (before) return before;
  const wait = await countCode(
    { db: shell.db, secret: shell.secret, confirmationId: request.confirmationId, now },
    quotasOf(request),
  );
  if (wait !== null)
    return refuse('confirmation-limit', `Wait ${wait} minutes before the next code.`, {
      extra: { retryAfterMinutes: wait },
    });
  const expiresAt = confirmationEnd(now);
  const message = messageRow({
    ownerId: request.ownerId,
    messageId: request.confirmationId,
    purpose: `confirm-${request.purpose}`,
    // What it says is said by the worker: the code stands nowhere.
    body: '',
    steps,
    at: now,
    expiresAt,
  });
  const confirmation = confirmationRow(call, request, steps);
  const rows = {
    confirmation: [confirmation],
    message: [request.decoy === true ? { ...message, next_at: null } : message],
  };
  const answer = answerProgress(
    { ...request, address: request.to, expiresAt, beganAt: now, steps, step: 0, attempts: [] },
    now,
  );
  return { ok: true, value: { answer, writes: { owner: null, rows } } };
}

async function askedBefore(call: Asking, request: CodeRequest): Promise<Outcome<Sent> | null> {
  const { ownerId, confirmationId, purpose, to } = request;
  const known = await readProgress(call.shell.db, ownerId, confirmationId);
  if (known === null) return null;
  const same =
    known.purpose === purpose && known.address.kind === to.kind && known.address.value === to.value;
  return same
    ? { ok: true, value: { answer: answerProgress(known, call.now), writes: null } }
    : refuse('id-reused', 'Make a new confirmationId for each code.', { path: '/confirmationId' });
}

function confirmationRow(
  { shell, now }: Asking,
  { ownerId, confirmationId, purpose, about, to, language, decoy }: CodeRequest,
  steps: readonly Step[],
): object {
  const codes =
    decoy === true ? [] : steps.filter(({ channel }) => shell.channels[channel]?.codes === 'ours');
  const said = new Set(codes.map(({ channel }) => codeFor(shell.secret, confirmationId, channel)));
  const short = steps.some(({ channel }) => digitsOf(channel) < 6);
  return {
    owner_id: ownerId,
    confirmation_id: confirmationId,
    purpose,
    about: about ?? null,
    kind: to.kind,
    address: to.value,
    language,
    code_hashes: [...said].map(
      (code) => `\\x${codeHash(shell.secret, confirmationId, code).toString('hex')}`,
    ),
    tries_left: short ? TRIES_OF_FOUR_DIGITS : TRIES,
    created_at: iso(now),
    expires_at: iso(confirmationEnd(now)),
    used_at: null,
  };
}

/** Better said at once than a person waiting for a code that never comes. */
const noChannel = refuse(
  'no-channel',
  'This server has no channel to send such a code by. Go on without one.',
);

/**
 * The phone or e-mail comes last: what is asked too often from elsewhere must not use up its codes. Joining is counted apart: who
 * joins at a till pays with points a minute later, and the codes for that must not be gone.
 */
const quotasOf = ({ to, from, purpose }: CodeRequest): Quota[] => [
  ...(from?.address === undefined ? [] : [{ counted: 'address', value: from.address } as const]),
  ...(from?.device === undefined ? [] : [{ counted: 'device', value: from.device } as const]),
  { counted: to.kind, value: purpose === 'join' ? `${to.value} joins` : to.value },
];

/** What of the cascade can be gone by: the chain has the channel, and the person an address for it. */
async function stepsFor(shell: Shell, request: CodeRequest): Promise<readonly Step[]> {
  const cascade = await readCascade(shell.db, request.purpose);
  return cascade
    .filter(({ channel }) => shell.channels[channel] !== undefined)
    .map((rung) => ({ ...rung, to: addressesFor(rung.channel, request) }))
    .filter(({ to }) => to.length > 0);
}

function addressesFor(channel: ChannelKind, { to, push }: CodeRequest): readonly string[] {
  if (channel === 'push') return push ?? [];
  return (channel === 'email') === (to.kind === 'email') ? [to.value] : [];
}

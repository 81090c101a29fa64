import { eventRow } from '../events.ts';
import { refuse, type Call, type Decision, type Refusal, type Visitor } from '../operation.ts';
import { openedSession } from '../sessions/open-session.ts';
import type { OwnerWrites, UsedConfirmation } from '../write.ts';
import { answerOfCode, answerSignIn, type SignInAnswer } from './answer.ts';
import {
  attemptEnd,
  attemptRow,
  DEVICE_DIGITS,
  idOf,
  readAttempt,
  type Attempt,
  type SentCode,
} from './attempt.ts';
import { finishSignIn, type Registration } from './finish.ts';
import { start, transition, type Effect, type Event, type Step, type Target } from './machine.ts';
import { sendSignInCode } from './send-sign-in-code.ts';
import type { Known } from './standing.ts';

/** What happens in a sign-in, and what the shell has to know to let it happen. */
export interface Happening {
  readonly event: Event;
  /** The people that the event's standing speaks of. */
  readonly known?: Known;
  /** The code that proves it. */
  readonly used?: UsedConfirmation;
  readonly registration?: Registration;
  /** Of whom a wrong answer is noted: the member whom somebody says they are, or whoever has the phone. */
  readonly noted?: string;
}

/**
 * This browser's sign-in. Where it ended and the session was ended since, it has not begun.
 * @param askedAgain the id that it asks to begin with: if it has already, it may not know yet
 */
export async function signInOf(call: Call<Visitor>, askedAgain?: string): Promise<Attempt> {
  const attempt = await readAttempt(call, askedAgain);
  const { state } = attempt;
  if (state.at !== 'signed-in') return attempt;
  const token = await openedSession(call, { ownerId: state.ownerId, sessionId: idOf(attempt, 'session') });
  return token === null ? { ...attempt, state: start, code: null } : attempt;
}

/** Lets something happen: asks the machine, does what it says, and answers where things stand then. */
export async function happen(
  call: Call<Visitor>,
  attempt: Attempt,
  happening: Happening,
): Promise<Decision<SignInAnswer>> {
  if (attempt.state.at === 'signed-in' && !begins(happening.event)) return answerAgain(call, attempt);
  const step = transition(attempt.state, happening.event);
  if (!step.ok) return refused(call, attempt, { step, noted: happening.noted });
  const next = { ...attempt, state: step.state };
  const [effect] = step.effects;
  if (effect?.do === 'send-code') return sending(call, next, effect.to);
  if (effect?.do === 'finish') return finishing(call, next, { ...happening, effect });
  const used = happening.used ? [usedUp(happening.used)] : [];
  return {
    ok: true,
    value: await answerSignIn(call, next),
    writes: { owners: used, signIn: attemptRow(next) },
  };
}

const begins = ({ is }: Event): boolean =>
  is === 'phone-given' || is === 'card-given' || is === 'email-given' || is === 'cancelled';

const usedUp = (uses: UsedConfirmation): OwnerWrites => ({ owner: null, rows: {}, uses });

/** A browser whose last answer was lost is signed in by the session that it was to get. */
export async function answerAgain(call: Call<Visitor>, attempt: Attempt): Promise<Decision<SignInAnswer>> {
  const value = await answerSignIn(call, attempt);
  const { state } = attempt;
  if (state.at !== 'signed-in') return { ok: true, value };
  const token = await openedSession(call, { ownerId: state.ownerId, sessionId: idOf(attempt, 'session') });
  return { ok: true, value, ...(token !== null && { session: { token } }) };
}

/** Asked for something that it does not wait for; where it has ended, that is said again. */
export async function wrongStep(call: Call<Visitor>, attempt: Attempt): Promise<Decision<SignInAnswer>> {
  if (attempt.state.at === 'signed-in') return answerAgain(call, attempt);
  return refuse('wrong-step', words['wrong-step']);
}

const words = {
  'wrong-step': 'Ask get-sign-in where it stands; begin again if nothing has begun.',
  'not-recognised': 'Check it and try again, or say that it is not you.',
  'card-not-linked':
    'It is not in the base, is blocked, or belongs to somebody. Check the number, or go on without it; the service desk can help.',
  'no-tries-left': 'Go on without it; the service desk can help.',
} as const satisfies Record<Extract<Step, { ok: false }>['because'], string>;

interface Refusing {
  readonly step: Extract<Step, { ok: false }>;
  readonly noted: string | undefined;
}

/** A wrong answer costs a try, and is told as an event, so that whoever guesses much is found. */
function refused(call: Call<Visitor>, attempt: Attempt, { step, noted }: Refusing): Refusal {
  if (!('state' in step)) return refuse(step.because, words[step.because]);
  const device = attempt.device.slice(0, DEVICE_DIGITS);
  const event = noted === undefined ? [] : [eventRow(noted, step.because, call.now, { device })];
  return refuse(step.because, words[step.because], {
    writes: {
      owners: [{ owner: null, rows: { event } }],
      signIn: attemptRow({ ...attempt, state: step.state }),
    },
  });
}

async function sending(call: Call<Visitor>, attempt: Attempt, to: Target): Promise<Decision<SignInAnswer>> {
  const nth = (attempt.code?.nth ?? 0) + 1;
  const confirmationId = idOf(attempt, `code ${nth}`);
  const sent = await sendSignInCode(call, { to, confirmationId, language: attempt.language });
  if (!sent.ok) return sent;
  const { ownerId, answer, writes } = sent.value;
  const code: SentCode = { ownerId, confirmationId, nth, sentAt: call.now };
  const next = { ...attempt, code, expiresAt: attemptEnd(call.now) };
  return {
    ok: true,
    value: answerOfCode(next, to, { ...answer, sentAt: call.now }),
    writes: { owners: writes ? [writes] : [], signIn: attemptRow(next) },
  };
}

async function finishing(
  call: Call<Visitor>,
  attempt: Attempt,
  { effect, known, used, registration }: Happening & { effect: Extract<Effect, { do: 'finish' }> },
): Promise<Decision<SignInAnswer>> {
  if (!known || attempt.state.at !== 'signed-in') throw new Error('a sign-in ends without knowing whose');
  const { finish } = effect;
  const finished = await finishSignIn(call, { attempt, finish, known, registration: registration ?? null });
  if (!finished.ok) return finished;
  const { ownerId, token, writes } = finished.value;
  const next = { ...attempt, state: { ...attempt.state, ownerId } };
  const owners = [...writes.owners, ...(used ? [usedUp(used)] : [])];
  return {
    ok: true,
    value: await answerSignIn(call, next),
    session: { token },
    writes: { ...writes, owners, signIn: attemptRow(next) },
  };
}

import { iso } from '@bonum/ledger';
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { v5 } from 'uuid';
import type { Call, KnownBy, Visitor } from '../operation.ts';
import { start, type State } from './machine.ts';
import type { SignInRow } from './write-sign-in.ts';

/** The code that was sent last. */
export interface SentCode {
  /** Whose it is among confirmations. */
  readonly ownerId: string;
  readonly confirmationId: string;
  /** How many were sent in this sign-in. */
  readonly nth: number;
  readonly sentAt: number;
}

/** Where one browser has got to. */
export interface Attempt {
  readonly device: string;
  /** 0: this browser has never begun one. */
  readonly version: number;
  readonly signInId: string;
  readonly askedId: string;
  readonly language: 'ru' | 'en';
  readonly state: State;
  readonly code: SentCode | null;
  readonly expiresAt: number;
}

const MINUTE_MS = 60_000;
/** As long as a person may need who looks for a card. */
const ATTEMPT_MINUTES = 15;
export const attemptEnd = (now: number): number => now + ATTEMPT_MINUTES * MINUTE_MS;

/** Enough to tell devices apart in events, and no key to anything. */
export const DEVICE_DIGITS = 16;

export const deviceOf = (deviceId: string): string => createHash('sha256').update(deviceId).digest('hex');

/** A browser that asks for the first time is named by what it asks for: asked again, because the answer was lost, it has the same name. */
export function namedBy({ shell, caller, ...call }: Call<Visitor>, signInId: string): Call<Visitor> {
  if (!caller.isNew) return { ...call, shell, caller };
  const deviceId = sealed(shell.secret, `device\n${signInId}`).subarray(0, 16).toString('base64url');
  return { ...call, shell, caller: { ...caller, deviceId } };
}

/**
 * What a browser is known by once it has begun. The token follows from the id that the page made up for this one sign-in: whoever
 * has copied the cookies of a browser before cannot know it, and learns nothing of the next.
 */
export const knownBy = ({ shell, caller }: Call<Visitor>, askedId: string): KnownBy => ({
  deviceId: caller.deviceId,
  signInToken: sealed(shell.secret, `sign-in\n${caller.deviceId}\n${askedId}`).toString('base64url'),
});

const sealed = (secret: string, text: string): Buffer => createHmac('sha256', secret).update(text).digest();

/** Whether this browser has begun what was read, and not another one that has its name. */
function hasBegun(call: Call<Visitor>, { askedId }: Attempt): boolean {
  const wanted = Buffer.from(knownBy(call, askedId).signInToken ?? '');
  const given = Buffer.from(call.caller.signInToken ?? '');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** This browser's sign-in; one that ran out, or that somebody else began in its name, is one that has not begun. */
export async function readAttempt(call: Call<Visitor>, askedAgain?: string): Promise<Attempt> {
  const attempt = await lastAttempt(call);
  const itsOwn = attempt.askedId === askedAgain || hasBegun(call, attempt);
  return itsOwn ? attempt : { ...attempt, state: start, code: null };
}

async function lastAttempt({ shell, caller, now }: Call<Visitor>): Promise<Attempt> {
  const device = deviceOf(caller.deviceId);
  const row = await shell.db
    .selectFrom('sign_in')
    .select(['version', 'sign_in_id', 'asked_id', 'language', 'state', 'code', 'expires_at'])
    .where('device', '=', device)
    .executeTakeFirst();
  const over = row === undefined || row.expires_at <= now;
  return {
    device,
    version: row?.version ?? 0,
    signInId: row?.sign_in_id ?? nobody,
    askedId: row?.asked_id ?? nobody,
    language: row?.language ?? 'ru',
    state: over ? start : (row.state as State),
    code: over ? null : (row.code as SentCode | null),
    expiresAt: over ? now : row.expires_at,
  };
}

const nobody = '00000000-0000-0000-0000-000000000000';

/** As it is written: the version that was read must still be there. */
export const attemptRow = (attempt: Attempt): SignInRow => ({
  device: attempt.device,
  version: attempt.version + 1,
  sign_in_id: attempt.signInId,
  asked_id: attempt.askedId,
  language: attempt.language,
  state: attempt.state,
  code: attempt.code,
  expires_at: iso(attempt.expiresAt),
});

const NAMESPACE = '5f0c9d0e-3f43-4b7e-9a39-2f0c6f7a1b58';
/** An id that follows from a sign-in: whoever has to think again makes the same. */
export const idOf = ({ signInId }: Pick<Attempt, 'signInId'>, what: string): string =>
  v5(`${signInId} ${what}`, NAMESPACE);

import type { Input } from '@bonum/contract';
import { v7 } from 'uuid';
import { isOfChain, parseCardNumber } from '../cards/card-number.ts';
import { parsePhone } from '../members/phone.ts';
import { operation, refuse, type Call, type Decision, type Outcome, type Visitor } from '../operation.ts';
import type { SignInAnswer } from './answer.ts';
import { knownBy, namedBy } from './attempt.ts';
import { start, type Event } from './machine.ts';
import { findIdentifier, memberOf } from './standing.ts';
import { answerAgain, happen, signInOf } from './step.ts';

/** Begins anew, whatever had begun in this browser. */
export const startSignIn = operation('start-sign-in', async (asking, request) => {
  const call = namedBy(asking, request.signInId);
  const begun = await begin(call, request);
  return begun.ok ? { ...begun, browser: knownBy(call, request.signInId) } : begun;
});

async function begin(call: Call<Visitor>, request: Input<'start-sign-in'>): Promise<Decision<SignInAnswer>> {
  const attempt = await signInOf(call, request.signInId);
  if (attempt.askedId === request.signInId && attempt.state.at !== 'start') return answerAgain(call, attempt);
  const event = await beginning(call, request);
  if (!event.ok) return event;
  const language = request.language ?? 'ru';
  const fresh = { ...attempt, state: start, signInId: v7(), askedId: request.signInId, language, code: null };
  return happen(call, fresh, { event: event.value });
}

async function beginning(call: Call, request: Input<'start-sign-in'>): Promise<Outcome<Event>> {
  const { phone, card, email } = request;
  if ([phone, card, email].filter((given) => given !== undefined).length !== 1)
    return refuse('bad-request', 'Give one of phone, card and email.', { path: '' });
  if (phone !== undefined) return phoneOf(phone);
  if (card !== undefined) return cardGiven(call, card);
  return emailGiven(call, email ?? '');
}

export function phoneOf(written: string): Outcome<Event> {
  const phone = parsePhone(written);
  if (phone === null)
    return refuse('bad-phone', 'Write the phone with its area code, such as +7 916 123-45-67.', {
      path: '/phone',
    });
  return { ok: true, value: { is: 'phone-given', phone } };
}

/** The number of a card of this chain, as it was typed or scanned. */
export async function cardNumberOf(call: Call, written: string): Promise<Outcome<string>> {
  const { prefixes } = (await call.shell.programmes.current()).programme.cards;
  const number = parseCardNumber(written);
  if (number !== null && isOfChain(number, prefixes)) return { ok: true, value: number };
  return refuse('bad-card-number', 'A card of this chain has 13 digits. Check the number.', {
    path: '/card',
  });
}

async function cardGiven(call: Call, written: string): Promise<Outcome<Event>> {
  const number = await cardNumberOf(call, written);
  if (!number.ok) return number;
  const found = await findIdentifier(call, 'card', number.value);
  // Asked in any case, so that a card that nobody has takes as long.
  const state = await memberOf(call, found?.owner_id ?? nobody);
  // Whoever found a card that was stopped must not be able to ring its member by it.
  const works = state?.cards.some((own) => own.number === number.value && own.state === 'active') === true;
  return {
    ok: true,
    value: { is: 'card-given', number: number.value, phone: works ? state.member.phone : null },
  };
}

async function emailGiven(call: Call, written: string): Promise<Outcome<Event>> {
  const email = written.toLowerCase();
  const found = await findIdentifier(call, 'email', email);
  return { ok: true, value: { is: 'email-given', email, ownerId: found?.owner_id ?? null } };
}

const nobody = '00000000-0000-0000-0000-000000000000';

import { api } from '../../api/client.ts';
import { answered, type Answer } from '../../api/failure.ts';
import { learn, useAsked, useDoing, type Asked } from '../../api/asking.ts';
import type { Language } from '@bonum/ui/language';

const askWhere = () => answered(api.GET('/v1/sign-in'));

/** Where this browser's sign-in stands. The server keeps it: a page that is loaded anew goes on from there. */
export type SignIn = Extract<Awaited<ReturnType<typeof askWhere>>, { ok: true }>['value'];
export type At<State extends SignIn['state']> = Extract<SignIn, { state: State }>;

const key = ['sign-in'] as const;

export const useSignIn = (): Asked<SignIn> => useAsked(key, askWhere);

/** The next step, and what is known then. */
export const useStep = <Input extends unknown[]>(act: (...input: Input) => Promise<Answer<SignIn>>) =>
  useDoing(async (...input: Input) => {
    const answer = await act(...input);
    if (answer.ok) learn(key, answer.value);
    // Another tab, or time, has gone on: see where it stands now.
    else if (answer.failure.kind === 'refused' && answer.failure.code === 'wrong-step') {
      const now = await askWhere();
      if (now.ok) learn(key, now.value);
    }
    return answer;
  });

export type Given = { readonly phone: string } | { readonly card: string } | { readonly email: string };

let last = { said: '', signInId: '' };

/** The same said again, because the answer was lost, sends no second code. */
function idFor(given: Given): string {
  const said = JSON.stringify(given);
  if (said !== last.said) last = { said, signInId: crypto.randomUUID() };
  return last.signInId;
}

/** From now on the same number begins anew: its code did not come, or is over. */
export function forgetBegun(): void {
  last = { said: '', signInId: '' };
}

export const begin = (given: Given, language: Language): Promise<Answer<SignIn>> =>
  answered(api.POST('/v1/sign-in/start', { body: { signInId: idFor(given), language, ...given } }));

export const answerCode = (code: string): Promise<Answer<SignIn>> =>
  answered(api.POST('/v1/sign-in/code', { body: { code } }));

export const sendAgain = (): Promise<Answer<SignIn>> => answered(api.POST('/v1/sign-in/again'));

export const givePhone = (phone: string): Promise<Answer<SignIn>> =>
  answered(api.POST('/v1/sign-in/phone', { body: { phone } }));

export interface Proof {
  readonly birthDate?: string;
  readonly card?: string;
}

export const sayMe = (proof: Proof): Promise<Answer<SignIn>> =>
  answered(api.POST('/v1/sign-in/who', { body: { me: true, ...proof } }));

export const sayNotMe = (): Promise<Answer<SignIn>> =>
  answered(api.POST('/v1/sign-in/who', { body: { me: false } }));

export const enterCard = (card: string): Promise<Answer<SignIn>> =>
  answered(api.POST('/v1/sign-in/card', { body: { card } }));

export const chooseMainCard = (cardId: string): Promise<Answer<SignIn>> =>
  answered(api.POST('/v1/sign-in/main-card', { body: { cardId } }));

export interface Joining {
  readonly name: string;
  readonly consents: { readonly kind: string; readonly version: string; readonly given: boolean }[];
}

export const join = (joining: Joining): Promise<Answer<SignIn>> =>
  answered(api.POST('/v1/sign-in/registration', { body: joining }));

import { learn, useAsked, useDoing, type Asked, type Doing } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered, type Answer } from '../../api/failure.ts';

const askAccount = () => answered(api.GET('/v1/me/account'));

/** Everything the pages of the account show; one answer for all of them. */
export type Account = Extract<Awaited<ReturnType<typeof askAccount>>, { ok: true }>['value'];
export type Question = NonNullable<Account['questionnaire']>['questions'][number];
export type AnswerValue = Exclude<Question['answer'], null>;
export type Card = Account['cards'][number];

const key = ['account'] as const;

export const useAccount = (): Asked<Account> => useAsked(key, askAccount);

/** A change of the account: its answer is the account as it is then, and every page knows it at once. */
export const useChange = <Input extends unknown[]>(
  act: (...input: Input) => Promise<Answer<Account>>,
): Doing<Input, Account> =>
  useDoing(async (...input: Input) => {
    const answer = await act(...input);
    if (answer.ok) learn(key, answer.value);
    return answer;
  });

interface ProfileChange {
  readonly name?: string;
  readonly surname?: string | null;
  readonly birthDate?: string;
  readonly gender?: 'female' | 'male' | null;
  readonly city?: string | null;
  readonly language?: 'ru' | 'en';
}

/** It arrives though the page is left or loaded anew in the same moment. */
export const changeProfile = (body: ProfileChange) =>
  answered(api.PATCH('/v1/me/profile', { body, keepalive: true }));
export const answerQuestions = (answers: Record<string, AnswerValue | null>) =>
  answered(api.POST('/v1/me/questionnaire', { body: { answers } }));
export const subscribe = (
  subscription: Account['subscriptions'][number],
  version: string | null,
): Promise<Answer<Account>> =>
  answered(
    api.PUT('/v1/me/subscriptions', {
      body: { subscriptions: [subscription], ...(version !== null && { consent: { version } }) },
    }),
  );
export const sayConsent = (body: { kind: string; version: string; given: boolean }) =>
  answered(api.POST('/v1/me/consents', { body }));
export const issueCard = (cardId: string) => answered(api.POST('/v1/me/cards', { body: { cardId } }));
export const linkCard = (linkId: string, number: string) =>
  answered(api.POST('/v1/me/cards/link', { body: { linkId, number } }));
export const blockCard = (number: string) =>
  answered(api.POST('/v1/me/cards/block', { body: { number, reason: 'lost' } }));
export const makeMain = (number: string) => answered(api.POST('/v1/me/cards/main', { body: { number } }));

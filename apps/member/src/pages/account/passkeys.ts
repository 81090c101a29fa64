import { learn, useAsked, useDoing, type Asked } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered, type Answer } from '../../api/failure.ts';

const askPasskeys = () => answered(api.GET('/v1/me/passkeys'));
export type Passkeys = Extract<Awaited<ReturnType<typeof askPasskeys>>, { ok: true }>['value'];
export type Passkey = Passkeys['passkeys'][number];

const key = ['passkeys'] as const;
export const usePasskeys = (): Asked<Passkeys> => useAsked(key, askPasskeys);

/** What is there afterwards is known at once. */
export const usePasskeyChange = <Input extends unknown[]>(
  act: (...input: Input) => Promise<Answer<Passkeys>>,
) =>
  useDoing(async (...input: Input) => {
    const answer = await act(...input);
    if (answer.ok) learn(key, answer.value);
    return answer;
  });

export const requestPasskey = () => answered(api.POST('/v1/me/passkeys/request', { body: {} }));

export const removePasskey = (passkeyId: string) =>
  answered(api.POST('/v1/me/passkeys/remove', { body: { passkeyId } }));

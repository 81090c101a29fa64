import { makePasskey, signWithPasskey, type PasskeyEnded } from '@bonum/ui/passkey';
import { useAsked, type Asked } from '../api/asking.ts';
import { api } from '../api/client.ts';
import { answered, type Answer, type Answered, type Failure } from '../api/failure.ts';

export const passkeysKey = ['staff-passkeys'] as const;
const ask = (signal: AbortSignal) => answered(api.GET('/v1/staff/me/passkeys', { signal }));
type Passkeys = Answered<typeof ask>;
export type Passkey = Passkeys['passkeys'][number];

export const usePasskeys = (when: boolean): Asked<Passkeys> => useAsked(passkeysKey, ask, { when });

/** What can come of it: it is done, the person or their device did not, or the server did not. */
export type Attempt<T> = Answer<T> | { readonly ok: false; readonly ended: PasskeyEnded };

export const wrongOf = (attempt: Attempt<unknown>): Failure | PasskeyEnded | null => {
  if (attempt.ok) return null;
  return 'ended' in attempt ? attempt.ended : attempt.failure;
};

const withCode = (code: string) => (code.trim() === '' ? {} : { code: code.trim() });

/** @param code of the authenticator app; empty where whoever asks has just come in */
export async function addPasskey(site: string, code: string): Promise<Attempt<Passkeys>> {
  const wanted = await answered(api.POST('/v1/staff/me/passkeys/request', { body: withCode(code) }));
  if (!wanted.ok) return wanted;
  const made = await makePasskey(wanted.value, site);
  if (!made.ok) return made;
  return answered(api.POST('/v1/staff/me/passkeys', { body: made.value }));
}

export const removePasskey = (passkeyId: string, code: string): Promise<Answer<Passkeys>> =>
  answered(api.POST('/v1/staff/me/passkeys/remove', { body: { passkeyId, ...withCode(code) } }));

/** @param signIn what a password that fits was answered with; null: there was none */
export async function enterByPasskey(signIn: string | null): Promise<Attempt<unknown>> {
  const wanted = await answered(api.POST('/v1/staff/sign-in/passkey/request'));
  if (!wanted.ok) return wanted;
  const signed = await signWithPasskey(wanted.value);
  if (!signed.ok) return signed;
  const body = { ...signed.value, ...(signIn !== null && { signIn }) };
  return answered(api.POST('/v1/staff/sign-in/passkey', { body }));
}

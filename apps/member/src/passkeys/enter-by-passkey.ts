import { signWithPasskey, type PasskeyEnded } from '@bonum/ui/passkey';
import { api } from '../api/client.ts';
import { answered, type Failure } from '../api/failure.ts';

type Entered =
  | { readonly ok: true; readonly value: null }
  | { readonly ok: false; readonly ended: PasskeyEnded }
  | { readonly ok: false; readonly failure: Failure };

/** Asks the person for a passkey, and signs them in by it. */
export async function enterByPasskey(): Promise<Entered> {
  const asked = await answered(api.POST('/v1/sign-in/passkey/request'));
  if (!asked.ok) return asked;
  const signed = await signWithPasskey(asked.value);
  if (!signed.ok) return signed;
  const entered = await answered(api.POST('/v1/sign-in/passkey', { body: signed.value }));
  return entered.ok ? { ok: true, value: null } : entered;
}

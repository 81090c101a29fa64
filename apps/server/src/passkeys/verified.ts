import type { VerifiedRegistrationResponse } from '@simplewebauthn/server';
import type { Input } from '@bonum/contract';
import type { Call } from '../operation.ts';
import { relyingParty } from './relying-party.ts';

/** With what it brings it is ten megabytes: whoever has no passkeys does without. */
const library = () => import('@simplewebauthn/server');

type Credential = NonNullable<VerifiedRegistrationResponse['registrationInfo']>['credential'];

/** The credential that an authenticator has made for this challenge; null: it has not. */
export async function verifiedCredential(
  { shell }: Call,
  { passkeyId, clientDataJSON, attestationObject }: Input<'add-passkey'>,
  challenge: string,
): Promise<Credential | null> {
  const { rpId, origin } = relyingParty(shell);
  const { verifyRegistrationResponse } = await library();
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        id: passkeyId,
        rawId: passkeyId,
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON, attestationObject },
      },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
    });
    const credential = verified ? registrationInfo.credential : null;
    return credential?.id === passkeyId ? credential : null;
  } catch {
    // Whatever is wrong with what a stranger sends, the library throws it.
    return null;
  }
}

interface Signing {
  readonly signed: Input<'sign-in-with-passkey'>;
  readonly passkey: { readonly passkey_id: string; readonly public_key: Buffer; readonly counter: number };
  readonly challenge: string;
}

/** Where the passkey's counter stands now; null: it has not signed this, or the counter went back, and so it was copied. */
export async function verifiedCounter(
  { shell }: Call,
  { signed, passkey, challenge }: Signing,
): Promise<number | null> {
  const { rpId, origin } = relyingParty(shell);
  const { passkeyId, clientDataJSON, authenticatorData, signature, userHandle } = signed;
  const { verifyAuthenticationResponse } = await library();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        id: passkeyId,
        rawId: passkeyId,
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON, authenticatorData, signature, userHandle },
      },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      credential: {
        id: passkey.passkey_id,
        publicKey: new Uint8Array(passkey.public_key),
        counter: passkey.counter,
      },
      requireUserVerification: true,
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    // Whatever is wrong with what a stranger sends, the library throws it.
    return null;
  }
}

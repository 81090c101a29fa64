// What a browser does to make a passkey and to sign with it, whomever it is for.

/** Whether this browser can make passkeys, and says what they sign as text; of a site without a name none can. */
export const canPasskeys = (): boolean =>
  !/^[\d.]+$|:/.test(location.hostname) &&
  typeof PublicKeyCredential === 'function' &&
  typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function' &&
  typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function';

/** How asking a person for a finger or a face can end without one. */
export type PasskeyEnded = 'cancelled' | 'already' | 'unable';

const endedBy = (error: unknown): PasskeyEnded => {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'AbortError') return 'cancelled';
  return name === 'InvalidStateError' ? 'already' : 'unable';
};

export type Ceremony<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly ended: PasskeyEnded };

interface Wanted {
  readonly challenge: string;
  readonly rpId: string;
}

interface WantedNew extends Wanted {
  readonly userId: string;
  readonly userName: string;
  readonly known: readonly string[];
}

interface Made {
  readonly passkeyId: string;
  readonly clientDataJSON: string;
  readonly attestationObject: string;
  readonly transports: string[];
}

/** Has the device make a passkey for whoever is signed in. */
export async function makePasskey(wanted: WantedNew, site: string): Promise<Ceremony<Made>> {
  const { challenge, rpId, userId, userName, known } = wanted;
  const name = userName === '' ? site : userName;
  try {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON({
      challenge,
      rp: { id: rpId, name: site },
      user: { id: userId, name, displayName: name },
      pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: 'public-key', alg })),
      authenticatorSelection: {
        residentKey: 'required',
        requireResidentKey: true,
        userVerification: 'required',
      },
      attestation: 'none',
      excludeCredentials: known.map((id) => ({ type: 'public-key', id })),
    });
    const made = await navigator.credentials.create({ publicKey });
    if (!(made instanceof PublicKeyCredential)) return { ok: false, ended: 'unable' };
    const { id, response } = made.toJSON();
    if (!('attestationObject' in response)) return { ok: false, ended: 'unable' };
    const { clientDataJSON, attestationObject, transports } = response;
    return { ok: true, value: { passkeyId: id, clientDataJSON, attestationObject, transports } };
  } catch (error) {
    return { ok: false, ended: endedBy(error) };
  }
}

interface Signed {
  readonly passkeyId: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
  readonly userHandle: string;
}

/** Asks the person for a passkey, which signs. */
export async function signWithPasskey({ challenge, rpId }: Wanted): Promise<Ceremony<Signed>> {
  try {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON({
      challenge,
      rpId,
      userVerification: 'required',
    });
    const signed = await navigator.credentials.get({ publicKey });
    if (!(signed instanceof PublicKeyCredential)) return { ok: false, ended: 'unable' };
    const { id, response } = signed.toJSON();
    if (!('signature' in response)) return { ok: false, ended: 'unable' };
    const { clientDataJSON, authenticatorData, signature, userHandle = '' } = response;
    return { ok: true, value: { passkeyId: id, clientDataJSON, authenticatorData, signature, userHandle } };
  } catch (error) {
    return { ok: false, ended: endedBy(error) };
  }
}

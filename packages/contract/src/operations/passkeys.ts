import { contract } from '../operation.ts';
import * as schema from '../schemas/passkeys.ts';

export const listPasskeys = contract({
  id: 'list-passkeys',
  method: 'GET',
  path: '/me/passkeys',
  tag: 'me',
  summary: 'What signs me in without a code',
  description: 'Passkeys: a face, a finger or the lock of a device. The newest first.',
  access: 'member',
  answer: schema.Passkeys,
  refusals: ['unknown-member'],
  examples: [{ name: 'Mine' }],
});

export const requestPasskey = contract({
  id: 'request-passkey',
  method: 'POST',
  path: '/me/passkeys/request',
  tag: 'me',
  summary: 'What the browser needs to make a passkey',
  description:
    'For `navigator.credentials.create`, with user verification and as a discoverable credential, without attestation. Five minutes, once, in this session. Where the browser was signed in more than fifteen minutes ago, a proof by send-proof comes along.',
  access: 'member',
  mostPerMinute: 10,
  body: schema.PasskeyRequest,
  answer: schema.PasskeyWanted,
  refusals: ['unknown-member', 'proof-needed', 'confirmation-wrong', 'too-many-passkeys'],
  examples: [{ name: 'Right after signing in', body: {} }],
});

const strange = 'eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0';

export const addPasskey = contract({
  id: 'add-passkey',
  method: 'POST',
  path: '/me/passkeys',
  tag: 'me',
  summary: 'The passkey that was made',
  description: 'From now on it signs me in with sign-in-with-passkey.',
  access: 'member',
  mostPerMinute: 10,
  body: schema.MadePasskey,
  answer: schema.Passkeys,
  refusals: ['unknown-member', 'passkey-refused', 'too-many-passkeys'],
  examples: [
    {
      name: 'Not made for what was asked',
      body: { passkeyId: 'AQ', clientDataJSON: strange, attestationObject: 'oA', transports: ['internal'] },
      refusal: 'passkey-refused',
    },
  ],
});

export const removePasskey = contract({
  id: 'remove-passkey',
  method: 'POST',
  path: '/me/passkeys/remove',
  tag: 'me',
  summary: 'Remove a passkey',
  description: 'It opens nothing any more; sessions that it opened go on. Safe to repeat.',
  access: 'member',
  mostPerMinute: 20,
  body: schema.RemovedPasskey,
  answer: schema.Passkeys,
  refusals: ['unknown-member', 'proof-needed', 'confirmation-wrong'],
  examples: [{ name: 'One that is not there', body: { passkeyId: 'AQ' } }],
});

export const requestPasskeySignIn = contract({
  id: 'request-passkey-sign-in',
  method: 'POST',
  path: '/sign-in/passkey/request',
  tag: 'sign-in',
  summary: 'What the browser needs to sign in by a passkey',
  description:
    'For `navigator.credentials.get`, with user verification and no list of credentials. The same for everybody; five minutes, once, in this browser.',
  access: 'public',
  mostPerMinute: 20,
  answer: schema.PasskeySignInWanted,
  refusals: [],
  examples: [{ name: 'Anybody' }],
});

export const signInWithPasskey = contract({
  id: 'sign-in-with-passkey',
  method: 'POST',
  path: '/sign-in/passkey',
  tag: 'sign-in',
  summary: 'Sign in by a passkey',
  description:
    'Opens a session. Of a passkey that does not, it is not said why: unknown, removed, somebody else’s, asked for elsewhere or too long ago.',
  access: 'public',
  mostPerMinute: 20,
  body: schema.SignedByPasskey,
  answer: schema.PasskeySignedIn,
  refusals: ['passkey-refused'],
  examples: [
    {
      name: 'One that is nobody’s',
      body: {
        passkeyId: 'AQ',
        clientDataJSON: strange,
        authenticatorData: 'AQ',
        signature: 'AQ',
        userHandle: 'AQ',
      },
      refusal: 'passkey-refused',
    },
  ],
});

import { contract } from '../operation.ts';
import * as schema from '../schemas/passkeys.ts';
import { StaffSignedIn } from '../schemas/staff.ts';

export const listStaffPasskeys = contract({
  id: 'list-staff-passkeys',
  method: 'GET',
  path: '/staff/me/passkeys',
  tag: 'staff',
  summary: 'What signs me in at the desk without a password',
  description: 'Passkeys: a face, a finger or the lock of a device. The newest first.',
  access: 'staff',
  answer: schema.Passkeys,
  refusals: [],
  examples: [{ name: 'Mine' }],
});

export const requestStaffPasskey = contract({
  id: 'request-staff-passkey',
  method: 'POST',
  path: '/staff/me/passkeys/request',
  tag: 'staff',
  summary: 'What the browser needs to make a passkey of staff',
  description:
    'As request-passkey, for an operator with a local account. Where the browser was signed in more than fifteen minutes ago, a code of the authenticator app comes along.',
  access: 'staff',
  mostPerMinute: 10,
  body: schema.StaffPasskeyRequest,
  answer: schema.PasskeyWanted,
  refusals: ['proof-needed', 'not-let-in', 'no-tries-left', 'roles-elsewhere', 'too-many-passkeys'],
  examples: [{ name: 'Right after signing in', body: {} }],
});

const strange = 'eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0';

export const addStaffPasskey = contract({
  id: 'add-staff-passkey',
  method: 'POST',
  path: '/staff/me/passkeys',
  tag: 'staff',
  summary: 'The passkey of staff that was made',
  description: 'From now on it signs me in with sign-in-staff-with-passkey. It stands in the audit log.',
  access: 'staff',
  audited: 'change',
  mostPerMinute: 10,
  body: schema.MadePasskey,
  answer: schema.Passkeys,
  refusals: ['passkey-refused', 'too-many-passkeys'],
  examples: [
    {
      name: 'Not made for what was asked',
      body: { passkeyId: 'AQ', clientDataJSON: strange, attestationObject: 'oA', transports: ['internal'] },
      refusal: 'passkey-refused',
    },
  ],
});

export const removeStaffPasskey = contract({
  id: 'remove-staff-passkey',
  method: 'POST',
  path: '/staff/me/passkeys/remove',
  tag: 'staff',
  summary: 'Remove a passkey of staff',
  description: 'It opens nothing any more; sessions that it opened go on. Safe to repeat.',
  access: 'staff',
  audited: 'change',
  mostPerMinute: 20,
  body: schema.RemovedStaffPasskey,
  answer: schema.Passkeys,
  refusals: ['proof-needed', 'not-let-in', 'no-tries-left', 'roles-elsewhere'],
  examples: [{ name: 'One that is not there', body: { passkeyId: 'AQ' } }],
});

export const requestStaffPasskeySignIn = contract({
  id: 'request-staff-passkey-sign-in',
  method: 'POST',
  path: '/staff/sign-in/passkey/request',
  tag: 'staff',
  summary: 'What the browser needs to sign staff in by a passkey',
  description:
    'For `navigator.credentials.get`, with user verification and no list of credentials. The same for everybody; five minutes, once, in this browser.',
  access: 'public',
  mostPerMinute: 20,
  answer: schema.PasskeySignInWanted,
  refusals: [],
  examples: [{ name: 'Anybody' }],
});

export const signInStaffWithPasskey = contract({
  id: 'sign-in-staff-with-passkey',
  method: 'POST',
  path: '/staff/sign-in/passkey',
  tag: 'staff',
  summary: 'An operator signs in by a passkey',
  description:
    'By itself, since it knows a finger, a face or the lock of a device; or after the password, with `signIn` of start-staff-sign-in, in place of the code. Of a passkey that does not sign in it is not said why.',
  access: 'public',
  mostPerMinute: 20,
  body: schema.SignedByStaffPasskey,
  answer: StaffSignedIn,
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

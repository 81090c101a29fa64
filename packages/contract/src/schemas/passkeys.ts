import { Type } from 'typebox';
import { Given } from './account.ts';
import { closed, Moment, nullable, Uuid } from './common.ts';
import { StaffCode } from './staff.ts';

const bytes = (maxLength: number, description?: string): ReturnType<typeof Type.String> =>
  Type.String({
    minLength: 1,
    maxLength,
    pattern: '^[A-Za-z0-9_-]+$',
    description: description ?? 'base64url, as the browser’s `toJSON` writes it',
  });

const PasskeyId = bytes(1400, 'As the authenticator calls it, base64url');

export const Passkeys = closed({
  passkeys: Type.Array(
    closed({
      passkeyId: Type.String(),
      name: Type.String({ description: 'The device and browser that it was made on, as far as they said' }),
      addedAt: Moment,
      usedAt: nullable(Moment),
    }),
  ),
});

export const PasskeyRequest = Type.Object(
  { proof: Type.Optional(Given) },
  { additionalProperties: false, description: 'A proof where get-account wants one for a contact' },
);

const challenge = Type.String({
  description: 'What the authenticator signs, base64url; once, and till `expiresAt`',
});
const rpId = Type.String({ description: 'Whom the passkey is for: the host of the chain’s site' });

export const PasskeyWanted = closed({
  challenge,
  rpId,
  userId: Type.String({ description: 'base64url' }),
  userName: Type.String(),
  known: Type.Array(Type.String(), {
    description: 'Passkeys that are there: not the same authenticator twice',
  }),
  expiresAt: Moment,
});

export const MadePasskey = closed({
  passkeyId: PasskeyId,
  clientDataJSON: bytes(4096),
  attestationObject: bytes(16_384),
  transports: Type.Array(Type.String({ pattern: '^[a-z-]{1,20}$' }), { maxItems: 8 }),
});

export const RemovedPasskey = Type.Object(
  { passkeyId: PasskeyId, proof: Type.Optional(Given) },
  { additionalProperties: false, description: 'A proof where get-account wants one for a contact' },
);

export const PasskeySignInWanted = closed({ challenge, rpId, expiresAt: Moment });

export const SignedByPasskey = closed({
  passkeyId: PasskeyId,
  clientDataJSON: bytes(4096),
  authenticatorData: bytes(4096),
  signature: bytes(4096),
  userHandle: bytes(100),
});

/** Of staff: a code instead of a proof, and nobody but their own app gives one. */
export const StaffPasskeyRequest = Type.Object(
  { code: Type.Optional(StaffCode.properties.code) },
  {
    additionalProperties: false,
    description: 'A code where whoever asks came in more than fifteen minutes ago',
  },
);
export const RemovedStaffPasskey = Type.Object(
  { passkeyId: PasskeyId, code: Type.Optional(StaffCode.properties.code) },
  { additionalProperties: false, description: 'A code as for making one' },
);
export const SignedByStaffPasskey = closed({
  ...SignedByPasskey.properties,
  signIn: Type.Optional(StaffCode.properties.signIn),
});

export const PasskeySignedIn = closed({ memberId: Uuid });

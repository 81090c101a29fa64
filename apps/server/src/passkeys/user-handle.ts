import { stringify } from 'uuid';

const nobody = '00000000-0000-0000-0000-000000000000';

/** An authenticator says whose its passkey is: by their id, as it was when the passkey was made. */
export function idInHandle(userHandle: string): string {
  try {
    return stringify(Buffer.from(userHandle, 'base64url'));
  } catch {
    return nobody;
  }
}

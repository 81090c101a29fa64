import type { StaffCaller } from '../../operation.ts';
import type { Given } from '../../passkeys/challenge.ts';

/** A challenge is for one session, and for the operator as they stood: whatever changes of them ends it, the passkey it adds as well. */
export const givenTo = ({ sessionId }: StaffCaller, version: number): Given => ({
  to: 'staff-add',
  whom: `${sessionId}\n${version}`,
});

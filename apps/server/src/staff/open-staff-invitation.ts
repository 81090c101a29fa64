import { iso } from '@bonum/ledger';
import { operation } from '../operation.ts';
import { knownRoles } from './find-staff-session.ts';
import { invitationOver, invited } from './invitation.ts';
import { totpForApp, totpOfInvitation } from './second-factor.ts';

/** Whom the link is for, and what their authenticator app is to be told. The same however often it is opened. */
export const openStaffInvitation = operation('open-staff-invitation', async (call, { invitation }) => {
  const operator = await invited(call, invitation);
  if (operator === null) return invitationOver;
  const { operator_id, login, name, roles, invitation_hash, invitation_until } = operator;
  const totp = totpOfInvitation(call.shell.secret, operator_id, invitation_hash);
  return {
    ok: true,
    value: {
      login,
      name,
      roles: knownRoles(roles),
      totp: totpForApp(totp, login),
      expiresAt: iso(invitation_until),
    },
  };
});

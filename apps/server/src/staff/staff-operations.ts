import { listOperators } from './list-operators.ts';
import { changeOperator } from './change-operator.ts';
import { resetOperator } from './reset-operator.ts';
import { getStaffWays } from './get-staff-ways.ts';
import { startStaffSignIn } from './start-staff-sign-in.ts';
import { finishStaffSignIn } from './finish-staff-sign-in.ts';
import { openStaffInvitation } from './open-staff-invitation.ts';
import { acceptStaffInvitation } from './accept-staff-invitation.ts';
import { getStaffMe } from './get-staff-me.ts';
import { listStaffSessions } from './list-staff-sessions.ts';
import { endStaffSession } from './end-staff-session.ts';
import { listStaffPasskeys } from './passkeys/list-staff-passkeys.ts';
import { requestStaffPasskey } from './passkeys/request-staff-passkey.ts';
import { addStaffPasskey } from './passkeys/add-staff-passkey.ts';
import { removeStaffPasskey } from './passkeys/remove-staff-passkey.ts';
import { requestStaffPasskeySignIn } from './passkeys/request-staff-passkey-sign-in.ts';
import { signInStaffWithPasskey } from './passkeys/sign-in-staff-with-passkey.ts';
import { signOutStaff } from './sign-out-staff.ts';
import { inviteOperator } from './invite-operator.ts';

/** How staff are let in, and who they are. */
export const staffOperations = {
  'list-operators': listOperators,
  'change-operator': changeOperator,
  'reset-operator': resetOperator,
  'get-staff-ways': getStaffWays,
  'start-staff-sign-in': startStaffSignIn,
  'finish-staff-sign-in': finishStaffSignIn,
  'open-staff-invitation': openStaffInvitation,
  'accept-staff-invitation': acceptStaffInvitation,
  'get-staff-me': getStaffMe,
  'list-staff-sessions': listStaffSessions,
  'end-staff-session': endStaffSession,
  'list-staff-passkeys': listStaffPasskeys,
  'request-staff-passkey': requestStaffPasskey,
  'add-staff-passkey': addStaffPasskey,
  'remove-staff-passkey': removeStaffPasskey,
  'request-staff-passkey-sign-in': requestStaffPasskeySignIn,
  'sign-in-staff-with-passkey': signInStaffWithPasskey,
  'sign-out-staff': signOutStaff,
  'invite-operator': inviteOperator,
};

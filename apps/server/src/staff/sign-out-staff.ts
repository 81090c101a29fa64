import { operation, type Call, type StaffCaller } from '../operation.ts';
import { openText } from './second-factor.ts';
import { endStaffSessions } from './staff-session.ts';

/** The browser that asks is nobody's from now on. */
export const signOutStaff = operation('sign-out-staff', async (call) => {
  const { operatorId, sessionId } = call.caller;
  const { now } = call;
  return {
    ok: true,
    value: { signedOut: true, companyUrl: await companyUrl(call) },
    staffSession: 'ended',
    writes: { owners: [], beside: (db) => endStaffSessions(db, { operatorId, now, only: [sessionId] }) },
  };
});

/** Where the session at the company's identity provider ends; null: it did not begin there. */
async function companyUrl({ shell, caller }: Call<StaffCaller>): Promise<string | null> {
  if (!shell.company) return null;
  const { operatorId, sessionId } = caller;
  const session = await shell.db
    .selectFrom('staff_session')
    .select('company_token')
    .where('operator_id', '=', operatorId)
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  const token = session?.company_token ?? null;
  return token && shell.company.endSessionUrl(openText(shell.secret, operatorId, token));
}

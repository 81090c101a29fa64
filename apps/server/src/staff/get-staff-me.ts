import { pagesOf } from '@bonum/contract';
import { operation } from '../operation.ts';
import { operatorById } from './operator-row.ts';

/** Who has signed in to the desk, and what they may do there. */
export const getStaffMe = operation('get-staff-me', async ({ shell, caller }) => {
  const operator = await operatorById(shell.db, caller.operatorId);
  if (!operator) throw new Error(`operator ${caller.operatorId} has a session and no row`);
  const { login, language, source, recovery } = operator;
  const { operatorId, name, roles, scopes } = caller;
  return {
    ok: true,
    value: {
      operatorId,
      login,
      name,
      language,
      source,
      roles: [...roles],
      scopes: [...scopes],
      pages: [...pagesOf(scopes)],
      recoveryCodesLeft: recovery.length,
    },
  };
});

import { refuse, type Call, type Outcome, type StaffCaller } from '../../operation.ts';
import { operatorById, type OperatorRow } from '../operator-row.ts';
import { notLetIn } from '../sign-in-step.ts';
import { takeCode, type TakenCode } from '../take-code.ts';
import { chargeTry } from '../tries.ts';

/** Who has just come in is taken for themselves; a desk may have been left alone since. */
const FRESH_MS = 15 * 60_000;

/** Whoever changes how somebody comes in is that somebody: they came in a moment ago, or know a code of their phone. */
export async function stillThem(
  call: Call<StaffCaller>,
  code: string | undefined,
): Promise<Outcome<{ readonly operator: OperatorRow; readonly taken: TakenCode | null }>> {
  const { shell, caller, now } = call;
  const operator = await operatorById(shell.db, caller.operatorId);
  if (!operator) throw new Error(`operator ${caller.operatorId} has a session and no row`);
  if (operator.source === 'oidc')
    return refuse('roles-elsewhere', 'You sign in by the company’s account: set it up there.');
  if (code === undefined) {
    if (now - (await signedInAt(call)) < FRESH_MS) return { ok: true, value: { operator, taken: null } };
    return refuse('proof-needed', 'Send a code of your authenticator app along.', { path: '/code' });
  }
  const tooMany = await chargeTry(call, operator.login);
  if (tooMany) return tooMany;
  const taken = takeCode(call, operator, code);
  return taken === null ? { ...notLetIn, path: '/code' } : { ok: true, value: { operator, taken } };
}

async function signedInAt({ shell, caller }: Call<StaffCaller>): Promise<number> {
  const session = await shell.db
    .selectFrom('staff_session')
    .select('created_at')
    .where('operator_id', '=', caller.operatorId)
    .where('session_id', '=', caller.sessionId)
    .executeTakeFirstOrThrow();
  return session.created_at;
}

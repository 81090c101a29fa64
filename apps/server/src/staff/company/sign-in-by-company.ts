import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { Conflict } from '../../conflict.ts';
import { refuse, type Call, type Outcome, type Shell, type Visitor } from '../../operation.ts';
import { isBeaten, write } from '../../write.ts';
import {
  changeOperator,
  operatorByLogin,
  operatorBySubject,
  plainLogin,
  type OperatorRow,
} from '../operator-row.ts';
import { sealText } from '../second-factor.ts';
import { signInEntry } from '../signed-in.ts';
import { openStaffSession } from '../staff-session.ts';
import type { CompanyPerson } from './company.ts';

const MOST_ATTEMPTS = 5;

/** Whom the provider sent is an operator here, with the roles that it gives them, and is in. */
export async function signInByCompany(
  shell: Shell,
  caller: Visitor,
  person: CompanyPerson,
): Promise<Outcome<{ readonly token: string }>> {
  if (person.roles.length === 0) return noRole;
  for (let attempt = 1; ; attempt++) {
    try {
      return await once({ shell, caller, now: shell.clock(), recordedAt: shell.wallClock() }, person);
    } catch (error) {
      if (!isBeaten(error) || attempt >= MOST_ATTEMPTS) throw error;
    }
  }
}

const noRole = refuse(
  'scope-missing',
  'The identity provider gives you no role here. Ask an administrator for one.',
);
const shutOut = refuse('not-let-in', 'An administrator has shut this account out.');

async function once(
  call: Call<Visitor>,
  person: CompanyPerson,
): Promise<Outcome<{ readonly token: string }>> {
  const { db, secret } = call.shell;
  const known = await operatorBySubject(db, person.subject);
  if (known?.state === 'blocked') return shutOut;
  const operatorId = known?.operator_id ?? v7();
  const login = await freeLogin(call, known, person);
  const { insert, token, sessionId } = openStaffSession(call, {
    operatorId,
    way: 'company',
    company: { sid: person.sid, token: sealText(secret, operatorId, person.idToken) },
  });
  const profile = { login, name: person.name.slice(0, 200), roles: [...person.roles] };
  await write(db, {
    owners: [],
    beside: async (transaction) => {
      if (known) await changeOperator(transaction, known, profile);
      else {
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('operator')
          .values({ ...fresh(call, person.subject), operator_id: operatorId, ...profile })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (Number(numInsertedOrUpdatedRows) === 0)
          throw new Conflict('the operator has just come in elsewhere');
      }
      await insert(transaction);
    },
    audit: [
      signInEntry(call, {
        operatorId,
        sessionId,
        operation: 'company-sign-in',
        detail: { way: 'company', roles: person.roles },
      }),
    ],
  });
  return { ok: true, value: { token } };
}

/** A login of somebody else's local account is not taken over: whoever the provider sends is told apart from them. */
async function freeLogin(
  { shell }: Call,
  known: OperatorRow | undefined,
  { login, subject }: CompanyPerson,
): Promise<string> {
  const wanted = plainLogin(login).slice(0, 200);
  const holder = await operatorByLogin(shell.db, wanted);
  if (!holder || holder.operator_id === known?.operator_id) return wanted;
  return `${wanted}#${createHash('sha256').update(subject).digest('hex').slice(0, 12)}`;
}

const fresh = ({ now }: Call, subject: string) => ({
  language: 'ru' as const,
  state: 'active' as const,
  source: 'oidc' as const,
  subject,
  password_hash: null,
  totp_secret: null,
  totp_step: 0,
  recovery: [],
  invitation_hash: null,
  invitation_until: null,
  demo: false,
  version: 1,
  created_at: new Date(now),
});

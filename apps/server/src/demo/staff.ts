import { createHash } from 'node:crypto';
import { roleNames, type Role } from '@bonum/contract';
import { generateSync } from 'otplib';
import type { DemoOperator } from '../http/pages/demo-staff.ts';
import type { Shell } from '../operation.ts';
import { hashPassword } from '../staff/password.ts';
import { sealTotp } from '../staff/second-factor.ts';
import { demoId } from './life.ts';

/** Everybody knows it: it opens a demo and nothing else, and `bonum serve` refuses a database that has these operators. */
const demoPassword = 'demo-only-password';

const names: Readonly<Record<Role, string>> = {
  promo: 'Пётр Ярмаркин',
  'info-desk': 'Инна Стойкина',
  operator: 'Ольга Трубкина',
  'senior-operator': 'Семён Главкин',
  auditor: 'Алла Сверкина',
  administrator: 'Артём Ключкин',
};

const loginOf = (role: Role): string => `demo-${role}`;
const totpOf = (role: Role): Buffer =>
  createHash('sha256').update(`bonum demo ${role}`).digest().subarray(0, 20);

/** One operator for each role; what somebody changed of them stays. */
export async function ensureDemoStaff({ db, secret, clock }: Shell): Promise<void> {
  const password_hash = await hashPassword(demoPassword);
  const now = new Date(clock());
  for (const role of roleNames) {
    const operator_id = demoId(`operator ${role}`);
    // Sealed with the secret of this start, which may not be that of the one before.
    const totp_secret = sealTotp(secret, operator_id, totpOf(role));
    await db
      .insertInto('operator')
      .values({
        operator_id,
        login: loginOf(role),
        name: names[role],
        roles: [role],
        language: 'ru',
        state: 'active',
        source: 'local',
        subject: null,
        password_hash,
        totp_secret,
        totp_step: 0,
        recovery: [],
        invitation_hash: null,
        invitation_until: null,
        demo: true,
        version: 1,
        created_at: now,
      })
      .onConflict((conflict) => conflict.column('operator_id').doUpdateSet({ totp_secret }))
      .execute();
  }
}

/** How to sign in as each, with the code of this half minute. */
export const demoStaff = (now: number): readonly DemoOperator[] =>
  roleNames.map((role) => ({
    role,
    name: names[role],
    login: loginOf(role),
    password: demoPassword,
    code: generateSync({ secret: new Uint8Array(totpOf(role)), epoch: Math.floor(now / 1000) }),
  }));

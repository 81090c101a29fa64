import { createHash } from 'node:crypto';
import { scopesOf, type Role } from '@bonum/contract';
import { generateSync } from 'otplib';
import { v7 } from 'uuid';
import type { Shell, StaffCaller, Visitor } from '../operation.ts';
import { hashPassword } from '../staff/password.ts';
import { sealTotp } from '../staff/second-factor.ts';
import { openStaffSession } from '../staff/staff-session.ts';
import { write } from '../write.ts';
import { staffCookieOf } from './stub-server.ts';

/** Who the operator of a test is; what is not said is made up. */
export interface StaffOf {
  readonly roles: readonly Role[];
  readonly name?: string;
  readonly login?: string;
}

/** An operator who has signed in. */
export interface TestStaff {
  readonly operatorId: string;
  readonly login: string;
  /** As operations see them: `chain.ask(id, input, staff.caller)`. */
  readonly caller: StaffCaller;
  /** The Cookie header of their browser. */
  readonly cookie: string;
}

/** A browser at a desk. */
const deskBrowser: Visitor = {
  deviceId: 'd'.repeat(22),
  address: '192.0.2.8',
  userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/145.0',
};

/** The password of everybody whom tests make up. */
export const staffPassword = 'тише едешь, дальше будешь';
const plainPassword = hashPassword(staffPassword);

/** The secret of somebody's second factor. */
const totpOf = (login: string): Buffer => createHash('sha256').update(login).digest().subarray(0, 20);

/** The code that the phone of somebody whom tests made up shows at an instant. */
export const staffCode = (login: string, now: number): string =>
  generateSync({ secret: new Uint8Array(totpOf(login)), epoch: Math.floor(now / 1000) });

/** The code that an app shows which was told this key, in base32. */
export const codeOfKey = (key: string, now: number): string =>
  generateSync({ secret: key, epoch: Math.floor(now / 1000) });

/** Makes an operator with a password and a second factor, and signs them in without either. */
export async function signInStaff(shell: Shell, { roles, name, login }: StaffOf): Promise<TestStaff> {
  const operatorId = v7();
  const called = { login: login ?? `staff-${operatorId}`, name: name ?? 'Ольга Операторова' };
  await shell.db
    .insertInto('operator')
    .values({
      operator_id: operatorId,
      ...called,
      roles: [...roles],
      language: 'ru',
      state: 'active',
      source: 'local',
      subject: null,
      password_hash: await plainPassword,
      totp_secret: sealTotp(shell.secret, operatorId, totpOf(called.login)),
      totp_step: 0,
      recovery: [],
      invitation_hash: null,
      invitation_until: null,
      demo: false,
      version: 1,
      created_at: new Date(shell.clock()),
    })
    .execute();
  const call = { shell, caller: deskBrowser, now: shell.clock(), recordedAt: shell.wallClock() };
  const { insert, token, sessionId } = openStaffSession(call, { operatorId, way: 'password' });
  await write(shell.db, { owners: [], beside: insert });
  const caller: StaffCaller = {
    ...deskBrowser,
    operatorId,
    sessionId,
    name: called.name,
    roles,
    scopes: scopesOf(roles),
    storeId: null,
    tillId: null,
  };
  return { operatorId, login: called.login, caller, cookie: staffCookieOf(token) };
}

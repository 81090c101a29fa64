import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { generateSync } from 'otplib';
import { describe, expect, test } from 'vitest';
import { withSite, type Browser } from '../testing/browser.ts';
import { days, inChain, minutes, type Chain } from '../testing/chain.ts';
import { staffCode, staffPassword } from '../testing/staff.ts';

const onSite = (body: (chain: Chain, browser: () => Browser) => Promise<void>) =>
  inChain('sportswear', (chain) => withSite(chain, ({ browser }) => body(chain, browser)));

const password = 'семь раз отмерь, один отрежь';

async function signInWith(browser: Browser, chain: Chain, login: string): Promise<string> {
  const started = await browser.ask('start-staff-sign-in', { login, password: staffPassword });
  if (!started.ok) return started.code;
  return browser.refusal('finish-staff-sign-in', {
    signIn: started.value.signIn,
    code: staffCode(login, chain.now),
  });
}

const invitationIn = (link: string): string => new URL(link).hash.slice(1);

describe('G9 an operator signs in by password and code', () => {
  test(
    'and is who they are, with what their roles let them do',
    onSite(async (chain, newBrowser) => {
      const { login, operatorId } = await chain.staff({ roles: ['promo', 'auditor'], name: 'Вера' });
      const browser = newBrowser();
      expect(await browser.refusal('get-staff-me', {})).toBe('signed-out');
      expect(await signInWith(browser, chain, ` ${login.toUpperCase()} `)).toBe('not-let-in');
      expect(await signInWith(browser, chain, login)).toBe('ok');
      const me = await browser.must('get-staff-me', {});
      expect(me).toMatchObject({ operatorId, login, name: 'Вера', roles: ['promo', 'auditor'] });
      expect(me.scopes).toContain('audit:read');
      expect(me.scopes).not.toContain('points:grant');
      expect(me.pages).toEqual(['search', 'history', 'promo', 'audit', 'sessions']);
    }),
  );

  test(
    'a login is the same in capitals and with spaces around it',
    onSite(async (chain, newBrowser) => {
      const { login } = await chain.staff({ roles: ['operator'] });
      const body = { login: ` ${login.toUpperCase()} `, password: staffPassword };
      expect(await newBrowser().refusal('start-staff-sign-in', body)).toBe('ok');
    }),
  );

  test(
    'each code opens once, and not after its time',
    onSite(async (chain, newBrowser) => {
      const { login } = await chain.staff({ roles: ['operator'] });
      const [one, other] = [newBrowser(), newBrowser()];
      const code = staffCode(login, chain.now);
      expect(await signInWith(one, chain, login)).toBe('ok');
      const { signIn } = await other.must('start-staff-sign-in', { login, password: staffPassword });
      expect(await other.refusal('finish-staff-sign-in', { signIn, code })).toBe('not-let-in');
      chain.now += minutes(2);
      expect(await other.refusal('finish-staff-sign-in', { signIn, code })).toBe('not-let-in');
      const now = staffCode(login, chain.now);
      expect(await other.refusal('finish-staff-sign-in', { signIn, code: now })).toBe('ok');
    }),
  );

  test(
    'two browsers with one code at once: one is let in',
    onSite(async (chain, newBrowser) => {
      const { login } = await chain.staff({ roles: ['operator'] });
      const ends = await Promise.all(
        [newBrowser(), newBrowser(), newBrowser()].map((browser) => signInWith(browser, chain, login)),
      );
      expect(ends.toSorted()).toEqual(['not-let-in', 'not-let-in', 'ok']);
    }),
  );

  test(
    'a password that was known in one browser opens nothing in another, nor five minutes later',
    onSite(async (chain, newBrowser) => {
      const { login } = await chain.staff({ roles: ['operator'] });
      const browser = newBrowser();
      await browser.refusal('start-staff-sign-in', { login, password: 'нет' });
      const { signIn } = await browser.must('start-staff-sign-in', { login, password: staffPassword });
      const code = staffCode(login, chain.now);
      expect(await newBrowser().refusal('finish-staff-sign-in', { signIn, code })).toBe('not-let-in');
      chain.now += minutes(5);
      const late = staffCode(login, chain.now);
      expect(await browser.refusal('finish-staff-sign-in', { signIn, code: late })).toBe('not-let-in');
    }),
  );

  test(
    'guesses are counted for a login that is not there as for one that is, from all browsers together',
    onSite(async (chain, newBrowser) => {
      const { login } = await chain.staff({ roles: ['operator'] });
      for (const name of [login, 'nobody']) {
        const said = await Promise.all(
          Array.from({ length: 12 }, () =>
            newBrowser().refusal('start-staff-sign-in', { login: name, password: 'угадай-ка' }),
          ),
        );
        expect(said.filter((code) => code === 'not-let-in')).toHaveLength(10);
        expect(said.filter((code) => code === 'no-tries-left')).toHaveLength(2);
      }
      expect(await signInWith(newBrowser(), chain, login)).toBe('no-tries-left');
      chain.now += minutes(15);
      expect(await signInWith(newBrowser(), chain, login)).toBe('ok');
    }),
  );

  test(
    'one who is blocked is out at once, and comes in no more',
    onSite(async (chain, newBrowser) => {
      const { login } = await chain.staff({ roles: ['operator'] });
      const browser = newBrowser();
      expect(await signInWith(browser, chain, login)).toBe('ok');
      await chain.database.pool.query(`update operator set state = 'blocked' where login = $1`, [login]);
      expect(await browser.refusal('get-staff-me', {})).toBe('signed-out');
      chain.now += minutes(1);
      expect(await signInWith(newBrowser(), chain, login)).toBe('not-let-in');
    }),
  );
});

describe('G9 an operator’s session', () => {
  test(
    'ends after half an hour without use, and after twelve hours in any case',
    onSite(async (chain, newBrowser) => {
      const { login } = await chain.staff({ roles: ['operator'] });
      const browser = newBrowser();
      await signInWith(browser, chain, login);
      chain.now += minutes(29);
      expect(await browser.refusal('get-staff-me', {})).toBe('ok');
      chain.now += minutes(31);
      expect(await browser.refusal('get-staff-me', {})).toBe('signed-out');
      await signInWith(browser, chain, login);
      for (let used = 0; used < 24; used++) {
        expect(await browser.refusal('get-staff-me', {})).toBe('ok');
        chain.now += minutes(29.9);
      }
      chain.now += minutes(3);
      expect(await browser.refusal('get-staff-me', {})).toBe('signed-out');
    }),
  );

  test(
    'is listed and ended from elsewhere, and by signing out',
    onSite(async (chain, newBrowser) => {
      const { login } = await chain.staff({ roles: ['operator'] });
      const [here, there] = [newBrowser(), newBrowser()];
      await signInWith(here, chain, login);
      chain.now += minutes(1);
      await signInWith(there, chain, login);
      const { sessions } = await here.must('list-staff-sessions', {});
      // Asked just now, so seen last; the third is the one that the operator was made with.
      expect(sessions.map((session) => session.here)).toEqual([true, false, false]);
      for (const { sessionId } of sessions.filter((session) => !session.here))
        await here.must('end-staff-session', { sessionId });
      expect(await there.refusal('get-staff-me', {})).toBe('signed-out');
      expect(await here.must('end-staff-session', { sessionId: v7() })).toEqual({ ended: 0 });
      await here.must('sign-out-staff', {});
      expect(here.cookies.has('__Host-bonum-staff')).toBe(false);
      expect(await here.refusal('get-staff-me', {})).toBe('signed-out');
    }),
  );

  test(
    'does what its roles let it, in the same operations that keys call, and from the site’s own pages only',
    onSite(async (chain, newBrowser) => {
      const memberId = await chain.till.join();
      const { login } = await chain.staff({ roles: ['auditor'] });
      const browser = newBrowser();
      await signInWith(browser, chain, login);
      expect(await browser.refusal('get-member', { memberId })).toBe('ok');
      const grant = { memberId, grantId: v7(), kind: 'bonus', points: 5, reason: 'x' };
      expect(await browser.refusal('grant-points', grant)).toBe('scope-missing');
      const elsewhere = { origin: 'https://elsewhere.example' };
      const { login: second } = await chain.staff({ roles: ['operator'] });
      const operator = newBrowser();
      await signInWith(operator, chain, second);
      const refused = await operator.ask('grant-points', grant, elsewhere);
      expect(refused).toMatchObject({ ok: false, code: 'wrong-origin' });
      expect(await operator.refusal('grant-points', grant)).toBe('ok');
      // A member's pages know nothing of it.
      expect(await operator.refusal('get-me', {})).toBe('signed-out');
    }),
  );
});

describe('G9 an operator is invited', () => {
  test(
    'chooses a password, sets up their phone, and is in; the link opens once',
    onSite(async (chain, newBrowser) => {
      const admin = await chain.staff({ roles: ['administrator'] });
      const operatorId = v7();
      const { link } = await chain.must(
        'invite-operator',
        { operatorId, login: 'Vera@chain.example', name: 'Вера', roles: ['info-desk'] },
        admin.caller,
      );
      const browser = newBrowser();
      const invitation = invitationIn(link);
      const { totp, login } = await browser.must('open-staff-invitation', { invitation });
      expect(login).toBe('vera@chain.example');
      expect(totp.uri).toContain('otpauth://totp/');
      const code = generateSync({ secret: totp.secret, epoch: Math.floor(chain.now / 1000) });
      const accept = { invitation, password, code };
      expect(await browser.refusal('accept-staff-invitation', { ...accept, code: '000000' })).toBe(
        'not-let-in',
      );
      for (const weak of ['vera@chain.example1', 'ааааааааааааааа'])
        expect(await browser.refusal('accept-staff-invitation', { ...accept, password: weak })).toBe(
          'weak-password',
        );
      const { recoveryCodes } = await browser.must('accept-staff-invitation', accept);
      expect(new Set(recoveryCodes).size).toBe(10);
      expect((await browser.must('get-staff-me', {})).roles).toEqual(['info-desk']);
      expect(await newBrowser().refusal('open-staff-invitation', { invitation })).toBe('invitation-over');
      expect(await newBrowser().refusal('accept-staff-invitation', accept)).toBe('invitation-over');

      const lost = newBrowser();
      const [first = ''] = recoveryCodes;
      for (const expected of ['ok', 'not-let-in']) {
        const { signIn } = await lost.must('start-staff-sign-in', { login, password });
        expect(await lost.refusal('finish-staff-sign-in', { signIn, code: first.toUpperCase() })).toBe(
          expected,
        );
      }
      expect((await lost.must('get-staff-me', {})).recoveryCodesLeft).toBe(9);
    }),
  );

  test(
    'the day after, the link opens nothing; nor does any other text',
    onSite(async (chain, newBrowser) => {
      const admin = await chain.staff({ roles: ['administrator'] });
      const person = { operatorId: v7(), login: 'late', name: 'Пётр', roles: ['promo' as const] };
      const { link } = await chain.must('invite-operator', person, admin.caller);
      expect(await chain.refusal('invite-operator', { ...person, operatorId: v7() }, admin.caller)).toBe(
        'login-taken',
      );
      expect(await chain.refusal('invite-operator', { ...person, login: 'x' }, admin.caller)).toBe(
        'id-reused',
      );
      chain.now += days(1);
      const browser = newBrowser();
      for (const invitation of [invitationIn(link), 'x', randomBytes(48).toString('base64url')])
        expect(await browser.refusal('open-staff-invitation', { invitation })).toBe('invitation-over');
    }),
  );
});

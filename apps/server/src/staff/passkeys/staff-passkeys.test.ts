import { describe, expect, test } from 'vitest';
import { Authenticator } from '../../testing/authenticator.ts';
import { withSite, type Browser } from '../../testing/browser.ts';
import { inChain, minutes, type Chain } from '../../testing/chain.ts';
import { staffCode, staffPassword } from '../../testing/staff.ts';

const onSite = (body: (chain: Chain, browser: () => Browser) => Promise<void>) =>
  inChain('sportswear', (chain) => withSite(chain, ({ browser }) => body(chain, browser)));

async function passwordFits(browser: Browser, login: string): Promise<string> {
  return (await browser.must('start-staff-sign-in', { login, password: staffPassword })).signIn;
}

/** Somebody signs in by password and code, and adds a passkey. */
async function withPasskey(chain: Chain, browser: Browser) {
  const { login, operatorId } = await chain.staff({ roles: ['operator'] });
  const signIn = await passwordFits(browser, login);
  await browser.must('finish-staff-sign-in', { signIn, code: staffCode(login, chain.now) });
  const device = new Authenticator(new URL(chain.shell.publicUrl).origin);
  await browser.must('add-staff-passkey', device.make(await browser.must('request-staff-passkey', {})));
  return { login, operatorId, device };
}

async function enter(browser: Browser, device: Authenticator, after?: string): Promise<string> {
  const signed = device.sign(await browser.must('request-staff-passkey-sign-in', {}));
  return browser.refusal('sign-in-staff-with-passkey', {
    ...signed,
    ...(after !== undefined && { signIn: after }),
  });
}

describe('G9 an operator signs in by a passkey', () => {
  test(
    'without a password, until it is removed; and all of it stands in the log',
    onSite(async (chain, newBrowser) => {
      const first = newBrowser();
      const { operatorId, device } = await withPasskey(chain, first);
      const other = newBrowser();
      expect(await enter(other, device)).toBe('ok');
      expect(await other.must('get-staff-me', {})).toMatchObject({ operatorId });
      const { sessions } = await other.must('list-staff-sessions', {});
      expect(sessions.find(({ here }) => here)?.way).toBe('passkey');
      const { passkeys } = await first.must('list-staff-passkeys', {});
      expect(passkeys).toMatchObject([{ name: 'Android, Chrome', usedAt: expect.any(String) }]);
      const passkeyId = passkeys[0]?.passkeyId ?? '';
      expect(await first.must('remove-staff-passkey', { passkeyId })).toEqual({ passkeys: [] });
      expect(await first.must('remove-staff-passkey', { passkeyId })).toEqual({ passkeys: [] });
      expect(await enter(newBrowser(), device)).toBe('passkey-refused');
      const { rows } = await chain.database.pool.query(
        `select operation from audit_entry where owner_id = '${operatorId}' and operation like '%passkey' order by number`,
      );
      expect(rows.map(({ operation }) => operation)).toEqual([
        'add-staff-passkey',
        'sign-in-staff-with-passkey',
        'remove-staff-passkey',
        'remove-staff-passkey',
      ]);
      expect(await chain.breaks()).toEqual([]);
    }),
  );

  test(
    'in place of the code after their own password, and of nobody else’s',
    onSite(async (chain, newBrowser) => {
      const anna = await withPasskey(chain, newBrowser());
      const boris = await withPasskey(chain, newBrowser());
      const browser = newBrowser();
      const after = await passwordFits(browser, anna.login);
      expect(await enter(browser, boris.device, after)).toBe('passkey-refused');
      expect(await enter(browser, anna.device, 'AAAA')).toBe('passkey-refused');
      expect(await enter(browser, anna.device, after)).toBe('ok');
      expect(await browser.must('get-staff-me', {})).toMatchObject({ operatorId: anna.operatorId });
    }),
  );

  test(
    'what was signed is good once, in the browser that asked, and not for long; nor from another site',
    onSite(async (chain, newBrowser) => {
      const { device } = await withPasskey(chain, newBrowser());
      const browser = newBrowser();
      const signed = device.sign(await browser.must('request-staff-passkey-sign-in', {}));
      const stranger = newBrowser();
      await stranger.must('request-staff-passkey-sign-in', {});
      expect(await stranger.refusal('sign-in-staff-with-passkey', signed)).toBe('passkey-refused');
      expect(await browser.refusal('sign-in-staff-with-passkey', signed)).toBe('ok');
      await browser.must('sign-out-staff', {});
      expect(await browser.refusal('sign-in-staff-with-passkey', signed)).toBe('passkey-refused');
      // What a member is asked to sign opens no desk.
      const asMember = device.sign(await browser.must('request-passkey-sign-in', {}));
      expect(await browser.refusal('sign-in-staff-with-passkey', asMember)).toBe('passkey-refused');
      const late = device.sign(await browser.must('request-staff-passkey-sign-in', {}));
      chain.now += minutes(6);
      expect(await browser.refusal('sign-in-staff-with-passkey', late)).toBe('passkey-refused');
      device.origin = 'https://evil.example';
      expect(await enter(browser, device)).toBe('passkey-refused');
    }),
  );

  test(
    'unless they are shut out or were made to begin anew',
    onSite(async (chain, newBrowser) => {
      const { operatorId, device } = await withPasskey(chain, newBrowser());
      const operators = async () => (await chain.must('list-operators', {})).operators;
      const version = async (): Promise<number> =>
        (await operators()).find((one) => one.operatorId === operatorId)?.version ?? 0;
      await chain.must('change-operator', { operatorId, blocked: true, ifVersion: await version() });
      expect(await enter(newBrowser(), device)).toBe('passkey-refused');
      await chain.must('change-operator', { operatorId, blocked: false, ifVersion: await version() });
      expect(await enter(newBrowser(), device)).toBe('ok');
      await chain.must('reset-operator', { operatorId });
      expect(await enter(newBrowser(), device)).toBe('passkey-refused');
    }),
  );

  test(
    'a challenge adds one passkey; after a while a code is wanted before any is added or removed',
    onSite(async (chain, newBrowser) => {
      const browser = newBrowser();
      const { login, device } = await withPasskey(chain, browser);
      const second = new Authenticator(device.origin);
      const made = second.make(await browser.must('request-staff-passkey', {}));
      expect(await newBrowser().refusal('add-staff-passkey', made)).toBe('signed-out');
      expect(await browser.refusal('add-staff-passkey', made)).toBe('ok');
      expect(await browser.refusal('add-staff-passkey', made)).toBe('passkey-refused');
      const { passkeyId } = made;
      await browser.must('remove-staff-passkey', { passkeyId });
      expect(await browser.refusal('add-staff-passkey', made)).toBe('passkey-refused');
      chain.now += minutes(16);
      expect(await browser.refusal('request-staff-passkey', {})).toBe('proof-needed');
      const known = (await browser.must('list-staff-passkeys', {})).passkeys[0]?.passkeyId ?? '';
      expect(await browser.refusal('remove-staff-passkey', { passkeyId: known })).toBe('proof-needed');
      expect(await browser.refusal('request-staff-passkey', { code: '000000' })).toBe('not-let-in');
      const code = staffCode(login, chain.now);
      const third = new Authenticator(device.origin);
      const wanted = await browser.must('request-staff-passkey', { code });
      expect(await browser.refusal('request-staff-passkey', { code })).toBe('not-let-in');
      expect(await browser.refusal('add-staff-passkey', third.make(wanted))).toBe('ok');
      expect(await enter(newBrowser(), third)).toBe('ok');
    }),
  );
});

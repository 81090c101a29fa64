import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { Authenticator } from '../testing/authenticator.ts';
import type { Browser, Site } from '../testing/browser.ts';
import { minutes, type Chain } from '../testing/chain.ts';
import { inSite, signInBy } from '../testing/sign-in-people.ts';

const ORIGIN = 'https://chain.example';

interface Member {
  readonly memberId: string;
  readonly phone: string;
  readonly browser: Browser;
  readonly device: Authenticator;
}

/** Somebody signs in by phone and adds a passkey. */
async function withPasskey(chain: Chain, site: Site): Promise<Member> {
  const phone = chain.till.phone();
  const memberId = await chain.till.join({ phone });
  const browser = site.browser();
  await signInBy(site, browser, { phone });
  const device = new Authenticator(ORIGIN);
  await browser.must('add-passkey', device.make(await browser.must('request-passkey', {})));
  return { memberId, phone, browser, device };
}

async function signIn(browser: Browser, device: Authenticator): Promise<string> {
  const wanted = await browser.must('request-passkey-sign-in', {});
  return browser.refusal('sign-in-with-passkey', device.sign(wanted));
}

describe('C1 signing in by a passkey', () => {
  test(
    'a passkey opens a session of its own, until it is removed',
    inSite(async (chain, site) => {
      const { memberId, browser, device } = await withPasskey(chain, site);
      const other = site.browser();
      const wanted = await other.must('request-passkey-sign-in', {});
      expect(await other.must('sign-in-with-passkey', device.sign(wanted))).toEqual({ memberId });
      expect(await other.must('get-me', {})).toMatchObject({ memberId });
      const { passkeys } = await browser.must('list-passkeys', {});
      expect(passkeys).toMatchObject([{ name: 'Android, Chrome', usedAt: expect.any(String) }]);
      const passkeyId = passkeys[0]?.passkeyId ?? '';
      expect(await browser.must('remove-passkey', { passkeyId })).toEqual({ passkeys: [] });
      expect(await browser.must('remove-passkey', { passkeyId })).toEqual({ passkeys: [] });
      expect(await signIn(site.browser(), device)).toBe('passkey-refused');
      // The session that it opened is the member's to end.
      expect(await other.refusal('get-me', {})).toBe('ok');
    }),
  );

  test(
    'what it signed is good once, in the browser that asked, and not for long',
    inSite(async (chain, site) => {
      const { device } = await withPasskey(chain, site);
      const browser = site.browser();
      const signed = device.sign(await browser.must('request-passkey-sign-in', {}));
      const stranger = site.browser();
      await stranger.must('request-passkey-sign-in', {});
      expect(await stranger.refusal('sign-in-with-passkey', signed)).toBe('passkey-refused');
      expect(await browser.refusal('sign-in-with-passkey', signed)).toBe('ok');
      await browser.must('sign-out', {});
      expect(await browser.refusal('sign-in-with-passkey', signed)).toBe('passkey-refused');
      const late = device.sign(await browser.must('request-passkey-sign-in', {}));
      chain.now += minutes(6);
      expect(await browser.refusal('sign-in-with-passkey', late)).toBe('passkey-refused');
    }),
  );

  test(
    'another origin, another key, another member, no finger and a copied key are all the same no',
    inSite(async (chain, site) => {
      const [anna, boris] = [await withPasskey(chain, site), await withPasskey(chain, site)];
      const browser = site.browser();
      const no = async (device: Authenticator): Promise<void> =>
        expect(await signIn(browser, device)).toBe('passkey-refused');
      anna.device.origin = 'https://chain.example.evil.example';
      await no(anna.device);
      anna.device.origin = ORIGIN;
      anna.device.flags = 0x01;
      await no(anna.device);
      anna.device.flags = 0x05;
      const wanted = await browser.must('request-passkey-sign-in', {});
      const [hers, his] = [anna.device.sign(wanted), boris.device.sign(wanted)];
      for (const mixed of [
        { ...hers, userHandle: his.userHandle },
        { ...hers, passkeyId: his.passkeyId, userHandle: his.userHandle },
        { ...hers, signature: his.signature },
        { ...hers, userHandle: 'AQ' },
      ])
        expect(await browser.refusal('sign-in-with-passkey', mixed)).toBe('passkey-refused');
      const invented = { ...wanted, challenge: Buffer.alloc(56).toString('base64url') };
      expect(await browser.refusal('sign-in-with-passkey', anna.device.sign(invented))).toBe(
        'passkey-refused',
      );
      anna.device.counter = 7;
      expect(await signIn(browser, anna.device)).toBe('ok');
      await no(anna.device);
      anna.device.counter = 8;
      expect(await signIn(browser, anna.device)).toBe('ok');
    }),
  );

  test(
    'after a merge it opens the member who stays, who sees and removes it',
    inSite(async (chain, site) => {
      const [anna, boris] = [await withPasskey(chain, site), await withPasskey(chain, site)];
      await chain.must('merge-members', {
        memberId: anna.memberId,
        mergeId: v7(),
        fromMemberId: boris.memberId,
      });
      const browser = site.browser();
      expect(await signIn(browser, boris.device)).toBe('ok');
      expect(await browser.must('get-me', {})).toMatchObject({ memberId: anna.memberId });
      const { passkeys } = await anna.browser.must('list-passkeys', {});
      expect(passkeys).toHaveLength(2);
      const passkeyId = boris.device.id.toString('base64url');
      await anna.browser.must('remove-passkey', { passkeyId });
      expect(await signIn(site.browser(), boris.device)).toBe('passkey-refused');
      expect(await signIn(site.browser(), anna.device)).toBe('ok');
    }),
  );
});

describe('G1 adding a passkey', () => {
  test(
    'is for this session, once, for this site, with the person verified',
    inSite(async (chain, site) => {
      const [anna, boris] = [await withPasskey(chain, site), await withPasskey(chain, site)];
      const { browser } = anna;
      const wanted = await browser.must('request-passkey', {});
      const made = (change: (device: Authenticator) => void = () => {}) => {
        const device = new Authenticator(ORIGIN);
        change(device);
        return device.make(wanted);
      };
      const no = 'passkey-refused';
      expect(await boris.browser.refusal('add-passkey', made())).toBe(no);
      expect(
        await browser.refusal(
          'add-passkey',
          made((device) => (device.origin = 'https://evil.example')),
        ),
      ).toBe(no);
      expect(
        await browser.refusal(
          'add-passkey',
          made((device) => (device.flags = 0x01)),
        ),
      ).toBe(no);
      expect(await browser.refusal('add-passkey', { ...made(), passkeyId: 'AQ' })).toBe(no);
      const good = made();
      expect(await browser.refusal('add-passkey', good)).toBe('ok');
      await browser.must('remove-passkey', { passkeyId: good.passkeyId });
      expect(await browser.refusal('add-passkey', good)).toBe(no);
      expect((await browser.must('list-passkeys', {})).passkeys).toHaveLength(1);
    }),
  );

  test(
    'and removing one want a proof once the sign-in is not fresh',
    inSite(async (chain, site) => {
      const { browser, phone, device } = await withPasskey(chain, site);
      chain.now += minutes(16);
      const passkeyId = device.id.toString('base64url');
      expect(await browser.refusal('request-passkey', {})).toBe('proof-needed');
      expect(await browser.refusal('remove-passkey', { passkeyId })).toBe('proof-needed');
      const confirmationId = v7();
      await browser.must('send-proof', { confirmationId, by: 'phone', purpose: 'prove' });
      const proof = { confirmationId, code: (await site.codeTo(phone)) ?? '' };
      expect(await browser.must('remove-passkey', { passkeyId, proof })).toEqual({ passkeys: [] });
      expect(await browser.refusal('request-passkey', { proof })).toBe('confirmation-wrong');
    }),
  );
});

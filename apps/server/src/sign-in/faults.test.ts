import { cookies } from '@bonum/contract';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { days, minutes, type Chain } from '../testing/chain.ts';
import { boxCard, handOut, inSite, promoOf, registration, signInBy } from '../testing/sign-in-people.ts';

const wrongCode = (right: string | undefined): string => (right === '000000' ? '000001' : '000000');

describe('a code', () => {
  test(
    'is tried five times, even by twenty at once, and then is worth nothing',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      await chain.till.join({ phone });
      const browser = site.browser();
      await browser.must('start-sign-in', { signInId: v7(), phone });
      const code = (await site.codeTo(phone)) ?? '';
      const guesses = Array.from({ length: 20 }, () =>
        browser.refusal('answer-code', { code: wrongCode(code) }),
      );
      expect(new Set(await Promise.all(guesses))).toEqual(new Set(['confirmation-wrong']));
      expect(await browser.refusal('answer-code', { code })).toBe('confirmation-wrong');
    }),
  );

  test(
    'runs out after five minutes; another one is sent, and the first is worth nothing',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      const memberId = await chain.till.join({ phone });
      const browser = site.browser();
      await browser.must('start-sign-in', { signInId: v7(), phone });
      const first = (await site.codeTo(phone)) ?? '';
      chain.now += minutes(5);
      expect(await browser.refusal('answer-code', { code: first })).toBe('confirmation-wrong');
      await browser.must('send-again', {});
      const second = (await site.codeTo(phone)) ?? '';
      expect(second).not.toBe(first);
      expect(await browser.refusal('answer-code', { code: first })).toBe('confirmation-wrong');
      expect(await browser.must('answer-code', { code: second })).toMatchObject({ memberId });
    }),
  );

  test(
    'asked for again too soon is not sent twice; nor is a start that is asked again',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      const browser = site.browser();
      const request = { signInId: v7(), phone };
      const begun = await browser.must('start-sign-in', request);
      expect(await browser.must('start-sign-in', request)).toEqual(begun);
      expect(await browser.must('send-again', {})).toEqual(begun);
      const sent = await chain.shell.db.selectFrom('message').select('message_id').execute();
      expect(sent).toHaveLength(1);
    }),
  );

  test(
    'typed in another browser, or by one whose device cookie was forged, is no code',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      await chain.till.join({ phone });
      const browser = site.browser();
      await browser.must('start-sign-in', { signInId: v7(), phone });
      const code = (await site.codeTo(phone)) ?? '';
      const other = site.browser();
      expect(await other.refusal('answer-code', { code })).toBe('wrong-step');
      other.cookies.set(cookies.device, 'x'.repeat(22));
      expect(await other.refusal('answer-code', { code })).toBe('wrong-step');
      expect(await browser.must('answer-code', { code })).toMatchObject({ state: 'signed-in' });
    }),
  );

  test(
    'is none to whoever copied the cookies of its browser before, and the session goes to nobody else',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      const memberId = await chain.till.join({ phone });
      const browser = site.browser();
      await signInBy(site, browser, { phone });
      await browser.must('sign-out', {});
      const thief = site.browser();
      for (const [name, value] of browser.cookies) thief.cookies.set(name, value);
      chain.now += minutes(1);
      await browser.must('start-sign-in', { signInId: v7(), phone });
      expect(await thief.must('get-sign-in', {})).toEqual({ state: 'start' });
      const code = (await site.codeTo(phone)) ?? '';
      expect(await thief.refusal('answer-code', { code })).toBe('wrong-step');
      expect(await browser.must('answer-code', { code })).toMatchObject({ state: 'signed-in', memberId });
      expect(await thief.must('get-sign-in', {})).toEqual({ state: 'start' });
      expect(thief.cookies.has(cookies.session)).toBe(false);
    }),
  );

  test(
    'is the same for a browser that has no cookies yet and whose first answer was lost',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      const request = { signInId: v7(), phone };
      const begun = await site.browser().must('start-sign-in', request);
      const browser = site.browser();
      expect(await browser.must('start-sign-in', request)).toEqual(begun);
      expect(await chain.shell.db.selectFrom('message').select('message_id').execute()).toHaveLength(1);
      const code = (await site.codeTo(phone)) ?? '';
      expect(await browser.must('answer-code', { code })).toMatchObject({ state: 'register' });
    }),
  );

  test(
    'is not lost to an answer that comes late: only what begins something gives a browser cookies',
    inSite(async (_chain, site) => {
      const browser = site.browser();
      for (const look of ['get-brand', 'get-faq', 'get-sign-in'] as const) await browser.ask(look, {});
      expect(browser.cookies).toEqual(new Map());
      await browser.must('request-passkey-sign-in', {});
      expect([...browser.cookies.keys()]).toEqual([cookies.device]);
    }),
  );

  test(
    'works once: signed out, its browser is signed in by it no more',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      await chain.till.join({ phone });
      const browser = site.browser();
      await signInBy(site, browser, { phone });
      const code = (await site.codeTo(phone)) ?? '';
      await browser.must('sign-out', {});
      expect(await browser.refusal('answer-code', { code })).toBe('wrong-step');
      expect(await browser.must('get-sign-in', {})).toEqual({ state: 'start' });
    }),
  );

  test(
    'goes to one phone three times in ten minutes, however many browsers ask at once',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      const asked = Array.from({ length: 12 }, () =>
        site.browser().refusal('start-sign-in', { signInId: v7(), phone }),
      );
      const answers = await Promise.all(asked);
      expect(answers.filter((answer) => answer === 'ok')).toHaveLength(3);
      expect(new Set(answers)).toEqual(new Set(['ok', 'confirmation-limit']));
    }),
  );
});

describe('a session', () => {
  test(
    'is a new one for each sign-in: what was planted before is worth nothing',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      await chain.till.join({ phone });
      const browser = site.browser();
      browser.cookies.set(cookies.session, 'planted');
      await signInBy(site, browser, { phone });
      const first = browser.cookies.get(cookies.session);
      expect(first).not.toBe('planted');
      chain.now += minutes(1);
      await signInBy(site, browser, { phone });
      expect(browser.cookies.get(cookies.session)).not.toBe(first);
    }),
  );

  test(
    'comes again to a browser whose answer was lost, the same one',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      const memberId = await chain.till.join({ phone });
      const browser = site.browser();
      await signInBy(site, browser, { phone });
      const token = browser.cookies.get(cookies.session);
      browser.cookies.delete(cookies.session);
      expect(await browser.must('get-sign-in', {})).toMatchObject({ state: 'signed-in', memberId });
      expect(browser.cookies.get(cookies.session)).toBe(token);
    }),
  );

  test(
    'is not begun from another site',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      const got = await site
        .browser()
        .ask('start-sign-in', { signInId: v7(), phone }, { origin: 'https://evil.example' });
      expect(got).toMatchObject({ ok: false, code: 'wrong-origin' });
    }),
  );

  test(
    'is listed with its device, and ended from elsewhere, one or all others',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      await chain.till.join({ phone });
      const browsers = [site.browser(), site.browser(), site.browser()];
      for (const browser of browsers) {
        await signInBy(site, browser, { phone });
        chain.now += minutes(11);
      }
      const [first, second, third] = browsers;
      const { sessions } = (await third?.must('list-sessions', {})) ?? { sessions: [] };
      expect(sessions.map(({ here }) => here)).toEqual([true, false, false]);
      expect(sessions[0]).toMatchObject({ browser: 'Chrome' });
      expect(await third?.must('end-session', { sessionId: sessions[2]?.sessionId ?? '' })).toEqual({
        ended: 1,
      });
      expect(await first?.refusal('get-me', {})).toBe('signed-out');
      expect(await third?.must('end-other-sessions', {})).toEqual({ ended: 1 });
      expect(await second?.refusal('get-me', {})).toBe('signed-out');
      expect(await third?.refusal('get-me', {})).toBe('ok');
    }),
  );
});

describe('a phone that has changed hands', () => {
  test(
    'the new holder says that it is not them: the old account keeps everything but the phone',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      const old = await chain.till.join({ phone, birthDate: '1990-05-01', card: boxCard(1) });
      chain.now += days(181);
      await chain.till.grant(old, 500, 'promo');
      const browser = site.browser();
      const who = await signInBy(site, browser, { phone });
      expect(who).toMatchObject({
        state: 'who',
        initial: 'А',
        cardEnding: boxCard(1).slice(-4),
        birthDate: true,
      });
      expect(await browser.refusal('say-who', { me: true, birthDate: '1991-05-01' })).toBe('not-recognised');
      expect(await browser.must('say-who', { me: false })).toMatchObject({ state: 'register' });
      const done = await browser.must('complete-registration', registration);
      expect(done).toMatchObject({ joined: true });
      expect(await browser.must('get-me', {})).toMatchObject({ phone, name: 'Мария' });
      expect(await chain.must('get-member', { memberId: old })).toMatchObject({ phone: null, name: 'Анна' });
      expect(await promoOf(chain, old)).toBe(500);
      // It was them after all: staff give the phone back, and the new account keeps everything else.
      const { memberId } = await browser.must('get-me', {});
      await chain.must('attach-phone', { memberId: old, phone, reason: 'Паспорт показан' });
      expect(await browser.must('get-me', {})).toMatchObject({ memberId, phone: null });
      chain.now += minutes(11);
      expect(await signInBy(site, site.browser(), { phone })).toMatchObject({ memberId: old });
    }),
  );

  test(
    'staff give a member who lost theirs another: whoever has the lost one is signed in no longer',
    inSite(async (chain, site) => {
      const [lost, phone] = [chain.till.phone(), chain.till.phone()];
      const memberId = await chain.till.join({ phone: lost });
      const browser = site.browser();
      await signInBy(site, browser, { phone: lost });
      await chain.must('attach-phone', { memberId, phone, reason: 'Паспорт показан' });
      expect(await browser.refusal('get-me', {})).toBe('signed-out');
      expect(await browser.must('get-sign-in', {})).toEqual({ state: 'start' });
      expect(await signInBy(site, site.browser(), { phone })).toMatchObject({ memberId });
    }),
  );

  test(
    'who it still belongs to says so by the birth date or a card, and is not asked again for half a year',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      const memberId = await chain.till.join({ phone, birthDate: '1990-05-01', card: boxCard(1) });
      chain.now += days(181);
      const browser = site.browser();
      await signInBy(site, browser, { phone });
      expect(await browser.refusal('say-who', { me: true, card: boxCard(2) })).toBe('not-recognised');
      expect(await browser.must('say-who', { me: true, birthDate: '1990-05-01' })).toMatchObject({
        memberId,
      });
      chain.now += days(30);
      expect(await signInBy(site, site.browser(), { phone })).toMatchObject({ state: 'signed-in', memberId });
      chain.now += days(181);
      // Whoever begins with the card has shown that they have it.
      const byCard = await signInBy(site, site.browser(), { phone, card: boxCard(1) });
      expect(byCard).toMatchObject({ state: 'signed-in', memberId });
    }),
  );

  test(
    'guesses are three; then only "not me" is left',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      await chain.till.join({ phone, birthDate: '1990-05-01' });
      chain.now += days(181);
      const [browser, other] = [site.browser(), site.browser()];
      await signInBy(site, browser, { phone });
      chain.now += minutes(1);
      // It has got as far, and gains no guesses by that.
      expect(await signInBy(site, other, { phone })).toMatchObject({ state: 'who', triesLeft: 3 });
      const guesses = Array.from({ length: 8 }, (_, day) =>
        browser.refusal('say-who', { me: true, birthDate: `1990-06-1${day}` }),
      );
      const answers = await Promise.all(guesses);
      expect(answers.filter((answer) => answer === 'not-recognised')).toHaveLength(3);
      for (const one of [browser, other])
        expect(await one.refusal('say-who', { me: true, birthDate: '1990-05-01' })).toBe('no-tries-left');
      expect(await browser.refusal('say-who', { me: false })).toBe('ok');
    }),
  );
});

describe('a card of somebody else', () => {
  test(
    'is not linked, and neither is a blocked one; which of the two it was is not said',
    inSite(async (chain, site) => {
      await chain.till.join({ card: boxCard(1) });
      const opened = await handOut(chain, { number: boxCard(2) });
      await chain.must('block-card', { memberId: opened, number: boxCard(2), reason: 'Потеряна' });
      const browser = site.browser();
      const phone = chain.till.phone();
      await signInBy(site, browser, { phone });
      const told = [];
      for (const nth of [1, 2, 404]) told.push(await browser.ask('enter-card', { card: boxCard(nth) }));
      expect(told[0]).toMatchObject({ code: 'card-not-linked' });
      expect(told[1]).toEqual(told[0]);
      expect(told[2]).toEqual(told[0]);
    }),
  );
});

describe('G11 a lost phone', () => {
  /** A member whose e-mail was confirmed. */
  async function withEmail(chain: Chain, email: string): Promise<{ memberId: string; phone: string }> {
    const phone = chain.till.phone();
    const memberId = await chain.till.join({ phone });
    await chain.shell.db
      .insertInto('identifier')
      .values({ kind: 'email', value: email, owner_id: memberId })
      .execute();
    return { memberId, phone };
  }

  test(
    'is replaced by e-mail: the new one is proven, everybody else is signed out, the old one is told and leads nowhere',
    inSite(async (chain, site) => {
      const email = 'anna@example.com';
      const { memberId, phone } = await withEmail(chain, email);
      const elsewhere = site.browser();
      await signInBy(site, elsewhere, { phone });
      const browser = site.browser();
      const begun = await browser.must('start-sign-in', { signInId: v7(), email: 'Anna@example.com' });
      expect(begun).toMatchObject({ state: 'code', to: 'email', code: { sentTo: 'a•••@example.com' } });
      const asked = await browser.must('answer-code', { code: (await site.codeTo(email)) ?? '' });
      expect(asked).toMatchObject({ state: 'phone' });
      const fresh = chain.till.phone();
      await browser.must('give-phone', { phone: fresh });
      const done = await browser.must('answer-code', { code: (await site.codeTo(fresh)) ?? '' });
      expect(done).toMatchObject({ state: 'signed-in', memberId });
      expect(await browser.must('get-me', {})).toMatchObject({ memberId, phone: fresh });
      expect(await elsewhere.refusal('get-me', {})).toBe('signed-out');
      const notices = await chain.shell.db
        .selectFrom('message')
        .select('steps')
        .where('purpose', '=', 'phone-changed')
        .execute();
      expect(notices).toMatchObject([{ steps: [{ channel: 'sms', to: [phone] }] }]);
      chain.now += minutes(11);
      expect(await signInBy(site, site.browser(), { phone })).toMatchObject({ state: 'register' });
    }),
  );

  test(
    'whose e-mail nobody has is answered the same',
    inSite(async (chain, site) => {
      await withEmail(chain, 'anna@example.com');
      const told = async (email: string) => {
        const browser = site.browser();
        const { code } = Object(await browser.must('start-sign-in', { signInId: v7(), email }));
        return [code, await browser.ask('answer-code', { code: '000000' })];
      };
      expect(await told('anna@example.com')).toEqual(await told('alla@example.com'));
    }),
  );
});

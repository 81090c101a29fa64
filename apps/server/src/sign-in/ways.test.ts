import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { boxCard, handOut, inSite, promoOf, registration, signInBy } from '../testing/sign-in-people.ts';
import { line } from '../testing/till.ts';

describe('C1 seven ways in', () => {
  test(
    'C1 (1) has an account, signs in by phone: one number, one code',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      const memberId = await chain.till.join({ phone });
      const browser = site.browser();
      const begun = await browser.must('start-sign-in', { signInId: v7(), phone });
      expect(begun).toMatchObject({ state: 'code', to: 'phone', code: { channel: 'sms', digits: 6 } });
      const done = await browser.must('answer-code', { code: (await site.codeTo(phone)) ?? '' });
      expect(done).toMatchObject({ state: 'signed-in', memberId, joined: false });
      expect(await browser.must('get-me', {})).toMatchObject({ memberId, phone });
    }),
  );

  test(
    'C1 (2) C1 (4) new, registers by phone with consent, and gets a virtual card',
    inSite(async (chain, site) => {
      const browser = site.browser();
      const phone = chain.till.phone();
      expect(await signInBy(site, browser, { phone })).toMatchObject({ state: 'register', card: null });
      expect(await browser.refusal('get-me', {})).toBe('signed-out');
      const terms = registration.consents.slice(0, 1);
      expect(await browser.refusal('complete-registration', { ...registration, consents: terms })).toBe(
        'consent-needed',
      );
      const done = await browser.must('complete-registration', registration);
      expect(done).toMatchObject({ state: 'signed-in', joined: true });
      const me = await browser.must('get-me', {});
      expect(me).toMatchObject({ name: 'Мария', phone, cards: [{ form: 'virtual', state: 'active' }] });
      expect(me.consents).toMatchObject(registration.consents);
      // The virtual card is a card at the till at once.
      const member = { card: me.cards[0]?.number ?? '' };
      expect(await chain.refusal('quote-receipt', chain.till.basket([line('TEE', 1000)], { member }))).toBe(
        'ok',
      );
    }),
  );

  test(
    'C1 (3) the first sign-in of someone who got a card in a store',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      const memberId = await chain.till.join({ phone, card: boxCard(1) });
      const done = await signInBy(site, site.browser(), { phone });
      expect(done).toMatchObject({ state: 'signed-in', memberId, joined: false });
    }),
  );

  test(
    'C1 (5) has an account, signs in by card number: the code goes to its phone, which is not shown',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      const memberId = await chain.till.join({ phone, card: boxCard(1) });
      const browser = site.browser();
      const begun = await browser.must('start-sign-in', { signInId: v7(), card: boxCard(1) });
      expect(begun).toMatchObject({ state: 'code', to: 'card', code: { sentTo: null } });
      const done = await browser.must('answer-code', { code: (await site.codeTo(phone)) ?? '' });
      expect(done).toMatchObject({ state: 'signed-in', memberId });
    }),
  );

  test(
    'C1 (6) D7 new, enters a card that is in the base and nobody’s: it is linked, with its points',
    inSite(async (chain, site) => {
      const number = boxCard(1);
      const opened = await handOut(chain, { number, points: 150 });
      expect(await chain.must('get-member', { memberId: opened })).toMatchObject({ accumulateOnly: true });
      const browser = site.browser();
      const phone = chain.till.phone();
      await browser.must('start-sign-in', { signInId: v7(), card: number });
      expect(await browser.refusal('answer-code', { code: '123456' })).toBe('confirmation-wrong');
      expect(await browser.must('give-phone', { phone })).toMatchObject({ state: 'code', to: 'phone' });
      const proven = await browser.must('answer-code', { code: (await site.codeTo(phone)) ?? '' });
      expect(proven).toMatchObject({ state: 'register', card: { ending: number.slice(-4), word: 'linked' } });
      const done = await browser.must('complete-registration', registration);
      expect(done).toMatchObject({ state: 'signed-in', memberId: opened, card: { word: 'linked' } });
      expect(await browser.must('get-me', {})).toMatchObject({
        phone,
        name: 'Мария',
        cards: [{ number, state: 'active' }],
        accumulateOnly: false,
      });
      expect(await promoOf(chain, opened)).toBe(150);
    }),
  );

  test(
    'C1 (7) new, enters a card that does not exist, is told so, and registers anyway',
    inSite(async (chain, site) => {
      const browser = site.browser();
      const phone = chain.till.phone();
      await browser.must('start-sign-in', { signInId: v7(), card: boxCard(404) });
      await browser.must('give-phone', { phone });
      const proven = await browser.must('answer-code', { code: (await site.codeTo(phone)) ?? '' });
      expect(proven).toMatchObject({ state: 'register', card: { word: 'not-linked' }, triesLeft: 3 });
      for (const left of [2, 1, 0]) {
        expect(await browser.refusal('enter-card', { card: boxCard(405) })).toBe('card-not-linked');
        expect(await browser.must('get-sign-in', {})).toMatchObject({ state: 'register', triesLeft: left });
      }
      expect(await browser.refusal('enter-card', { card: boxCard(405) })).toBe('no-tries-left');
      const done = await browser.must('complete-registration', registration);
      expect(done).toMatchObject({ joined: true, card: { word: 'not-linked' } });
      expect(await browser.must('get-me', {})).toMatchObject({ cards: [{ form: 'virtual' }] });
    }),
  );
});

describe('D2 linking', () => {
  test(
    'several cards of one member: one becomes the main one, the rest are blocked; the next sign-in asks nothing',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      const memberId = await chain.till.join({ phone, card: boxCard(1) });
      await chain.must('issue-card', { memberId, number: boxCard(2) });
      const browser = site.browser();
      const choice = await signInBy(site, browser, { phone });
      expect(choice).toMatchObject({ state: 'choice', cards: [{ profile: 0 }, { profile: 0 }] });
      const cards = choice.state === 'choice' ? choice.cards : [];
      const chosen = cards.find(({ ending }) => ending === boxCard(2).slice(-4));
      const done = await browser.must('choose-main-card', { cardId: chosen?.cardId ?? '' });
      expect(done).toMatchObject({ state: 'signed-in', memberId });
      const states = (await browser.must('get-me', {})).cards.map(({ number, state }) => [number, state]);
      expect(new Map(states as [string, string][])).toEqual(
        new Map([
          [boxCard(1), 'blocked'],
          [boxCard(2), 'active'],
        ]),
      );
      chain.now += 60_000;
      expect(await signInBy(site, site.browser(), { phone })).toMatchObject({ state: 'signed-in' });
    }),
  );

  test(
    'S2 profiles that name the phone are shown, merged into one by the member, and parted again by staff',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      const memberId = await chain.till.join({ phone, card: boxCard(1) });
      await chain.till.grant(memberId, 1000, 'promo');
      const other = await handOut(chain, { number: boxCard(2), points: 236, claimedPhone: phone });
      const browser = site.browser();
      const choice = await signInBy(site, browser, { phone });
      expect(choice).toMatchObject({
        state: 'choice',
        points: 1236,
        profiles: [{ points: 1000 }, { points: 236, lastPurchaseAt: null }],
      });
      // Shown first: nothing has happened yet.
      expect(await promoOf(chain, memberId)).toBe(1000);
      const cards = choice.state === 'choice' ? choice.cards : [];
      const chosen = cards.find(({ ending }) => ending === boxCard(2).slice(-4));
      await browser.must('choose-main-card', { cardId: chosen?.cardId ?? '' });
      expect(await promoOf(chain, memberId)).toBe(1236);
      expect(await browser.must('get-me', {})).toMatchObject({ memberId, phone });
      expect(await chain.breaks()).toEqual([]);

      const merges = await chain.shell.db.selectFrom('merge').select('merge_id').execute();
      await chain.must('undo-merge', { memberId, mergeId: merges[0]?.merge_id ?? '' });
      expect(await promoOf(chain, memberId)).toBe(1000);
      expect(await promoOf(chain, other)).toBe(236);
      expect((await chain.must('get-member', { memberId })).cards).toMatchObject([
        { number: boxCard(1), state: 'active' },
      ]);
      expect(await chain.must('get-member', { memberId: other })).toMatchObject({
        phone: null,
        cards: [{ number: boxCard(2), state: 'active' }],
      });
    }),
  );

  test(
    'S2 three profiles become one by one choice, and staff part each again',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      const memberId = await chain.till.join({ phone, card: boxCard(1) });
      await chain.till.grant(memberId, 1000, 'promo');
      const others = [
        await handOut(chain, { number: boxCard(2), points: 236, claimedPhone: phone }),
        await handOut(chain, { number: boxCard(3), points: 64, claimedPhone: phone }),
      ];
      const browser = site.browser();
      const choice = await signInBy(site, browser, { phone });
      const cards = choice.state === 'choice' ? choice.cards : [];
      await browser.must('choose-main-card', { cardId: cards[0]?.cardId ?? '' });
      expect(await promoOf(chain, memberId)).toBe(1300);
      const merges = await chain.shell.db.selectFrom('merge').select(['merge_id']).execute();
      const undone: string[] = [];
      // In whichever order: what is not the last one yet is refused, and tried again.
      for (let tries = 0; undone.length < 2 && tries < 4; tries++)
        for (const { merge_id: mergeId } of merges)
          if (
            !undone.includes(mergeId) &&
            (await chain.refusal('undo-merge', { memberId, mergeId })) === 'ok'
          )
            undone.push(mergeId);
      expect(undone).toHaveLength(2);
      expect([
        await promoOf(chain, memberId),
        ...(await Promise.all(others.map((one) => promoOf(chain, one)))),
      ]).toEqual([1000, 236, 64]);
      const open = await Promise.all(
        [memberId, ...others].map((one) => chain.must('get-member', { memberId: one })),
      );
      expect(open.map((one) => one.cards.map(({ number, state }) => [number, state]))).toEqual(
        [1, 2, 3].map((nth) => [[boxCard(nth), 'active']]),
      );
      expect(await chain.breaks()).toEqual([]);
    }),
  );

  test(
    'a member enters another card on the way, and chooses',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      const memberId = await chain.till.join({ phone, card: boxCard(1) });
      await chain.must('issue-card', { memberId, number: boxCard(2) });
      await handOut(chain, { number: boxCard(3), points: 90 });
      const browser = site.browser();
      await signInBy(site, browser, { phone });
      const choice = await browser.must('enter-card', { card: boxCard(3) });
      expect(choice).toMatchObject({ state: 'choice', points: 90, card: { word: 'linked' } });
      const cards = choice.state === 'choice' ? choice.cards : [];
      expect(cards.map(({ profile }) => profile)).toEqual([0, 0, 1]);
      const done = await browser.must('choose-main-card', { cardId: cards[2]?.cardId ?? '' });
      expect(done).toMatchObject({ state: 'signed-in', memberId });
      expect(await promoOf(chain, memberId)).toBe(90);
    }),
  );

  test(
    'three profiles that nobody has agreed for: choose, agree, and all of it is one',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      const ids: string[] = [];
      for (const nth of [1, 2, 3])
        ids.push(await handOut(chain, { number: boxCard(nth), points: nth, claimedPhone: phone }));
      const browser = site.browser();
      const choice = await signInBy(site, browser, { phone });
      const cards = choice.state === 'choice' ? choice.cards : [];
      expect(cards).toHaveLength(3);
      const second = cards.find(({ ending }) => ending === boxCard(2).slice(-4));
      expect(await browser.must('choose-main-card', { cardId: second?.cardId ?? '' })).toMatchObject({
        state: 'register',
      });
      await browser.must('complete-registration', registration);
      expect(await browser.must('get-me', {})).toMatchObject({ memberId: ids[1], phone });
      expect(await promoOf(chain, ids[1] ?? '')).toBe(6);
    }),
  );
});

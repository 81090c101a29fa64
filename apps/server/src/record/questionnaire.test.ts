import { describe, expect, test } from 'vitest';
import { withSite } from '../testing/browser.ts';
import { registration, signInBy } from '../testing/sign-in-people.ts';
import { inConnectedChain, untilTold, type ConnectedChain } from '../testing/connected.ts';

const version = '2026-01';
const advertising = { kind: 'advertising', version, given: true } as const;

/** Whether somebody agrees to advertising, as it is shown here. */
const agreesHere = async ({ chain }: ConnectedChain, memberId: string): Promise<boolean> =>
  (await chain.must('get-member', { memberId })).consents.some(
    ({ kind, given }) => kind === 'advertising' && given,
  );

const say = ({ chain }: ConnectedChain, memberId: string, given: boolean) =>
  chain.must('update-member', {
    memberId,
    consents: [{ ...advertising, given }],
    reason: 'Со слов',
  });

describe.each(['onec', 'sap'] as const)('D4 the questionnaire with %s as the system of record', (system) => {
  test(
    'a city and a consent that are said here are there before we say so, and what is changed there is here',
    inConnectedChain({ system }, async (connected) => {
      const { chain, outside, recordId } = connected;
      const memberId = await chain.till.join({ city: 'Казань', consents: [advertising] });
      const id = await recordId(memberId);
      expect([outside.cityOf(id), outside.agrees(id)]).toEqual(['Казань', true]);
      await chain.must('update-member', { memberId, city: 'Самара', reason: 'Переехала' });
      expect(outside.cityOf(id)).toBe('Самара');
      outside.moveTo(id, 'Пермь');
      expect((await chain.must('get-member', { memberId })).city).toBe('Пермь');
      outside.agree(id, false);
      expect(await agreesHere(connected, memberId)).toBe(false);
      outside.agree(id, true);
      expect(await agreesHere(connected, memberId)).toBe(true);
      const { consents } = await chain.must('get-member-overview', { memberId });
      expect(consents.map(({ given, by }) => [given, by])).toEqual([
        [true, 'system-of-record'],
        [false, 'system-of-record'],
        [true, 'staff'],
      ]);
      expect(await chain.must('get-record', {})).toMatchObject({ waiting: 0, refused: 0 });
    }),
  );

  test(
    'what was changed there after it was told and before anybody looked is no less a change',
    inConnectedChain({ system }, async (connected) => {
      const { chain, outside, recordId } = connected;
      const memberId = await chain.till.join({ city: 'Казань', consents: [advertising] });
      const id = await recordId(memberId);
      outside.moveTo(id, 'Пермь');
      outside.changePhone(id, '+79169990011');
      outside.agree(id, false);
      expect(await chain.must('get-member', { memberId })).toMatchObject({
        city: 'Пермь',
        phone: '+79169990011',
      });
      expect(await agreesHere(connected, memberId)).toBe(false);
    }),
  );

  test(
    'a consent withdrawn there stays so, whatever else is changed here in the same moment',
    inConnectedChain({ system, settings: { ageMs: 3_600_000 } }, async (connected) => {
      const { chain, outside, recordId } = connected;
      const memberId = await chain.till.join({ consents: [advertising] });
      const id = await recordId(memberId);
      await chain.must('get-member', { memberId });
      outside.agree(id, false);
      // Nobody has heard of it yet: what is known is young enough.
      await chain.must('update-member', { memberId, city: 'Казань', reason: 'Со слов' });
      expect(await agreesHere(connected, memberId)).toBe(true);
      expect([outside.cityOf(id), outside.agrees(id)]).toEqual(['Казань', false]);
      chain.now += 3_600_000;
      expect(await agreesHere(connected, memberId)).toBe(false);
      await chain.must('update-member', { memberId, city: 'Самара', reason: 'Со слов' });
      expect(outside.agrees(id)).toBe(false);
      // Only they themselves can give it again.
      await say(connected, memberId, true);
      expect(outside.agrees(id)).toBe(true);
      expect(await agreesHere(connected, memberId)).toBe(true);
    }),
  );

  test(
    'a consent withdrawn here is not given again by a yes there: it is told once more',
    inConnectedChain({ system }, async (connected) => {
      const { chain, outside, recordId } = connected;
      const memberId = await chain.till.join({ consents: [advertising] });
      const id = await recordId(memberId);
      await say(connected, memberId, false);
      expect(outside.agrees(id)).toBe(false);
      outside.agree(id, true);
      expect(await agreesHere(connected, memberId)).toBe(false);
      expect(await chain.must('get-record', {})).toMatchObject({ waiting: 1 });
      await untilTold(connected);
      expect(outside.agrees(id)).toBe(false);
      expect(await agreesHere(connected, memberId)).toBe(false);
    }),
  );

  test(
    'while it does not answer a withdrawal counts here at once, is seen to wait, and is there in the end',
    inConnectedChain({ system }, async (connected) => {
      const { chain, outside, recordId } = connected;
      const memberId = await chain.till.join({ consents: [advertising] });
      const id = await recordId(memberId);
      outside.faults.push(...Array.from({ length: 30 }, () => 'drop-before' as const));
      await say(connected, memberId, false);
      expect(await agreesHere(connected, memberId)).toBe(false);
      expect(outside.agrees(id)).toBe(true);
      expect((await chain.must('get-member-overview', { memberId })).record).toMatchObject({
        away: true,
        waiting: 1,
      });
      outside.faults.length = 0;
      await untilTold(connected);
      expect(outside.agrees(id)).toBe(false);
      expect(await agreesHere(connected, memberId)).toBe(false);
    }),
  );

  test(
    'D3 of two who meet a no counts, unless the other has just said yes',
    inConnectedChain({ system }, async (connected) => {
      const { chain, outside, recordId } = connected;
      const known = { name: 'Анна', surname: 'Соколова', points: 5 };
      const anna = outside.enter({ ...known, phone: '+79161234567', card: '2101000000019' });
      const boris = outside.enter({ ...known, phone: '+79161234568', card: '2101000000026' });
      outside.agree(anna, false);
      outside.agree(boris, true);
      outside.faults.push(...Array.from({ length: 90 }, () => 'drop-before' as const));
      const joins = { city: 'Казань', consents: [advertising] };
      const memberId = await chain.till.join({ phone: '+79161234567', ...joins });
      const other = await chain.till.join({
        phone: '+79161234568',
        consents: [{ ...advertising, given: false }],
      });
      outside.faults.length = 0;
      await untilTold(connected);
      expect([await recordId(memberId), await recordId(other)]).toEqual([anna, boris]);
      expect([outside.agrees(anna), outside.agrees(boris)]).toEqual([true, false]);
      expect(outside.cityOf(anna)).toBe('Казань');
      expect(await agreesHere(connected, memberId)).toBe(true);
      expect(await agreesHere(connected, other)).toBe(false);
    }),
  );

  test(
    'a yes from before the two were connected gives way to a no there',
    inConnectedChain({ system, later: true }, async (connected) => {
      const { chain, outside, connect } = connected;
      const memberId = await chain.till.join({ phone: '+79161234567', consents: [advertising] });
      const id = outside.enter({
        name: 'Анна',
        surname: 'Соколова',
        phone: '+79161234567',
        card: '2101000000019',
        points: 5,
      });
      outside.agree(id, false);
      connect();
      expect(await agreesHere(connected, memberId)).toBe(false);
      await chain.must('update-member', { memberId, city: 'Казань', reason: 'Со слов' });
      expect(outside.agrees(id)).toBe(false);
    }),
  );
});

test(
  'D4 U10 in 1C: a member’s own answers, consents and channels, from the app and to it',
  inConnectedChain({ system: 'onec' }, async (connected) => {
    const { chain, outside, recordId } = connected;
    const { desk } = outside.base;
    const { advertising: agrees, sms, children, shoeSize } = outside.properties;
    const phone = '+79161234567';
    const memberId = await chain.till.join({ phone });
    const id = await recordId(memberId);
    const there = () => [agrees, sms, children, shoeSize].map((one) => desk.propertyOf(id, one));
    await withSite(chain, async (site) => {
      const app = site.browser();
      await signInBy(site, app, { phone });
      await app.must('complete-registration', registration);
      await app.must('answer-questionnaire', { answers: { children: true, 'shoe-size': 42 } });
      expect(there()).toEqual([null, null, 'true', '42']);
      const on = { channel: 'sms', kind: 'offers', on: true } as const;
      await app.must('set-subscriptions', { subscriptions: [on], consent: { version } });
      expect(there()).toEqual(['true', 'true', 'true', '42']);
      const isOn = async () =>
        (await app.must('get-account', {})).subscriptions.some(
          ({ channel, kind, on: is }) => channel === 'sms' && kind === 'offers' && is,
        );
      expect(await isOn()).toBe(true);
      desk.setProperty(id, sms, false);
      desk.setProperty(id, shoeSize, null);
      expect(await isOn()).toBe(false);
      expect((await chain.must('get-member', { memberId })).answers).toEqual({ children: true });
      // What is no answer to the question is none.
      desk.setProperty(id, shoeSize, '99');
      expect((await chain.must('get-member', { memberId })).answers).toEqual({ children: true });
      await app.must('set-subscriptions', { subscriptions: [on] });
      expect(there()).toEqual(['true', 'true', 'true', '99']);
      expect(await isOn()).toBe(true);
      // Who wants no advertising wants none by SMS.
      await app.must('say-consent', { ...advertising, given: false });
      expect(there()).toEqual(['false', 'false', 'true', '99']);
      desk.setProperty(id, sms, true);
      expect(await isOn()).toBe(false);
      await untilTold(connected);
      expect(desk.propertyOf(id, sms)).toBe('false');
    });
  }),
);

import { v7 } from 'uuid';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { deliverMessages } from '../messages/deliver-messages.ts';
import { gateway } from '../messages/testing/gateway.ts';
import { forgetPush } from '../push/push-addresses.ts';
import { days, inChain, type Chain } from '../testing/chain.ts';
import { memberCaller } from '../testing/sign-in.ts';
import { pushAnnouncements } from './push-announcements.ts';
import { tellEvents } from './tell-events.ts';

const promotions = [
  {
    id: 'mine',
    name: { ru: 'Для вас −20 %', en: 'For you, 20% off' },
    priority: 1,
    personal: true,
    effect: { type: 'line-percent', rate: 2000 },
  },
];

/** A browser that takes pushes; gives who it is. */
async function subscribed(chain: Chain, memberId: string, name: string) {
  const caller = await memberCaller(chain.shell, memberId);
  const keys = { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) };
  const asked = { endpoint: `https://push.example/${name}`, keys, language: 'ru' as const };
  expect(await chain.must('start-my-push', asked, caller)).toMatchObject({ on: true });
  return caller;
}

/** Agrees to offers by push and SMS. */
async function wantsOffers(chain: Chain, memberId: string): Promise<void> {
  const caller = await memberCaller(chain.shell, memberId);
  await chain.must('say-consent', { kind: 'advertising', version: '1', given: true }, caller);
  const subscriptions = (['push', 'sms'] as const).map((channel) => ({
    channel,
    kind: 'offers' as const,
    on: true,
  }));
  await chain.must('set-subscriptions', { subscriptions }, caller);
}

/** What goes out, by each channel. */
async function sent(chain: Chain) {
  const [push, sms] = [
    gateway(async ({ address }) =>
      address.includes('gone') ? { state: 'refused', because: 'gone', gone: true } : { state: 'taken' },
    ),
    gateway(),
  ];
  while ((await tellEvents(chain.shell)) > 0);
  const means = {
    channels: { push: push.channel, sms: sms.channel },
    logger: pino({ level: 'silent' }),
    gone: (ownerId: string, _channel: string, address: string) =>
      forgetPush(chain.shell.db, ownerId, address),
  };
  while ((await deliverMessages(chain.shell, means)) > 0);
  const news = ({ given }: typeof push) =>
    given
      .filter(({ purpose }) => !purpose.startsWith('confirm') && purpose !== 'join')
      .map(
        ({ title, address }) =>
          `${title}: ${/[^/"]+(?="|$)/.exec(address.slice(address.indexOf('push.example') + 13))?.[0] ?? ''}`,
      );
  return { push: news(push), sms: sms.given.filter(({ purpose }) => purpose === 'offer-given').length };
}

const give = (chain: Chain, memberId: string) =>
  chain.must('give-offer', {
    memberId,
    offerId: v7(),
    promotion: 'mine',
    validUntil: new Date(chain.now + days(9)).toISOString(),
  });

describe('S4 push first', () => {
  test(
    'an offer is pushed to each browser; an SMS goes only where none takes it',
    inChain(
      'sportswear',
      async (chain) => {
        const anna = await chain.till.join();
        await wantsOffers(chain, anna);
        await sent(chain);
        await give(chain, anna);
        expect(await sent(chain)).toEqual({ push: [], sms: 1 });
        await subscribed(chain, anna, 'phone');
        const gone = await subscribed(chain, anna, 'gone');
        await give(chain, anna);
        expect(await sent(chain)).toEqual({
          push: ['Для вас −20 %: phone', 'Для вас −20 %: gone'],
          sms: 0,
        });
        // Where nobody takes it any more nothing is sent again.
        expect(await chain.must('get-my-push', {}, gone)).toMatchObject({ on: false });
        await give(chain, anna);
        expect((await sent(chain)).push).toEqual(['Для вас −20 %: phone']);
      },
      { promotions },
    ),
  );

  test(
    'nobody who did not agree is told of offers, and who signed out is pushed nothing',
    inChain(
      'sportswear',
      async (chain) => {
        const anna = await chain.till.join();
        const browser = await subscribed(chain, anna, 'phone');
        await sent(chain);
        await give(chain, anna);
        expect(await sent(chain)).toEqual({ push: [], sms: 0 });
        await chain.till.grant(anna, 100);
        expect((await sent(chain)).push).toEqual(['Вам начислили 100 баллов: phone']);
        await chain.must('sign-out', {}, browser);
        await chain.till.grant(anna, 100);
        expect((await sent(chain)).push).toEqual([]);
        const left = await chain.shell.db.selectFrom('push_subscription').select('endpoint').execute();
        expect(left).toEqual([]);
      },
      { promotions },
    ),
  );

  test(
    'what is a day old is in the inbox and goes out no more',
    inChain(
      'sportswear',
      async (chain) => {
        const anna = await chain.till.join();
        await subscribed(chain, anna, 'phone');
        await sent(chain);
        await chain.till.grant(anna, 100);
        chain.now += days(2);
        expect((await sent(chain)).push).toEqual([]);
        const { notices } = await chain.must('list-my-notices', {}, await memberCaller(chain.shell, anna));
        expect(notices.map(({ kind }) => kind)).toContain('points-granted');
      },
      { promotions },
    ),
  );
});

describe('what the chain announces', () => {
  const announce = (chain: Chain, id: string) =>
    chain.must('put-announcements', {
      announcements: [
        {
          id,
          from: new Date(chain.now - 60_000).toISOString(),
          until: new Date(chain.now + days(9)).toISOString(),
          title: { ru: 'Открылись на Невском', en: 'A new store' },
          text: { ru: 'Ждём.', en: 'Come.' },
        },
      ],
    });

  test(
    'is pushed once to who agreed to offers by push and to nobody else, however many workers look',
    inChain('sportswear', async (chain) => {
      const shell = {
        ...chain.shell,
        channels: { ...chain.shell.channels, push: { codes: 'ours' } as const },
      };
      const [anna, boris, vera] = [await chain.till.join(), await chain.till.join(), await chain.till.join()];
      await subscribed(chain, anna, 'anna');
      await subscribed(chain, boris, 'boris');
      await wantsOffers(chain, anna);
      await wantsOffers(chain, vera);
      await announce(chain, 'nevsky');
      const sentTo = await Promise.all([pushAnnouncements(shell), pushAnnouncements(shell)]);
      expect(sentTo[0] + sentTo[1]).toBe(1);
      expect(await pushAnnouncements(shell)).toBe(0);
      const { push } = await sent(chain);
      expect(push.filter((one) => one.startsWith('Открылись'))).toEqual(['Открылись на Невском: anna']);
      await announce(chain, 'another');
      chain.now += days(2);
      expect(await pushAnnouncements(shell)).toBe(0);
    }),
  );
});

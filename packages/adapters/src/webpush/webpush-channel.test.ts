import { createECDH } from 'node:crypto';
import { pushService, type PushService } from '@bonum/standins/webpush';
import { describe, expect, test } from 'vitest';
import type { Channel } from '../ports.ts';
import { message } from '../testing/message.ts';
import { webpushChannel } from './webpush-channel.ts';

function identity() {
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  // A number: noughts in front are left out.
  const own = keys.getPrivateKey();
  return {
    publicKey: keys.getPublicKey('base64url'),
    privateKey: Buffer.concat([Buffer.alloc(32 - own.length), own]).toString('base64url'),
    subject: 'https://chain.example',
  };
}

function withService(body: (service: PushService, channel: Channel) => Promise<void>): () => Promise<void> {
  return async () => {
    const own = identity();
    await using service = await pushService(own.publicKey);
    await body(service, webpushChannel(own, 'anywhere'));
  };
}

const news = (address: string) =>
  message({ address, title: 'Баллы сгорают', text: 'Успейте до пятницы 🎁', url: '/points', code: null });

describe('S1 Web Push', () => {
  test(
    'the browser can read it, and nobody else',
    withService(async (service, channel) => {
      const sent = news(service.subscribe('phone'));
      expect(await channel.send(sent)).toEqual({ state: 'taken', costMicros: 0 });
      const [pushed] = service.pushed;
      expect(JSON.parse(pushed?.payload ?? '')).toEqual({
        title: 'Баллы сгорают',
        body: 'Успейте до пятницы 🎁',
        url: '/points',
        tag: sent.messageId,
      });
      expect(pushed).toMatchObject({
        ttl: 86_400,
        urgency: 'normal',
        topic: sent.messageId.replaceAll('-', ''),
      });
      await channel.send(message({ address: service.subscribe('phone') }));
      expect(service.pushed[1]).toMatchObject({ ttl: 300, urgency: 'high' });
    }),
  );

  test(
    'a browser that is no more is gone, and so is what is no subscription',
    withService(async (service, channel) => {
      const address = service.subscribe('phone');
      service.forget('phone');
      const gone = { state: 'refused', because: 'gone', gone: true };
      expect(await channel.send(news(address))).toEqual(gone);
      service.faults.push({ status: 404, body: '' });
      expect(await channel.send(news(service.subscribe('phone')))).toEqual(gone);
      for (const wrong of ['', '{}', '{"endpoint":"https://push.example/1"}'])
        expect(await channel.send(news(wrong))).toMatchObject({ state: 'refused', gone: true });
    }),
  );

  test(
    'a service that is busy gets it later, a key that browsers do not know is refused',
    withService(async (service, channel) => {
      service.faults.push({ status: 429, body: '' });
      expect(await channel.send(news(service.subscribe('phone')))).toEqual({
        state: 'later',
        because: 'busy',
      });
      const stranger = webpushChannel(identity(), 'anywhere');
      expect(await stranger.send(news(service.subscribe('phone')))).toEqual({
        state: 'refused',
        because: 'http-403',
      });
      service.faults.push('drop-after');
      expect(await channel.send(news(service.subscribe('phone')))).toEqual({
        state: 'unsure',
        because: 'no-answer',
      });
    }),
  );

  test(
    'I4 nothing goes to this machine or its neighbours, whatever a browser says of its service',
    withService(async (service) => {
      const channel = webpushChannel(identity());
      const { keys }: { keys: object } = JSON.parse(service.subscribe('phone'));
      for (const place of [
        service.url,
        'https://127.0.0.1',
        'https://[::1]',
        'https://localhost',
        'https://2130706433',
      ])
        expect(await channel.send(news(JSON.stringify({ endpoint: `${place}/push/phone`, keys })))).toEqual({
          state: 'refused',
          because: 'bad-address',
          gone: true,
        });
      expect(service.pushed).toEqual([]);
    }),
  );

  test(
    'a text of any length fits',
    withService(async (service, channel) => {
      const long = { ...news(service.subscribe('phone')), text: '🎁я'.repeat(5000) };
      expect(await channel.send(long)).toMatchObject({ state: 'taken' });
    }),
  );
});

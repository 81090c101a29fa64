import { smscGateway } from '@bonum/standins/smsc';
import { smsruGateway } from '@bonum/standins/smsru';
import { ucallerGateway } from '@bonum/standins/ucaller';
import { describe, expect, test } from 'vitest';
import { smscChannel } from '../smsc/smsc-channel.ts';
import { smscReceipts } from '../smsc/smsc-receipt.ts';
import { smsruCallChannel, smsruChannel } from '../smsru/smsru-channel.ts';
import { smsruReceipts } from '../smsru/smsru-receipt.ts';
import { message } from '../testing/message.ts';
import { ucallerChannel } from '../ucaller/ucaller-channel.ts';

const smsc = { login: 'chain', password: 'secret', secret: 'callback secret' };
const sender = 'BONUM';

describe('SMS by SMSC.ru', () => {
  test('goes out, and its callback is understood', async () => {
    await using gateway = await smscGateway(smsc);
    const channel = smscChannel({ ...smsc, url: gateway.url, sender });
    const sent = await channel.send(message());
    expect(sent).toMatchObject({ state: 'taken', costMicros: 3_000_000 });
    const [sms] = gateway.sent;
    expect(sms).toMatchObject({ phone: '79160000001', text: message().text });
    const told = (status: number) =>
      smscReceipts(smsc.secret, gateway.callback(sms?.id ?? '', '79160000001', status));
    const [gatewayId] = sent.state === 'taken' ? (sent.gatewayIds ?? []) : [];
    expect(told(0)).toEqual([]);
    expect(told(1)).toEqual([{ gatewayId, state: 'delivered' }]);
    expect(told(25)).toEqual([{ gatewayId, state: 'undelivered' }]);
  });

  test('a callback that somebody made up is none', async () => {
    await using gateway = await smscGateway(smsc);
    expect(smscReceipts('another secret', gateway.callback('1', '79160000001', 1))).toBeNull();
    const changed = gateway.callback('1', '79160000001', 1);
    changed.set('status', '20');
    expect(smscReceipts(smsc.secret, changed)).toBeNull();
    expect(smscReceipts(smsc.secret, new URLSearchParams())).toBeNull();
  });

  test('what it refuses with 200 is refused', async () => {
    await using gateway = await smscGateway(smsc);
    const channel = smscChannel({ ...smsc, url: gateway.url, sender });
    expect(await channel.send(message({ address: '+7916' }))).toEqual({
      state: 'refused',
      because: 'bad-phone',
    });
    gateway.money = 200;
    expect(await channel.send(message())).toEqual({ state: 'refused', because: 'no-money' });
    const stranger = smscChannel({ ...smsc, password: 'wrong', url: gateway.url, sender });
    expect(await stranger.send(message())).toEqual({ state: 'refused', because: 'wrong-login' });
    expect(gateway.sent).toHaveLength(0);
  });

  test('one that nobody knows of is asked after, and sent again only if it was not taken', async () => {
    await using gateway = await smscGateway(smsc);
    const channel = smscChannel({ ...smsc, url: gateway.url, sender });
    for (const fault of ['drop-after', 'drop-before'] as const) {
      const mine = message();
      gateway.faults.push(fault);
      expect(await channel.send(mine)).toEqual({ state: 'unsure', because: 'no-answer' });
      expect(await channel.send({ ...mine, again: true })).toMatchObject({ state: 'taken' });
    }
    expect(gateway.sent).toHaveLength(2);
  });
});

describe('SMS by SMS.ru', () => {
  const account = { apiId: '0000-11' };

  test('goes out, and its callback is understood', async () => {
    await using gateway = await smsruGateway(account);
    const sent = await smsruChannel({ ...account, url: gateway.url }).send(message());
    expect(sent).toEqual({ state: 'taken', gatewayIds: ['202611-1000'], costMicros: 2_850_000 });
    const form = gateway.callback([
      ['202611-1000', 103],
      ['202611-1001', 102],
      ['202611-1002', 106],
    ]);
    expect(smsruReceipts(account.apiId, form)).toEqual([
      { gatewayId: '202611-1000', state: 'delivered' },
      { gatewayId: '202611-1002', state: 'undelivered' },
    ]);
    expect(smsruReceipts('another', form)).toBeNull();
    form.set('data[0]', 'sms_status\n202611-1000\n106\n1795348800');
    expect(smsruReceipts(account.apiId, form)).toBeNull();
  });

  test('a number that is refused inside of an OK is refused', async () => {
    await using gateway = await smsruGateway(account);
    const channel = smsruChannel({ ...account, url: gateway.url });
    gateway.refuseWith = 207;
    expect(await channel.send(message())).toEqual({ state: 'refused', because: 'cannot-reach' });
    gateway.refuseWith = 220;
    expect(await channel.send(message())).toEqual({ state: 'later', because: 'away' });
    gateway.refuseWith = 777;
    expect(await channel.send(message())).toEqual({ state: 'refused', because: 'smsru-777' });
    const stranger = smsruChannel({ apiId: 'wrong', url: gateway.url });
    expect(await stranger.send(message())).toEqual({ state: 'refused', because: 'wrong-login' });
  });
});

describe('C2 FlashCall', () => {
  test('SMS.ru chooses the digits, noughts in front included', async () => {
    await using gateway = await smsruGateway({ apiId: '1' });
    const channel = smsruCallChannel({ apiId: '1', url: gateway.url });
    expect(await channel.send(message({ code: null }))).toEqual({
      state: 'taken',
      code: '0000',
      costMicros: 400_000,
    });
    expect(gateway.called).toMatchObject([{ phone: '79160000001', code: '0000' }]);
    gateway.refuseWith = 231;
    expect(await channel.send(message({ code: null }))).toEqual({ state: 'refused', because: 'too-many' });
  });

  test('uCaller rings with ours, once however often it is asked', async () => {
    const account = { serviceId: 7, key: 'k'.repeat(32) };
    await using gateway = await ucallerGateway(account);
    const channel = ucallerChannel({ ...account, serviceId: '7', url: gateway.url });
    const mine = message({ code: '0471' });
    gateway.faults.push('drop-after');
    expect(await channel.send(mine)).toEqual({ state: 'unsure', because: 'no-answer' });
    expect(await channel.send({ ...mine, again: true })).toEqual({ state: 'taken' });
    expect(gateway.rung).toMatchObject([{ phone: '79160000001', code: '0471' }]);
  });

  test.each([
    [1002, { state: 'refused', because: 'no-money' }],
    [18, { state: 'refused', because: 'too-many' }],
    [429, { state: 'later', because: 'busy' }],
    [500, { state: 'unsure', because: 'broken' }],
  ])('uCaller says %i', async (code, delivery) => {
    const account = { serviceId: 7, key: 'k'.repeat(32) };
    await using gateway = await ucallerGateway(account);
    gateway.refuseWith = code;
    const channel = ucallerChannel({ ...account, serviceId: '7', url: gateway.url });
    expect(await channel.send(message({ code: '0471' }))).toEqual(delivery);
  });
});

describe('whatever stands between a gateway and us', () => {
  const account = { apiId: '1' };

  test.each([
    [
      { status: 429, body: 'slow down' },
      { state: 'later', because: 'busy' },
    ],
    [
      { status: 503, body: '' },
      { state: 'later', because: 'busy' },
    ],
    [
      { status: 200, body: '<html>are you a robot?</html>' },
      { state: 'unsure', because: 'not-understood' },
    ],
    [
      { status: 502, body: 'bad gateway' },
      { state: 'unsure', because: 'not-understood' },
    ],
    [
      { status: 403, body: 'who are you' },
      { state: 'refused', because: 'http-403' },
    ],
    ['drop-before', { state: 'unsure', because: 'no-answer' }],
    ['silent', { state: 'unsure', because: 'no-answer' }],
  ] as const)('%j', async (fault, delivery) => {
    await using gateway = await smsruGateway(account);
    gateway.faults.push(fault);
    expect(await smsruChannel({ ...account, url: gateway.url }).send(message())).toEqual(delivery);
  });

  test('a gateway that is not there has surely taken nothing', async () => {
    const gateway = await smsruGateway(account);
    await gateway[Symbol.asyncDispose]();
    const away = { state: 'later', because: 'away' };
    expect(await smsruChannel({ ...account, url: gateway.url }).send(message())).toEqual(away);
  });
});

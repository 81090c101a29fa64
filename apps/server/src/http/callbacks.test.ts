import type { Channel } from '@bonum/adapters/ports';
import { smscChannel } from '@bonum/adapters/smsc';
import { smscReceipts } from '@bonum/adapters/smsc-receipt';
import { smsruChannel } from '@bonum/adapters/smsru';
import { smsruReceipts } from '@bonum/adapters/smsru-receipt';
import { smscGateway } from '@bonum/standins/smsc';
import { smsruGateway } from '@bonum/standins/smsru';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { deliverMessages } from '../messages/deliver-messages.ts';
import { takeReceipt } from '../messages/receipts.ts';
import { inChain, type Chain } from '../testing/chain.ts';
import { stubServer } from '../testing/stub-server.ts';
import type { Callbacks } from './callbacks.ts';

const smsc = { login: 'chain', password: 'secret', secret: 'agreed' };

/** A chain whose member has been sent a code, and the server that gateways call. */
async function sent(chain: Chain, sms: Channel, read: Callbacks['read']) {
  await chain.must('request-confirmation', { confirmationId: v7(), purpose: 'join', phone: '+79160000001' });
  await deliverMessages(chain.shell, { channels: { sms }, logger: pino({ level: 'silent' }) });
  const callbacks = {
    read,
    take: (provider: string, receipt: Parameters<Callbacks['take']>[1]) =>
      takeReceipt(chain.shell, provider, receipt),
  };
  const { server, log } = stubServer({}, { callbacks });
  const call = async (provider: string, form: URLSearchParams) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', host: 'chain.example' };
    const url = `/callbacks/${provider}`;
    const { statusCode, body } = await server.inject({
      method: 'POST',
      url,
      headers,
      payload: form.toString(),
    });
    return statusCode === 200 ? body : statusCode;
  };
  const state = async () =>
    (await chain.shell.db.selectFrom('attempt').select('state').executeTakeFirstOrThrow()).state;
  return { call, state, log, server };
}

describe('what gateways tell of messages', () => {
  test(
    'SMSC.ru: signed it is believed, once; what it does not know any more is taken with thanks',
    inChain('clothing', async (chain) => {
      await using gateway = await smscGateway(smsc);
      const channel = smscChannel({ ...smsc, url: gateway.url, sender: 'CHAIN' });
      const { call, state, log, server } = await sent(chain, channel, {
        smsc: (form) => smscReceipts(smsc.secret, form),
      });
      const id = gateway.sent[0]?.id ?? '';
      const phone = '79160000001';
      const forged = gateway.callback(id, phone, 20);
      forged.set('status', '1');
      expect(await call('smsc', forged)).toBe(403);
      expect(await call('smsc', new URLSearchParams())).toBe(403);
      expect(await state()).toBe('taken');
      expect(await call('smsc', gateway.callback('1', phone, 1))).toBe('OK');
      expect(await call('smsc', gateway.callback(id, phone, 0))).toBe('OK');
      expect(await state()).toBe('taken');
      const told = await Promise.all(
        [1, 1, 20].map((status) => call('smsc', gateway.callback(id, phone, status))),
      );
      expect(told).toEqual(['OK', 'OK', 'OK']);
      expect(['delivered', 'undelivered']).toContain(await state());
      const before = await state();
      expect(await call('smsc', gateway.callback(id, phone, before === 'delivered' ? 20 : 1))).toBe('OK');
      expect(await state()).toBe(before);
      expect(JSON.stringify(log)).not.toContain(phone);
      // Where nobody is to be expected there is no door.
      const other = await server.inject({
        method: 'POST',
        url: '/callbacks/smsru',
        headers: { host: 'chain.example' },
      });
      expect(other.statusCode).toBe(404);
    }),
  );

  test(
    'SMS.ru: it hears its own word, or it would ask for five days',
    inChain('clothing', async (chain) => {
      await using gateway = await smsruGateway({ apiId: 'agreed' });
      const channel = smsruChannel({ apiId: 'agreed', url: gateway.url });
      const { call, state } = await sent(chain, channel, { smsru: (form) => smsruReceipts('agreed', form) });
      const id = gateway.sent[0]?.id ?? '';
      const form = gateway.callback([
        ['unknown', 103],
        [id, 103],
      ]);
      expect(await call('smsru', form)).toBe('100');
      expect(await call('smsru', form)).toBe('100');
      expect(await state()).toBe('delivered');
      form.set('hash', '00'.repeat(32));
      expect(await call('smsru', form)).toBe(403);
    }),
  );
});

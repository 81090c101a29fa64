import { smppCenter, type SmppCenter } from '@bonum/standins/smpp';
import smpp from 'smpp';
import { describe, expect, test } from 'vitest';
import type { Channel, Receipt } from '../ports.ts';
import { message } from '../testing/message.ts';
import { smppChannel, type SmppChannelAccount } from './smpp-channel.ts';

const login = { systemId: 'bonum', password: 'secret' };

/** Over the real protocol, on a line of this machine. */
function overLine(
  body: (center: SmppCenter, channel: Channel, receipts: Receipt[]) => Promise<void>,
  account: Partial<SmppChannelAccount> = {},
): () => Promise<void> {
  return async () => {
    await using center = await smppCenter(login);
    const place = { host: '127.0.0.1', port: center.port, tls: false, ...login };
    const channel = smppChannel({ ...place, sender: 'BONUM', receiptIds: 'decimal', ...account });
    const receipts: Receipt[] = [];
    channel.listen?.(async (receipt) => {
      // A database that is away for a moment.
      if (receipts.length === 0 && account.systemType === 'away') {
        account = {};
        throw new Error('away');
      }
      receipts.push(receipt);
    });
    try {
      await body(center, channel, receipts);
    } finally {
      await channel.close?.();
    }
  };
}

describe('SMS by SMPP', () => {
  test(
    'goes to the centre once, and its receipt is understood though the id is written otherwise',
    overLine(async (center, channel, receipts) => {
      const sent = await channel.send(message());
      expect(sent).toEqual({ state: 'taken', gatewayIds: [String(0xab_c0de)] });
      expect(center.parts).toMatchObject([
        { to: '79160000001', text: '123456 — код для входа. Никому не говорите.', udh: null, validity: true },
      ]);
      const id = center.parts[0]?.id ?? '';
      expect(await center.receipt(id, 'ENROUTE')).toBe(0);
      expect(await center.receipt(id, 'DELIVRD')).toBe(0);
      expect(await center.receipt(id, 'UNDELIV', { tlv: true })).toBe(0);
      const gatewayId = String(0xab_c0de);
      expect(receipts).toEqual([
        { gatewayId, state: 'delivered' },
        { gatewayId, state: 'undelivered' },
      ]);
    }),
  );

  test(
    'a long text goes in parts, each with its receipt, and an emoji stays whole',
    overLine(async (center, channel) => {
      const text = `${'я'.repeat(66)}🎁 и ещё немного слов, чтобы стало длинно`;
      const sent = await channel.send(message({ text, code: null }));
      expect(sent).toMatchObject({ state: 'taken', gatewayIds: [expect.any(String), expect.any(String)] });
      expect(center.parts.map((part) => part.text).join('')).toBe(text);
      expect(center.parts.map(({ udh }) => udh?.slice(1))).toEqual([
        [2, 1],
        [2, 2],
      ]);
      expect(center.parts.every(({ validity }) => !validity)).toBe(true);
    }),
  );

  test(
    'a centre that has no room for the moment gets the same part again; what it refuses it never gets again',
    overLine(async (center, channel) => {
      center.faults.push(smpp.ESME_RTHROTTLED, smpp.ESME_RMSGQFUL, smpp.ESME_RSYSERR);
      expect(await channel.send(message())).toMatchObject({ state: 'taken' });
      expect(center.parts).toHaveLength(1);
      center.faults.push(0x45);
      expect(await channel.send(message())).toEqual({ state: 'refused', because: 'smpp-69' });
      expect(await channel.send(message({ address: '+44' }))).toEqual({
        state: 'refused',
        because: 'bad-phone',
      });
      expect(center.parts).toHaveLength(1);
    }),
  );

  test(
    'a line that breaks is opened again, and what nobody knows is not said to be out or not',
    overLine(async (center, channel) => {
      expect(await channel.send(message())).toMatchObject({ state: 'taken' });
      center.faults.push('drop-after');
      expect(await channel.send(message())).toEqual({ state: 'unsure', because: 'no-answer' });
      center.faults.push('drop-before');
      expect(await channel.send(message())).toEqual({ state: 'unsure', because: 'no-answer' });
      center.drop();
      await expect.poll(() => center.binds, { timeout: 20_000 }).toBeGreaterThanOrEqual(3);
      expect(await channel.send(message())).toMatchObject({ state: 'taken' });
      expect(center.parts).toHaveLength(3);
    }),
  );

  test(
    'a text of which a part is out is not begun anew',
    overLine(async (center, channel) => {
      const wait = channel.send(message({ text: 'я'.repeat(100) }));
      center.faults.push('early-receipt', 'drop-before');
      expect(await wait).toMatchObject({ state: 'unsure' });
      expect(center.parts).toHaveLength(1);
    }),
  );

  test(
    'a receipt that comes before the answer is taken; one that could not be kept is told again',
    overLine(
      async (center, channel, receipts) => {
        center.faults.push('early-receipt');
        expect(await channel.send(message())).toMatchObject({ state: 'taken' });
        const id = center.parts[0]?.id ?? '';
        expect(receipts).toEqual([]);
        expect(await center.receipt(id, 'DELIVRD')).toBe(0);
        expect(receipts).toEqual([{ gatewayId: String(Number.parseInt(id, 16)), state: 'delivered' }]);
      },
      { systemType: 'away' },
    ),
  );

  test(
    'a centre that does not know us, or is not there, has surely taken nothing',
    overLine(
      async (center, channel) => {
        expect(await channel.send(message())).toEqual({
          state: 'later',
          because: `bind-${smpp.ESME_RINVPASWD}`,
        });
        await center[Symbol.asyncDispose]();
        expect(await channel.send(message())).toMatchObject({ state: 'later' });
        expect(center.parts).toHaveLength(0);
      },
      { password: 'wrong' },
    ),
  );
});

import { asteriskAri, type AsteriskAri } from '@bonum/standins/asterisk';
import { describe, expect, test } from 'vitest';
import type { CallNews } from '../ports.ts';
import { asteriskTelephony } from './asterisk-telephony.ts';

const account = { app: 'bonum', user: 'chain', password: 'agreed' };

const open = (ari: AsteriskAri, rest: object = {}) =>
  asteriskTelephony({
    ...account,
    url: ari.url,
    endpoint: 'PJSIP/{extension}',
    recordsCalls: true,
    againMs: 20,
    ...rest,
  });

async function listening() {
  const ari = await asteriskAri(account);
  const news: CallNews[] = [];
  const telephony = open(ari);
  telephony.listen?.(async (told) => void news.push(...told));
  await expect.poll(() => ari.listening).toBe(true);
  return {
    ari,
    telephony,
    news,
    told: (event: CallNews['event']) => news.filter((one) => one.event === event),
    [Symbol.asyncDispose]: async () => {
      await telephony.close?.();
      await ari[Symbol.asyncDispose]();
    },
  };
}

describe('G7 what Asterisk tells over its web socket', () => {
  test('a customer calls, an operator’s telephone rings and is answered, held, and it ends with a recording', async () => {
    await using stand = await listening();
    const call = stand.ari.incoming('+79160000001', '101');
    call.ring();
    call.answer();
    call.hold();
    call.hangUp();
    await expect.poll(() => stand.told('recording-ready').length).toBe(1);
    expect(new Set(stand.news.map(({ externalCallId }) => externalCallId))).toEqual(new Set([call.id]));
    const leg = { leg: call.leg, extension: '101', direction: 'in', clientPhone: '+79160000001' };
    expect(stand.told('started')).toContainEqual(expect.objectContaining(leg));
    expect(stand.told('started')).toContainEqual(
      expect.objectContaining({ line: '74950000001', clientPhone: '+79160000001' }),
    );
    expect(stand.told('answered').every((one) => one.leg === call.leg)).toBe(true);
    expect(stand.told('held')).toMatchObject([leg]);
    expect(stand.told('ended').map((one) => one.leg)).toEqual([call.leg, undefined]);
    expect(stand.told('recording-ready')).toMatchObject([{ recordRef: call.id }]);
    stand.ari.record(call.id);
    const fetched = await stand.telephony.fetchRecording(call.id);
    expect(fetched.state).toBe('got');
    expect(await stand.telephony.fetchRecording('other')).toEqual({ state: 'later', because: 'http-404' });
  });

  test('a line that broke is opened again, and what ended meanwhile has ended', async () => {
    await using stand = await listening();
    const [stays, goes] = [stand.ari.incoming('79160000001', '101'), stand.ari.incoming('anonymous', '102')];
    stays.ring();
    goes.ring();
    await expect
      .poll(() => stand.news.some((one) => one.extension === '102' && one.clientPhone === null))
      .toBe(true);
    stand.ari.drop();
    goes.hangUp();
    stays.answer();
    await expect.poll(() => stand.told('ended').map((one) => one.externalCallId)).toEqual([goes.id, goes.id]);
    expect(stand.told('answered')).toMatchObject([{ externalCallId: stays.id, leg: stays.leg }]);
    expect(stand.ari.connections).toBe(2);
  });

  test('of two workers one listens, and the other when the first has gone', async () => {
    await using stand = await listening();
    const heard: CallNews[] = [];
    const second = open(stand.ari);
    second.listen?.(async (told) => void heard.push(...told));
    stand.ari.incoming('79160000001', '101').ring();
    await expect.poll(() => stand.news.length).toBeGreaterThan(0);
    expect([stand.ari.connections, heard.length]).toEqual([1, 0]);
    await stand.telephony.close?.();
    await expect.poll(() => heard.length).toBeGreaterThan(0);
    await second.close?.();
  });

  test('with a wrong password nothing is heard, and what is asked is refused', async () => {
    await using ari = await asteriskAri(account);
    const stranger = open(ari, { password: 'guessed' });
    stranger.listen?.(async () => undefined);
    const command = { act: 'hang-up', externalCallId: '1.1', leg: null } as const;
    expect(await stranger.command(command)).toEqual({ state: 'refused', because: 'http-401' });
    expect(ari.connections).toBe(0);
    await stranger.close?.();
  });
});

test('G7 a call is ended by whoever called; only an app’s own can be held or handed over', async () => {
  await using stand = await listening();
  const call = stand.ari.incoming('79160000001', '101');
  call.ring();
  const of = { externalCallId: call.id, leg: call.leg };
  expect(await stand.telephony.command({ act: 'hang-up', ...of })).toEqual({ state: 'done' });
  for (const command of [
    { act: 'hold', ...of },
    { act: 'transfer', ...of, extension: '101', to: '102' },
  ] as const)
    expect(await stand.telephony.command(command)).toEqual({ state: 'refused', because: 'not-in-app' });
  expect(stand.ari.asked).toEqual([
    `DELETE /ari/channels/${call.id}`,
    `POST /ari/channels/${call.leg}/hold`,
    `POST /ari/channels/${call.leg}/redirect?endpoint=PJSIP%2F102`,
  ]);
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChannels } from './open-channels.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonum-channels-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function open(said: unknown, publicUrl = 'http://localhost:3000') {
  const channelsFile = join(folder, 'channels.json');
  await writeFile(channelsFile, typeof said === 'string' ? said : JSON.stringify(said));
  return openChannels({ channelsFile, publicUrl }, 'only for tests');
}

const smpp = { provider: 'smpp', host: 'sms.example', systemId: 'chain', password: 'hush', sender: 'CHAIN' };

describe('the file of channels', () => {
  test('names who is behind each', async () => {
    const { channels, callbacks } = await open({
      sms: { provider: 'smsru', apiId: 'hush' },
      flashcall: { provider: 'ucaller', serviceId: 7, key: 'hush' },
      email: { provider: 'smtp', url: 'smtps://mail.example', from: 'Chain <chain@mail.example>' },
    });
    const names = Object.entries(channels).map(
      ([kind, { provider, codes }]) => `${kind} ${provider} ${codes}`,
    );
    expect(names).toEqual(['sms smsru ours', 'flashcall ucaller ours', 'email smtp ours']);
    expect(Object.keys(callbacks)).toEqual(['smsru']);
    expect((await open({ sms: { ...smpp, port: 2776, tls: true } })).channels.sms?.provider).toBe('smpp');
    expect(
      (await open({ flashcall: { provider: 'smsru-call', apiId: 'hush' } })).channels.flashcall?.codes,
    ).toBe('theirs');
  });

  test('is not needed for Web Push, which needs an address with TLS', async () => {
    const without = { channelsFile: undefined, publicUrl: 'https://chain.example' };
    expect(Object.keys((await openChannels(without, 'only for tests')).channels)).toEqual(['push']);
    expect(Object.keys((await open({})).channels)).toEqual([]);
  });

  test.each([
    ['{"sms": ', 'not a JSON object'],
    [{ sms: { provider: 'pigeon', password: 'hush' } }, 'set sms.provider to one of smpp, smsc, smsru'],
    [{ sms: { provider: 'ucaller', serviceId: '7', key: 'hush' } }, 'set sms.provider to one of smpp'],
    [{ sms: { ...smpp, host: undefined } }, 'set sms.host'],
    [{ sms: { ...smpp, passwrod: 'hush' } }, 'sms.passwrod is not known'],
    [{ sms: { ...smpp, password: ['hush'] } }, 'set sms.password to a text'],
    [{ letter: { provider: 'smtp', url: 'hush', from: 'a@b' } }, 'there is no such channel'],
    [{ sms: 'hush' }, 'set sms to an object'],
  ])('says what is wrong with it, and no secret: %j', async (said, sentence) => {
    const refused = await open(said).then(String, String);
    expect(refused).toContain(sentence);
    expect(refused).not.toContain('hush');
  });
});

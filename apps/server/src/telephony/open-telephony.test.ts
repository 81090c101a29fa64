import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTelephony } from './open-telephony.ts';

let dataFolder: string;
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'bonum-telephony-'));
});
afterAll(() => rm(dataFolder, { recursive: true }));

async function open(said: unknown) {
  const telephonyFile = join(dataFolder, 'telephony.json');
  await writeFile(telephonyFile, typeof said === 'string' ? said : JSON.stringify(said));
  return openTelephony({ telephonyFile, dataFolder });
}

const mango = { apiKey: 'key', salt: 'hush' };
const asterisk = { url: 'http://pbx.example:8088', app: 'bonum', user: 'bonum', password: 'hush' };
const s3 = {
  endpoint: 'https://storage.example',
  bucket: 'calls',
  accessKeyId: 'key',
  secretAccessKey: 'hush',
};

describe('the file of telephony', () => {
  test('names the exchanges, and where recordings are kept', async () => {
    const { exchanges, webhooks } = await open({ mango, asterisk, recordings: s3 });
    expect(Object.keys(exchanges)).toEqual(['mango', 'asterisk']);
    expect(Object.keys(webhooks)).toEqual(['mango']);
    const none = await openTelephony({ telephonyFile: undefined, dataFolder });
    expect([none.exchanges, none.webhooks]).toEqual([{}, {}]);
    expect(await none.recordings.read('ab/c/d.mp3', { first: 0, last: 1 })).toBeNull();
  });

  test('recordings by address come from the internet, or from where the file says', async () => {
    const { byAddress } = await open({ mango });
    const inward = { state: 'later', because: 'inward' };
    for (const url of [
      'http://127.0.0.1:1/a.mp3',
      'http://[::1]/a',
      'http://169.254.169.254/',
      'http://localhost:1/a',
    ])
      expect(await byAddress(url), url).toEqual(inward);
    const trusting = await open({ recordings: { hosts: '127.0.0.1, pbx.example' } });
    expect(await trusting.byAddress('http://127.0.0.1:1/a.mp3')).toEqual({ state: 'later', because: 'away' });
  });

  test.each([
    ['{"mango": ', 'not a JSON object'],
    [{ pigeon: { salt: 'hush' } }, 'there is no pigeon'],
    [{ mango: 'hush' }, 'set mango to an object'],
    [{ mango: { apiKey: 'hush' } }, 'set mango.salt'],
    [{ mango: { ...mango, slat: 'hush' } }, 'mango.slat is not known'],
    [{ mango: { ...mango, salt: ['hush'] } }, 'set mango.salt to a text'],
    [{ asterisk: { ...asterisk, url: 'hush' } }, 'set asterisk to an address'],
    [{ recordings: { endpoint: 'https://storage.example' } }, 'set recordings to bucket'],
    [{ recordings: { ...s3, folder: '/hush' } }, 'a folder and an endpoint'],
  ])('says what is wrong with it, and no secret: %j', async (said, sentence) => {
    const refused = await open(said).then(String, String);
    expect(refused).toContain(sentence);
    expect(refused).not.toContain('hush');
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mangoOffice, type MangoOffice, type Notification } from '@bonum/standins/mango';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wholeServer, type WholeServer } from '../testing/whole-server.ts';
import { openTelephony } from './open-telephony.ts';

const keys = { key: 'chain', salt: 'agreed' };
let [office, whole, folder]: [MangoOffice | null, WholeServer | null, string] = [null, null, ''];

function stand(): { office: MangoOffice; whole: WholeServer } {
  if (!office || !whole) throw new Error('not begun');
  return { office, whole };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonum-webhooks-'));
  office = await mangoOffice(keys);
  const telephonyFile = join(folder, 'telephony.json');
  await writeFile(
    telephonyFile,
    JSON.stringify({ mango: { apiKey: keys.key, salt: keys.salt, url: office.url } }),
  );
  whole = await wholeServer({ telephony: await openTelephony({ telephonyFile, dataFolder: folder }) });
});
afterAll(async () => {
  await whole?.[Symbol.asyncDispose]();
  await office?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const post = async ({ path, form }: Notification): Promise<number> => {
  const response = await fetch(`${stand().whole.baseUrl}/callbacks/mango/${path}`, {
    method: 'POST',
    body: form,
  });
  await response.text();
  return response.status;
};

const row = (entryId: string) =>
  stand()
    .whole.database.db.selectFrom('call')
    .selectAll()
    .where('external_id', '=', entryId)
    .executeTakeFirst();

describe('G7 Mango Office calls us', () => {
  test('signed it is believed, in any order and as often as it likes', async () => {
    const told = stand().office.incoming({ entryId: 'E1', from: '79160000001', extension: '101' });
    for (const one of [...told.toReversed(), ...told]) expect(await post(one)).toBe(200);
    const first = await row('E1');
    expect(first).toMatchObject({
      state: 'ended',
      client_phone: '+79160000001',
      talk_seconds: 30,
      extension: '101',
      direction: 'in',
    });
    // Somebody who caught it sends it again.
    for (const one of told) expect(await post(one)).toBe(200);
    expect(await row('E1')).toEqual(first);
  });

  test('a call whose answer was lost, and one that nobody answered', async () => {
    const [appeared, , ended, summary] = stand().office.incoming({
      entryId: 'E2',
      from: '79160000001',
      extension: '101',
    });
    for (const one of [summary, ended, appeared]) if (one) await post(one);
    expect(await row('E2')).toMatchObject({ state: 'ended', talk_seconds: 30 });
    for (const one of stand().office.incoming({ entryId: 'E3', extension: '101', missed: true }))
      await post(one);
    expect(await row('E3')).toMatchObject({
      state: 'ended',
      talk_seconds: 0,
      client_phone: null,
      answered_at: null,
    });
  });

  test('forged, written anew, or of another day it makes no call', async () => {
    const [genuine] = stand().office.incoming({ entryId: 'E4', from: '79160000001', extension: '101' });
    if (!genuine) throw new Error('nothing was told');
    const changed = new URLSearchParams(genuine.form);
    changed.set('json', (genuine.form.get('json') ?? '').replace('79160000001', '79167777777'));
    const spaced = new URLSearchParams(genuine.form);
    spaced.set('json', `${genuine.form.get('json')} `);
    for (const form of [
      changed,
      spaced,
      new URLSearchParams(),
      new URLSearchParams({ json: '{}', sign: '00' }),
    ])
      expect(await post({ ...genuine, form })).toBe(403);
    const old = stand().office.incoming({
      entryId: 'E4',
      from: '79160000001',
      extension: '101',
      at: 1_700_000_000,
    });
    for (const one of old) expect(await post(one)).toBe(200);
    // A sign over `null` is a sign; what it says is nothing.
    for (const said of [null, [], 'x'])
      expect([200, 403]).toContain(await post(stand().office.sign('events/call', said as unknown as object)));
    expect(await row('E4')).toBeUndefined();
    const elsewhere = await fetch(`${stand().whole.baseUrl}/callbacks/asterisk/events/call`, {
      method: 'POST',
      body: genuine.form,
    });
    expect(elsewhere.status).toBe(404);
  });
});

describe('G7 a desk that is open is told', () => {
  test('of a call at its operator’s telephone, and of no other', async () => {
    const [anna, boris] = [
      await stand().whole.staff({ roles: ['operator'] }),
      await stand().whole.staff({ roles: ['operator'] }),
    ];
    const { baseUrl } = stand().whole;
    for (const [operator, extension] of [
      [anna, '201'],
      [boris, '202'],
    ] as const) {
      const headers = {
        cookie: operator.cookie,
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
      };
      await fetch(`${baseUrl}/v1/staff/me/extension`, {
        method: 'PUT',
        headers,
        body: JSON.stringify({ extension }),
      });
    }
    const open = async (cookie: string) => {
      const stop = new AbortController();
      const response = await fetch(`${baseUrl}/v1/staff/live/calls`, {
        headers: { cookie },
        signal: stop.signal,
      });
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      let all = '';
      const until = async (wanted: string) => {
        while (!all.includes(wanted)) all += (await reader?.read())?.value ?? '';
        return all;
      };
      return { until, heard: () => all, stop: () => stop.abort() };
    };
    const [hers, his] = [await open(anna.cookie), await open(boris.cookie)];
    await Promise.all([hers.until('retry'), his.until('retry')]);
    const [appeared] = stand().office.incoming({ entryId: 'E5', from: '79160000001', extension: '201' });
    if (appeared) await post(appeared);
    await hers.until('event: calls');
    const [other] = stand().office.incoming({ entryId: 'E6', extension: '202' });
    if (other) await post(other);
    await his.until('event: calls');
    // Of the first one he heard nothing: this was the only one.
    expect(his.heard().split('event: calls')).toHaveLength(2);
    hers.stop();
    his.stop();
    const stranger = await fetch(`${baseUrl}/v1/staff/live/calls`);
    expect(stranger.status).toBe(401);
  });
});

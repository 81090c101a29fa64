import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { command, receipt } from '../testing/record-command.ts';
import { given, keys, phone, settingsOf, spent, withSaby } from '../testing/saby.ts';
import { readSbisSettings, sbisRecord } from './sbis-record.ts';
import { sbisDefaults } from './sbis-settings.ts';

test('Russian Windows is read: what Saby says, and what it calls its points of sale', () =>
  withSaby(
    async (saby, record) => {
      saby.faults.push('none', 'windows-1251', 'windows-1251');
      expect(await record.check()).toContainEqual({
        what: 'pointId 999',
        fault: 'no-point',
        about: { names: '206 — Тверская, 1; 207 — Арбат, 2; 208 — Лесная, 3' },
      });
      const recordId = saby.seed({ phone, bonuses: 100 });
      saby.faults.push('windows-1251');
      expect(await record.read(recordId)).toMatchObject({ about: { said: 'Неизвестная точка продаж' } });
    },
    { settings: { pointId: 999 } },
  ));

describe('whatever is wrong on the way', () => {
  const page = { body: '<html>Ведутся работы</html>', type: 'text/html' };
  test.each([
    ['a page with 200', { status: 200, ...page }, { because: 'not-understood' }],
    ['403', { status: 403, ...page }, { because: 'wrong-login' }],
    ['404 of a proxy', { status: 404, ...page }, { because: 'not-understood' }],
    [
      '429',
      { status: 429, ...page, headers: { 'retry-after': '3' } },
      { because: 'busy', retryAfterMs: 3000 },
    ],
    ['503', { status: 503, ...page }, { because: 'busy' }],
    ['500', { status: 500, ...page }, { because: 'broken' }],
    ['a line that breaks', 'drop-before', { because: 'no-answer' }],
    ['half an answer', 'half-written', { because: 'no-answer' }],
    ['no answer', 'silent', { because: 'no-answer' }],
  ] as const)('%s: it is away', (_, fault, away) =>
    withSaby(
      async (saby, record) => {
        const recordId = saby.seed({ phone, bonuses: 100 });
        await record.carryOut(command(given, { phone, recordId }));
        for (const asked of [
          () => record.find({ phone }),
          () => record.read(recordId),
          () => record.carryOut(command(spent(10), { phone, recordId })),
          () => record.carryOut(command({ act: 'receipt', receipt: receipt({ receiptId: 'x' }) }, { phone })),
        ]) {
          saby.faults.push(fault);
          expect(await asked()).toEqual({ state: 'away', ...away });
        }
        saby.faults.push(fault);
        expect(await record.check()).toMatchObject([{ what: 'point/list', fault: expect.any(String) }]);
      },
      fault === 'silent' ? { settings: { patienceMs: 1000 } } : {},
    ),
  );

  test('a token that is over is asked for anew, by whoever needs one first', () =>
    withSaby(async (saby, record) => {
      const recordId = saby.seed({ phone, bonuses: 7 });
      await record.read(recordId);
      saby.expireTokens();
      const read = await Promise.all(Array.from({ length: 6 }, () => record.read(recordId)));
      expect(read.every(({ state }) => state === 'read')).toBe(true);
      expect(saby.turnedAway.count).toBe(0);
    }));

  test('401 again and again, and keys that are wrong', () =>
    withSaby(async (saby, record) => {
      const recordId = saby.seed({ phone });
      await record.read(recordId);
      saby.faults.push({ status: 401, body: '' }, 'none', { status: 401, body: '' });
      expect(await record.read(recordId)).toEqual({ state: 'away', because: 'wrong-login' });
      const stranger = sbisRecord(settingsOf(saby, { secretKey: 'wrong' }));
      expect(await stranger.find({ phone })).toEqual({ state: 'away', because: 'wrong-login' });
    }));

  test('many at once are two at a time', () =>
    withSaby(async (saby, record) => {
      const recordId = saby.seed({ phone, bonuses: 7 });
      const read = await Promise.all(Array.from({ length: 20 }, () => record.read(recordId)));
      expect(read.every(({ state }) => state === 'read')).toBe(true);
      expect(saby.turnedAway.count).toBe(0);
      // The stand-in does turn away whoever comes as a third.
      const many = await Promise.all(Array.from({ length: 6 }, () => fetch(`${saby.apiUrl}/point/list`)));
      expect(many.some(({ status }) => status === 429)).toBe(true);
    }));
});

describe('what Bonum needs of Saby', () => {
  test('is there, over all pages of points', () =>
    withSaby(
      async (_, record) => {
        expect((await record.check()).filter(({ fault }) => fault !== null)).toEqual([]);
      },
      { settings: { stores: { a: 207, b: 208 } } },
    ));

  test('is missing, with what there is instead', () =>
    withSaby(
      async (_, record) => {
        expect((await record.check()).filter(({ fault }) => fault !== null)).toEqual([
          {
            what: 'pointId 999',
            fault: 'no-point',
            about: { names: '206 — Тверская, 1; 207 — Арбат, 2; 208 — Лесная, 3' },
          },
        ]);
      },
      { settings: { stores: { a: 999 } } },
    ));
});

test('settings are wrong where they are, and say what to write', () => {
  const least = { ...keys, pointId: 206 };
  expect(readSbisSettings(least)).toEqual({ ok: true, settings: least });
  expect(readSbisSettings({ ...least, orders: null, stores: { a: 1 }, kind: 'base' })).toMatchObject({
    ok: true,
  });
  const read = readSbisSettings({
    ...keys,
    pointId: '206',
    orders: { writeOffBy: 'PUT', other: 1 },
    stores: { a: 'b' },
  });
  expect(read.ok ? [] : read.mistakes.map(({ path }) => path)).toEqual([
    'pointId',
    'stores',
    'orders.writeOffBy',
    'orders.other',
  ]);
});

test('docs/sbis.md shows the settings in full, as they are when they are left out', async () => {
  const page = await readFile(new URL('../../../../docs/sbis.md', import.meta.url), 'utf8');
  const shown: unknown = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
  expect(readSbisSettings(shown)).toMatchObject({ ok: true });
  expect(shown).toMatchObject(sbisDefaults);
});

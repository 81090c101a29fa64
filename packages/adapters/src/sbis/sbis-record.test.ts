import { readFile } from 'node:fs/promises';
import type { Fault } from '@bonum/standins/http-gateway';
import { sbisRetail, type SbisRetail } from '@bonum/standins/sbis-retail';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RecordCommand, SystemOfRecord } from '../system-of-record.ts';
import { command, nobody, points, receipt } from '../testing/record-command.ts';
import { readSbisSettings, sbisRecord, type SbisSettings } from './sbis-record.ts';
import { sbisDefaults } from './sbis-settings.ts';

const keys = { appClientId: '1001', appSecret: 'SECRET', secretKey: 'key' };
const stores = { 206: 'Тверская, 1', 207: 'Арбат, 2', 208: 'Лесная, 3' };
const phone = '+79161234567';

const settingsOf = (saby: SbisRetail, more: Partial<SbisSettings> = {}): SbisSettings => ({
  ...keys,
  authUrl: saby.authUrl,
  apiUrl: saby.apiUrl,
  pointId: 206,
  stores: { '7708': 207 },
  patienceMs: 5000,
  ...more,
});

async function withSaby(
  work: (saby: SbisRetail, record: SystemOfRecord) => Promise<void>,
  {
    settings = {},
    ...standin
  }: { settings?: Partial<SbisSettings>; keepsForeignIds?: boolean; writeOffsAddUp?: boolean } = {},
): Promise<void> {
  await using saby = await sbisRetail({ ...keys, points: stores, pageSize: 2, ...standin });
  await work(saby, sbisRecord(settingsOf(saby, settings)));
}

const sold = receipt();
const spent = (amount: number) => points(-amount, sold.receiptId);
const given = { act: 'receipt', receipt: sold } as const;

describe('who is in Saby', () => {
  test('is found by phone, with what they may spend, which comes as text', () =>
    withSaby(async (saby, record) => {
      const recordId = saby.seed({ phone, bonuses: 350.5 });
      const member = { ...nobody, recordId, phone, cards: [], points: 350, suspended: false };
      expect(await record.find({ phone })).toEqual({ state: 'read', value: member });
      expect(await record.read(recordId)).toEqual({ state: 'read', value: { ...member, phone: null } });
      saby.setBonuses(recordId, null);
      expect(await record.read(recordId)).toMatchObject({ value: { points: null } });
      saby.wrapped = true;
      expect(await record.find({ phone })).toMatchObject({ value: { recordId } });
    }));

  test('nobody is null; by card and e-mail Saby finds nobody', () =>
    withSaby(async (saby, record) => {
      saby.seed({ phone });
      for (const by of [{ phone: '+79990000000' }, { card: '2000000000015' }, { email: 'a@b.example' }])
        expect(await record.find(by)).toEqual({ state: 'read', value: null });
      expect(await record.read('nobody')).toEqual({ state: 'read', value: null });
      saby.faults.push({ status: 400, body: JSON.stringify({ message: 'Клиент не найден' }) });
      expect(await record.find({ phone })).toEqual({ state: 'read', value: null });
    }));
});

test('what Saby lets nobody do from outside, Bonum keeps', () =>
  withSaby(async (saby, record) => {
    const recordId = saby.seed({ phone, bonuses: 100 });
    const who = { phone, recordId };
    for (const act of [
      { act: 'register' },
      { act: 'change' },
      { act: 'suspend' },
      { act: 'resume' },
      { act: 'put-card', card: { number: '2000000000015', state: 'active' } },
      points(50),
      points(50, sold.receiptId),
      points(-50),
      { ...spent(50), because: 'return' },
      { act: 'merge', intoRecordId: 'another' },
      { act: 'forget' },
      { act: 'receipt', receipt: receipt({ kind: 'return' }) },
    ] as const)
      expect(await record.carryOut(command(act, who))).toEqual({ state: 'kept' });
    expect(await record.carryOut(command(given, { recordId }))).toEqual({ state: 'kept' });
    expect(saby.bonusesOf(recordId)).toBe(100);
    expect(saby.orders).toHaveLength(0);
  }));

describe('a receipt', () => {
  test('is an order at its point of sale, to the kopeck', () =>
    withSaby(async (saby, record) => {
      saby.percent = 5;
      const recordId = saby.seed({ phone });
      const lines = [
        { lineId: '1', productId: '100', name: 'Чай', quantity: 3000, price: 3400, total: 10_000 },
        {
          lineId: '2',
          productId: '200',
          name: 'Сыр',
          quantity: 355,
          price: 80_000,
          total: 28_000,
          byPoints: 400,
        },
      ];
      const carried = await record.carryOut(
        command(
          { act: 'receipt', receipt: receipt({ lines, total: 38_000 }) },
          { phone, recordId, name: 'Анна' },
        ),
      );
      expect(carried).toEqual({ state: 'done', reference: '1001' });
      expect(saby.orders).toMatchObject([
        {
          pointId: 207,
          customerId: recordId,
          datetime: '2026-10-05 23:30:00',
          comment: 'Bonum store-7/till-2/000123',
          total: 384,
          bonusInc: 19,
        },
      ]);
      expect(await record.read(recordId)).toMatchObject({ value: { points: 19 } });
    }));

  test('of somebody new makes them a customer; of an unknown store it is refused', () =>
    withSaby(async (saby, record) => {
      await record.carryOut(command(given, { phone }));
      expect(await record.find({ phone })).toMatchObject({ value: { points: 0 } });
      const elsewhere = receipt({ storeId: 'tverskaya' });
      expect(await record.carryOut(command({ act: 'receipt', receipt: elsewhere }, { phone }))).toMatchObject(
        {
          state: 'refused',
          because: 'unknown-store',
        },
      );
      const nowhere = receipt({ storeId: '999', receiptId: 'r-2' });
      expect(await record.carryOut(command({ act: 'receipt', receipt: nowhere }, { phone }))).toEqual({
        state: 'refused',
        because: 'sbis-refused',
        detail: 'Неизвестная точка продаж',
      });
      expect(saby.orders).toHaveLength(1);
    }));

  test('is kept where orders reach Saby by another way, and so is what was spent', () =>
    withSaby(
      async (saby, record) => {
        for (const act of [given, spent(10)])
          expect(await record.carryOut(command(act, { phone }))).toEqual({ state: 'kept' });
        expect(saby.heard.size).toBe(0);
      },
      { settings: { orders: null } },
    ));
});

describe.each([
  ['GET', false],
  ['POST', true],
] as const)(
  'points that were spent, written off by %s (a second adds up: %s)',
  (writeOffBy, writeOffsAddUp) => {
    const how = { settings: { orders: { writeOffBy } }, writeOffsAddUp };

    test('are taken off the order, as far as there are any, once', () =>
      withSaby(async (saby, record) => {
        const recordId = saby.seed({ phone, bonuses: 120 });
        await record.carryOut(command(given, { phone, recordId }));
        const pay = command(spent(150), { phone, recordId });
        expect(await record.carryOut(pay)).toEqual({ state: 'done', taken: -120 });
        saby.setBonuses(recordId, 200);
        expect(await record.carryOut(pay)).toEqual({ state: 'done', taken: -120 });
        expect(saby.bonusesOf(recordId)).toBe(200);
        expect(saby.orders).toMatchObject([{ bonusDec: 120 }]);
      }, how));

    test('are kept where none are, no order is, or they are switched off', () =>
      withSaby(async (saby, record) => {
        const recordId = saby.seed({ phone, bonuses: 0 });
        const pay = command(spent(150), { phone, recordId });
        expect(await record.carryOut(pay)).toEqual({ state: 'kept' });
        await record.carryOut(command(given, { phone, recordId }));
        expect(await record.carryOut(pay)).toEqual({ state: 'kept' });
        saby.setBonuses(recordId, null);
        expect(await record.carryOut(pay)).toEqual({ state: 'kept' });
      }, how));

    test('of which somebody else takes a part at the same moment are what is left', () =>
      withSaby(async (saby, record) => {
        const recordId = saby.seed({ phone, bonuses: 120 });
        await record.carryOut(command(given, { phone, recordId }));
        saby.meanwhile.push(
          () => undefined,
          () => undefined,
          () => saby.setBonuses(recordId, 30),
        );
        expect(await record.carryOut(command(spent(100), { phone, recordId }))).toEqual({
          state: 'done',
          taken: -30,
        });
      }, how));

    test('of another kind than Saby’s are kept', () =>
      withSaby(
        async (saby, record) => {
          const recordId = saby.seed({ phone, bonuses: 120 });
          await record.carryOut(command(given, { phone, recordId }));
          expect(await record.carryOut(command(spent(10), { phone, recordId }))).toEqual({ state: 'kept' });
        },
        { ...how, settings: { ...how.settings, kind: 'gifts' } },
      ));
  },
);

describe('an answer that is lost', () => {
  test('makes no second order and takes nothing twice, wherever it is lost', async () => {
    for (const fault of ['drop-before', 'drop-after', 'half-written'] as const)
      for (const before of [0, 1, 2, 3, 4])
        await withSaby(async (saby, record) => {
          const recordId = saby.seed({ phone, bonuses: 500 });
          await record.carryOut(
            command({ act: 'receipt', receipt: receipt({ receiptId: 'earlier' }) }, { phone, recordId }),
          );
          for (const act of [given, spent(100)]) {
            const told = command(act, { phone, recordId });
            saby.faults.push(...Array.from({ length: before }, () => 'none' as const), fault);
            let carried = await record.carryOut(told);
            while (carried.state === 'away') carried = await record.carryOut(told);
            expect(carried.state).toBe('done');
            saby.faults.length = 0;
            expect(await record.carryOut(told)).toMatchObject({ state: 'done' });
          }
          expect(saby.orders.map(({ bonusDec }) => bonusDec)).toEqual([0, 100]);
          expect(saby.bonusesOf(recordId)).toBe(400);
        });
  });

  test('is left to people where Saby keeps no ids but its own', () =>
    withSaby(
      async (saby, record) => {
        const told = command(given, { phone });
        saby.faults.push('none', 'none', 'drop-after');
        const carried = await record.carryOut(told);
        expect(carried).toMatchObject({ state: 'refused', because: 'unsure' });
        expect(carried).toHaveProperty('detail', expect.stringContaining('«Bonum store-7/till-2/000123»'));
        expect(saby.orders).toHaveLength(1);
        const next = receipt({ receiptId: 'next' });
        expect(await record.carryOut(command({ act: 'receipt', receipt: next }, { phone }))).toMatchObject({
          state: 'done',
        });
        expect((await record.check()).filter(({ ok }) => !ok)).toMatchObject([
          { what: 'order/create externalId' },
        ]);
      },
      { keepsForeignIds: false },
    ));
});

test('points that were spent are written off once each, whatever is lost and given again', async () => {
  const fault = fc.constantFrom<Fault>('none', 'drop-before', 'drop-after', 'half-written');
  const step = fc.record({
    of: fc.nat({ max: 3 }),
    faults: fc.array(fault, { maxLength: 4 }),
    over: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 150 }), { minLength: 4, maxLength: 4 }),
      fc.array(step, { maxLength: 12 }),
      async (amounts, steps) => {
        await withSaby(async (saby, record) => {
          const recordId = saby.seed({ phone, bonuses: 1000 });
          const receipts = amounts.map((_, index) => receipt({ receiptId: `r-${index}` }));
          for (const one of receipts)
            await record.carryOut(command({ act: 'receipt', receipt: one }, { phone, recordId }));
          const commands = amounts.map((amount, index) =>
            command(points(-amount, `r-${index}`), { phone, recordId }),
          );
          const told = new Set<RecordCommand>();
          for (const { of, faults, over } of steps) {
            const one = commands[of];
            if (!one) continue;
            if (over) saby.expireTokens();
            saby.faults.splice(0, saby.faults.length, ...faults);
            told.add(one);
            await record.carryOut(one);
          }
          saby.faults.length = 0;
          for (const one of told) expect(await record.carryOut(one)).toMatchObject({ state: 'done' });
          const sum = [...told].reduce((total, one) => total + (one.act === 'points' ? one.points : 0), 1000);
          expect(saby.bonusesOf(recordId)).toBe(sum);
        });
      },
    ),
    { numRuns: 40 },
  );
});

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
        expect(await record.check()).toMatchObject([{ what: 'point/list', ok: false }]);
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
        expect((await record.check()).filter(({ ok }) => !ok)).toEqual([]);
      },
      { settings: { stores: { a: 207, b: 208 } } },
    ));

  test('is missing, with what there is instead', () =>
    withSaby(
      async (_, record) => {
        expect((await record.check()).filter(({ ok }) => !ok)).toEqual([
          {
            what: 'pointId 999',
            ok: false,
            detail: 'Такой точки продаж в Saby нет. Есть: 206 — Тверская, 1; 207 — Арбат, 2; 208 — Лесная, 3',
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

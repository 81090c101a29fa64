import type { Fault } from '@bonum/standins/http-gateway';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unknownPerson, type RecordCommand } from '../system-of-record.ts';
import { command, points, receipt } from '../testing/record-command.ts';
import { given, phone, sold, spent, withSaby } from '../testing/saby.ts';

describe('who is in Saby', () => {
  test('is found by phone, with what they may spend, which comes as text', () =>
    withSaby(async (saby, record) => {
      const recordId = saby.seed({ phone, bonuses: 350.5 });
      const member = {
        ...unknownPerson,
        recordId,
        phone,
        cards: [],
        points: 350,
        suspended: false,
        consents: {},
      };
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
        about: { said: 'Неизвестная точка продаж' },
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
        expect(carried).toHaveProperty('about.names', 'Bonum store-7/till-2/000123');
        expect(saby.orders).toHaveLength(1);
        const next = receipt({ receiptId: 'next' });
        expect(await record.carryOut(command({ act: 'receipt', receipt: next }, { phone }))).toMatchObject({
          state: 'done',
        });
        expect((await record.check()).filter(({ fault: is }) => is !== null)).toMatchObject([
          { what: 'order/create externalId' },
        ]);
      },
      { keepsForeignIds: false },
    ));
});

test('a write-off that Saby has said yes to and has not made is not taken for made', () =>
  withSaby(
    async (saby, record) => {
      const recordId = saby.seed({ phone, bonuses: 100 });
      await record.carryOut(command(given, { phone, recordId }));
      expect(await record.carryOut(command(spent(40), { phone, recordId }))).toEqual({
        state: 'refused',
        because: 'no-field',
        about: { names: 'bonus-write-off bonusDec (GET)', setting: 'orders.writeOffBy' },
      });
      expect(saby.bonusesOf(recordId)).toBe(100);
    },
    { writeOffsBy: 'POST' },
  ));

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

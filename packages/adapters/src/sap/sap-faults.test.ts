import type { Fault } from '@bonum/standins/http-gateway';
import { sapGateway, type SapGateway } from '@bonum/standins/sap-gateway';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RecordAct, RecordCommand, SystemOfRecord } from '../system-of-record.ts';
import { command, points, receipt } from '../testing/record-command.ts';
import { sapRecord } from './sap-record.ts';

const account = { user: 'BONUM', password: 'секрет' };
const anna = { name: 'Анна', surname: 'Петрова', phone: '+79161234567', email: 'anna@shop.example' };
const card = '2000000000015';

async function withSap(
  work: (sap: SapGateway, record: SystemOfRecord) => Promise<void>,
  more = {},
): Promise<void> {
  await using sap = await sapGateway(account);
  await work(sap, sapRecord({ url: sap.url, ...account, patienceMs: 5000, ...more }));
}

/** Gives a command until SAP is heard, as the queue does. */
async function untilHeard(record: SystemOfRecord, given: RecordCommand) {
  for (;;) {
    const carried = await record.carryOut(given);
    if (carried.state !== 'away') return carried;
  }
}

const lost: readonly Fault[] = ['drop-before', 'drop-after', 'half-written'];

/** Everything that is kept, by which two histories can be likened. */
const kept = (sap: SapGateway): unknown => ({
  partners: sap.rows('A_BusinessPartner').map((row) => ({ ...row, BusinessPartner: '' })),
  phones: sap.rows('A_AddressPhoneNumber').map((row) => row['InternationalPhoneNumber']),
  emails: sap.rows('A_AddressEmailAddress').map((row) => row['EmailAddress']),
  cards: sap
    .rows('A_BuPaIdentification')
    .filter((row) => row['BPIdentificationType'] === 'ZCARD')
    .map((row) => [row['BPIdentificationNumber'], row['ValidityEndDate']]),
  points: sap.rows('OperationSet').map((row) => row['Points']),
  receipts: sap.receipts(),
});

const acts: readonly (readonly [string, RecordAct])[] = [
  ['register', { act: 'register' }],
  ['change', { act: 'change' }],
  ['suspend', { act: 'suspend' }],
  ['put-card', { act: 'put-card', card: { number: '2000000000022', state: 'active' } }],
  ['points', points(50)],
  ['receipt', { act: 'receipt', receipt: receipt() }],
  ['merge', { act: 'merge', intoRecordId: 'the other' }],
  ['forget', { act: 'forget' }],
];

describe.each(acts)('%s', (_, act) => {
  /** One who is there, another, and a command about the one. */
  function prepared(sap: SapGateway): RecordCommand {
    if (act.act === 'register') return command(act, { ...anna, card });
    const recordId = sap.seed({ ...anna, cards: [card], points: 10 });
    const other = sap.seed({ surname: 'Другая' });
    const who = { ...anna, name: 'Аня', phone: '+79160000002', recordId, card };
    return command(act.act === 'merge' ? { ...act, intoRecordId: other } : act, who);
  }

  test('happens once, whichever answer is lost on the way to it', () =>
    withSap(async (sap, record) => {
      await untilHeard(record, prepared(sap));
      const expected = kept(sap);
      for (const fault of lost)
        for (const before of [0, 1, 2, 3, 4, 5])
          await withSap(async (again, asked) => {
            const given = prepared(again);
            // So many calls go well before it.
            again.faults.push(...Array.from({ length: before }, () => 'none' as const), fault);
            expect(await untilHeard(asked, given)).toMatchObject({ state: 'done' });
            expect(kept(again)).toEqual(expected);
            expect(await untilHeard(asked, given)).toMatchObject({ state: 'done' });
            expect(kept(again)).toEqual(expected);
          });
    }));
});

describe('whatever is wrong on the way', () => {
  const page = { body: '<html>Ведутся работы</html>', type: 'text/html' };
  test.each([
    ['a page with 200', { status: 200, ...page }, { because: 'not-understood' }],
    ['401', { status: 401, ...page }, { because: 'wrong-login' }],
    ['403 of a proxy', { status: 403, ...page }, { because: 'wrong-login' }],
    ['404 of a proxy', { status: 404, ...page }, { because: 'not-understood' }],
    [
      '429',
      { status: 429, ...page, headers: { 'retry-after': '3' } },
      { because: 'busy', retryAfterMs: 3000 },
    ],
    ['503', { status: 503, ...page }, { because: 'busy' }],
    ['500', { status: 500, ...page }, { because: 'broken' }],
    [
      'a page to sign in',
      { status: 302, ...page, headers: { location: '/login' } },
      { because: 'led-elsewhere' },
    ],
    ['a line that breaks', 'drop-before', { because: 'no-answer' }],
    ['half an answer', 'half-written', { because: 'no-answer' }],
    ['no answer', 'silent', { because: 'no-answer' }],
  ] as const)('%s: it is away', async (_, fault, away) => {
    await withSap(
      async (sap, record) => {
        const recordId = sap.seed(anna);
        for (const asked of [
          () => record.read(recordId),
          () => record.find({ phone: anna.phone }),
          () => record.carryOut(command(points(5), { recordId })),
          () => record.carryOut(command({ act: 'suspend' }, { recordId })),
        ]) {
          sap.faults.push(fault);
          expect(await asked()).toEqual({ state: 'away', ...away });
        }
        sap.faults.push(fault);
        expect((await record.check()).filter(({ fault: is }) => is !== null)).toHaveLength(1);
      },
      fault === 'silent' ? { patienceMs: 1000 } : {},
    );
  });

  test('nobody there', async () => {
    const sap = await sapGateway(account);
    await sap[Symbol.asyncDispose]();
    const record = sapRecord({ url: sap.url, ...account });
    expect(await record.find({ card })).toEqual({ state: 'away', because: 'unreachable' });
    expect(await record.check()).toMatchObject(
      Array.from({ length: 3 }, () => ({ fault: expect.any(String) })),
    );
  });

  test('Russian Windows is read', () =>
    withSap(async (sap, record) => {
      const recordId = sap.seed(anna);
      sap.faults.push('windows-1251');
      expect(await record.read(recordId)).toMatchObject({ value: { surname: 'Петрова' } });
    }));

  test('a wrong password, and another client', () =>
    withSap(async (sap) => {
      for (const more of [{ password: 'wrong' }, { client: '200' }]) {
        const record = sapRecord({ url: sap.url, ...account, ...more });
        expect(await record.find({ card })).toEqual({ state: 'away', because: 'wrong-login' });
      }
    }));

  test('SAP says that one may not, in its own words', () =>
    withSap(async (sap, record) => {
      const body = JSON.stringify({
        error: { code: '/IWFND/MED/170', message: { lang: 'ru', value: 'Нет полномочий' } },
      });
      sap.faults.push({ status: 403, body });
      expect(await record.find({ card })).toEqual({
        state: 'refused',
        because: 'not-permitted',
        about: { said: '/IWFND/MED/170: Нет полномочий' },
      });
    }));
});

describe('sessions', () => {
  test('one is used again and again, and opened anew once when it is over', () =>
    withSap(async (sap, record) => {
      const recordId = sap.seed(anna);
      for (const amount of [1, 2, 3]) await record.carryOut(command(points(amount), { recordId }));
      expect(sap.sessions.opened).toBe(1);
      sap.expireSessions();
      expect(await record.carryOut(command(points(4), { recordId }))).toMatchObject({ state: 'done' });
      expect(sap.sessions.opened).toBe(2);
      expect(sap.balanceOf(recordId)).toBe(10);
    }));

  test('of many who write at once when it is over each is done, by one new session', () =>
    withSap(async (sap, record) => {
      const recordId = sap.seed(anna);
      await record.carryOut(command(points(1), { recordId }));
      sap.expireSessions();
      const given = Array.from({ length: 12 }, () => command(points(1), { recordId }));
      const carried = await Promise.all(given.map((one) => record.carryOut(one)));
      expect(carried.every(({ state }) => state === 'done')).toBe(true);
      expect(sap.balanceOf(recordId)).toBe(13);
      expect(sap.sessions.opened).toBe(2);
    }));

  test('one that is over again and again is none', () =>
    withSap(async (sap, record) => {
      const recordId = sap.seed(anna);
      const over = {
        status: 403,
        body: 'CSRF token validation failed',
        headers: { 'x-csrf-token': 'Required' },
      };
      sap.faults.push('none', 'none', over, 'none', over);
      expect(await record.carryOut(command(points(4), { recordId }))).toEqual({
        state: 'away',
        because: 'no-session',
      });
    }));
});

test('whatever is lost and given again, points are the sum of distinct commands', async () => {
  const fault = fc.constantFrom<Fault>('none', 'drop-before', 'drop-after', 'half-written');
  const step = fc.record({
    of: fc.nat({ max: 5 }),
    faults: fc.array(fault, { maxLength: 4 }),
    over: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 6, maxLength: 6 }),
      fc.array(step, { maxLength: 14 }),
      async (amounts, steps) => {
        await withSap(async (sap, record) => {
          const recordId = sap.seed({ ...anna, points: 5000 });
          const commands = amounts.map((amount, index) =>
            command(points(index % 2 === 0 ? amount : -amount), { recordId }),
          );
          const given = new Set<RecordCommand>();
          for (const { of, faults, over } of steps) {
            const one = commands[of];
            if (!one) continue;
            if (over) sap.expireSessions();
            sap.faults.splice(0, sap.faults.length, ...faults);
            given.add(one);
            await record.carryOut(one);
          }
          sap.faults.length = 0;
          for (const one of given) expect(await record.carryOut(one)).toMatchObject({ state: 'done' });
          const sum = [...given].reduce(
            (total, one) => total + (one.act === 'points' ? one.points : 0),
            5000,
          );
          expect(await record.read(recordId)).toMatchObject({ value: { points: sum } });
        });
      },
    ),
    { numRuns: 60 },
  );
});

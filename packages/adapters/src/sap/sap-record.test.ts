import { sapGateway, type SapGateway } from '@bonum/standins/sap-gateway';
import { describe, expect, test } from 'vitest';
import type { SystemOfRecord } from '../system-of-record.ts';
import { unknownPerson } from '../system-of-record.ts';
import { command, points, receipt } from '../testing/record-command.ts';
import { sapRecord } from './sap-record.ts';
import type { SapSettings } from './sap-settings.ts';

const account = { user: 'BONUM', password: 'секрет' };

async function withSap(
  work: (sap: SapGateway, record: SystemOfRecord) => Promise<void>,
  settings: Partial<SapSettings> = {},
): Promise<void> {
  await using sap = await sapGateway({ ...account, pageSize: 2 });
  await work(sap, sapRecord({ url: sap.url, ...account, client: '100', patienceMs: 5000, ...settings }));
}

const anna = {
  name: 'Анна',
  surname: "О'Нил",
  phone: '+79161234567',
  email: 'anna@shop.example',
  birthDate: '1990-12-31',
  gender: 'female',
} as const;

describe('who is in SAP', () => {
  test('is found by phone, e-mail and card, with leading zeros, cards and points', () =>
    withSap(async (sap, record) => {
      const id = sap.seed({ ...anna, cards: ['2000000000015', '2000000000022'], points: 350 });
      sap.blockCard('2000000000022');
      expect(id).toMatch(/^0000\d{6}$/);
      const member = {
        recordId: id,
        ...anna,
        cards: [
          { number: '2000000000015', state: 'active' },
          { number: '2000000000022', state: 'blocked' },
        ],
        points: 350,
        suspended: false,
        city: null,
        answers: {},
        consents: {},
      };
      for (const by of [{ phone: anna.phone }, { email: anna.email }, { card: '2000000000015' }])
        expect(await record.find(by)).toEqual({ state: 'read', value: member });
      expect(await record.read(id)).toEqual({ state: 'read', value: member });
    }));

  test('nobody is null, and so is a number without its zeros', () =>
    withSap(async (sap, record) => {
      const id = sap.seed(anna);
      for (const by of [{ phone: '+79990000000' }, { email: 'no@one.example' }, { card: "1'1" }])
        expect(await record.find(by)).toEqual({ state: 'read', value: null });
      expect(await record.read(String(Number(id)))).toEqual({ state: 'read', value: null });
    }));

  test('several with one phone are nobody in particular, over all pages; one of whom only one is left is that one', () =>
    withSap(async (sap, record) => {
      const ids = [1, 2, 3, 4, 5].map(() => sap.seed(anna));
      expect(await record.find({ phone: anna.phone })).toMatchObject({
        state: 'refused',
        because: 'several',
      });
      for (const id of ids.slice(0, -1)) sap.change(id, { IsMarkedForArchiving: true });
      expect(await record.find({ phone: anna.phone })).toMatchObject({ value: { recordId: ids.at(-1) } });
    }));

  test('what has changed in SAP is seen', () =>
    withSap(async (sap, record) => {
      const id = sap.seed({ ...anna, points: 10 });
      sap.changePhone(id, '+79169999999');
      sap.addPoints(id, -4);
      sap.change(id, { BusinessPartnerIsBlocked: true });
      expect(await record.read(id)).toMatchObject({
        value: { phone: '+79169999999', points: 6, suspended: true },
      });
    }));
});

describe('somebody new', () => {
  test('is registered in one request, with all that is known of them', () =>
    withSap(async (sap, record) => {
      const done = await record.carryOut(command({ act: 'register' }, { ...anna, card: '2000000000015' }));
      const [row] = sap.rows('A_BusinessPartner');
      expect(done).toEqual({ state: 'done', recordId: row?.['BusinessPartner'] });
      expect(await record.find({ card: '2000000000015' })).toEqual({
        state: 'read',
        value: {
          recordId: row?.['BusinessPartner'],
          ...anna,
          cards: [{ number: '2000000000015', state: 'active' }],
          points: 0,
          suspended: false,
          city: null,
          answers: {},
          consents: {},
        },
      });
    }));

  test('of whom nothing is known but a phone abroad has it and no name', () =>
    withSap(async (_, record) => {
      await record.carryOut(command({ act: 'register' }, { phone: '+375291234567' }));
      expect(await record.find({ phone: '+375291234567' })).toMatchObject({
        value: { ...unknownPerson, phone: '+375291234567' },
      });
    }));

  test('without phone or card is known again by the command', () =>
    withSap(async (sap, record) => {
      const register = command({ act: 'register' }, { name: 'Анна', email: anna.email });
      const first = await record.carryOut(register);
      expect(await record.carryOut(register)).toEqual(first);
      expect(sap.rows('A_BusinessPartner')).toHaveLength(1);
    }));

  test('who is there already, by phone or card, is taken as they are', () =>
    withSap(async (sap, record) => {
      const id = sap.seed({ ...anna, cards: ['2000000000015'] });
      for (const who of [{ phone: anna.phone }, { card: '2000000000015' }])
        expect(await record.carryOut(command({ act: 'register' }, who))).toEqual({
          state: 'done',
          found: true,
          recordId: id,
        });
      expect(sap.rows('A_BusinessPartner')).toHaveLength(1);
    }));

  test('is nobody at all where a part of them is refused', () =>
    withSap(
      async (sap, record) => {
        const done = await record.carryOut(command({ act: 'register' }, { ...anna, card: '2000000000015' }));
        expect(done).toMatchObject({ state: 'refused', because: 'sap-refused' });
        expect(done).toHaveProperty(
          'about.said',
          expect.stringContaining('R1/284: Вид идентификации NOSUCH'),
        );
        expect(sap.rows('A_BusinessPartner')).toHaveLength(0);
        expect(sap.rows('A_AddressPhoneNumber')).toHaveLength(0);
      },
      { partners: { cardType: 'NOSUCH' } },
    ));
});

describe('a change', () => {
  test('becomes what Bonum knows, and is none the second time', () =>
    withSap(async (sap, record) => {
      const id = sap.seed(anna);
      const now = { ...anna, phone: '+79160000001', email: null, surname: null, gender: 'male' } as const;
      const change = command({ act: 'change' }, { ...now, recordId: id });
      expect(await record.carryOut(change)).toEqual({ state: 'done' });
      expect(await record.read(id)).toMatchObject({ value: now });
      const before = new Map(sap.written);
      expect(await record.carryOut(change)).toEqual({ state: 'done' });
      expect(sap.written).toEqual(before);
    }));

  test('gives somebody a phone and an e-mail who had neither', () =>
    withSap(async (sap, record) => {
      const id = sap.seed({ surname: 'Иванов' });
      await record.carryOut(command({ act: 'change' }, { ...anna, recordId: id }));
      expect(await record.read(id)).toMatchObject({ value: anna });
    }));

  test('is all or nothing', () =>
    withSap(async (sap, record) => {
      const id = sap.seed(anna);
      const wrong = { ...anna, name: 'Я'.repeat(41), phone: '+79160000001', recordId: id };
      expect(await record.carryOut(command({ act: 'change' }, wrong))).toMatchObject({ state: 'refused' });
      expect(await record.read(id)).toMatchObject({ value: anna });
    }));

  test('of what somebody else changes at the same moment is made again, once', () =>
    withSap(async (sap, record) => {
      const id = sap.seed(anna);
      const touch = (): void => sap.change(id, { FirstName: 'Аня' });
      sap.meanwhile.push(touch);
      const who = { ...anna, name: 'Анна Мария', recordId: id };
      expect(await record.carryOut(command({ act: 'change' }, who))).toEqual({ state: 'done' });
      sap.meanwhile.push(touch, touch);
      expect(await record.carryOut(command({ act: 'suspend' }, who))).toEqual({
        state: 'away',
        because: 'changed-meanwhile',
      });
      expect(await record.read(id)).toMatchObject({ value: { suspended: false } });
    }));

  test('of somebody who is not there is refused', () =>
    withSap(async (_, record) => {
      expect(await record.carryOut(command({ act: 'change' }, { recordId: '0000000001' }))).toMatchObject({
        because: 'not-found',
      });
      expect(await record.carryOut(command({ act: 'change' }))).toMatchObject({ because: 'not-registered' });
    }));

  test('suspends and resumes', () =>
    withSap(async (sap, record) => {
      const recordId = sap.seed(anna);
      for (const [act, suspended] of [
        ['suspend', true],
        ['suspend', true],
        ['resume', false],
      ] as const) {
        expect(await record.carryOut(command({ act }, { recordId }))).toEqual({ state: 'done' });
        expect(await record.read(recordId)).toMatchObject({ value: { suspended } });
      }
    }));
});

describe.each([
  ['identifications', {}],
  ['an entity set of their own', { cards: {} }],
])('cards as %s', (_, settings) => {
  const number = '2000000000039';

  test('are put, blocked and put back', () =>
    withSap(async (sap, record) => {
      const recordId = sap.seed(anna);
      for (const state of ['active', 'blocked', 'blocked', 'active'] as const) {
        const put = command({ act: 'put-card', card: { number, state } }, { recordId });
        expect(await record.carryOut(put)).toEqual({ state: 'done' });
        expect(await record.read(recordId)).toMatchObject({ value: { cards: [{ number, state }] } });
      }
      expect(await record.find({ card: number })).toMatchObject({ value: { recordId } });
    }, settings));

  test('that are new and blocked are so', () =>
    withSap(async (sap, record) => {
      const recordId = sap.seed(anna);
      const put = command({ act: 'put-card', card: { number, state: 'blocked' } }, { recordId });
      expect(await record.carryOut(put)).toEqual({ state: 'done' });
      expect(await record.read(recordId)).toMatchObject({ value: { cards: [{ number, state: 'blocked' }] } });
    }, settings));

  test('of somebody else are refused', () =>
    withSap(async (sap, record) => {
      const card = { number, state: 'active' } as const;
      await record.carryOut(command({ act: 'put-card', card }, { recordId: sap.seed(anna) }));
      const other = sap.seed({ surname: 'Другая' });
      expect(await record.carryOut(command({ act: 'put-card', card }, { recordId: other }))).toMatchObject({
        state: 'refused',
        because: 'card-of-another',
      });
    }, settings));

  test('go with whom they are merged into, once', () =>
    withSap(async (sap, record) => {
      const registered = command({ act: 'register' }, { ...anna, card: number });
      await record.carryOut(registered);
      const found = await record.find({ card: number });
      const id = (found.state === 'read' && found.value?.recordId) || '';
      const into = sap.seed({ surname: 'Вторая' });
      const merge = command({ act: 'merge', intoRecordId: into }, { ...anna, recordId: id });
      expect(await record.carryOut(merge)).toEqual({ state: 'done' });
      expect(await record.carryOut(merge)).toEqual({ state: 'done' });
      expect(await record.read(id)).toEqual({ state: 'read', value: null });
      expect(await record.find({ card: number })).toMatchObject({ value: { recordId: into } });
      expect(await record.carryOut(registered)).toEqual({ state: 'done', recordId: into });
    }, settings));
});

test('whoever is forgotten leaves nothing by which they could be known', () =>
  withSap(async (sap, record) => {
    const recordId = sap.seed({ ...anna, cards: ['2000000000015'] });
    const forget = command({ act: 'forget' }, { ...anna, recordId });
    expect(await record.carryOut(forget)).toEqual({ state: 'done' });
    expect(await record.carryOut(forget)).toEqual({ state: 'done' });
    expect(await record.read(recordId)).toEqual({ state: 'read', value: null });
    for (const set of ['A_AddressPhoneNumber', 'A_AddressEmailAddress', 'A_BuPaIdentification'])
      expect(sap.rows(set)).toEqual([]);
    expect(sap.rows('A_BusinessPartner')).toMatchObject([
      {
        FirstName: '',
        LastName: 'НЕ УКАЗАНО',
        BirthDate: null,
        BusinessPartnerIsBlocked: true,
        IsMarkedForArchiving: true,
      },
    ]);
  }));

describe('points', () => {
  test('come and go, with why and for which receipt', () =>
    withSap(async (sap, record) => {
      const recordId = sap.seed({ ...anna, points: 5 });
      const earned = command(points(120, 'receipt-1'), { recordId });
      expect(await record.carryOut(earned)).toEqual({
        state: 'done',
        reference: expect.stringMatching(/^OperationSet\(OperationId='\d{12}'\)$/),
      });
      expect(await record.carryOut(command(points(-20), { recordId }))).toMatchObject({ state: 'done' });
      expect(sap.rows('OperationSet').slice(1)).toMatchObject([
        {
          Partner: recordId,
          Points: '120.000',
          ExternalReference: earned.commandId,
          Reason: 'earned',
          PointsKind: 'base',
          ReceiptReference: 'receipt-1',
          PostedAt: `/Date(${earned.at})/`,
        },
        { Points: '-20.000', ReceiptReference: '' },
      ]);
      expect(await record.read(recordId)).toMatchObject({ value: { points: 105 } });
    }));

  test('that are not there are not spent', () =>
    withSap(async (sap, record) => {
      const recordId = sap.seed({ ...anna, points: 5 });
      expect(await record.carryOut(command(points(-6), { recordId }))).toEqual({
        state: 'refused',
        because: 'sap-refused',
        about: { said: 'ZBONUM/003: На счёте недостаточно баллов' },
      });
      expect(sap.balanceOf(recordId)).toBe(5);
    }));

  test('parts of a point cannot be spent', () =>
    withSap(async (sap, record) => {
      const recordId = sap.seed({ ...anna, points: 5.9 });
      expect(await record.read(recordId)).toMatchObject({ value: { points: 5 } });
    }));
});

describe('a receipt', () => {
  test('is an IDoc that SAP books, with its sign, its zeros and the local time', () =>
    withSap(async (sap, record) => {
      const sale = command({ act: 'receipt', receipt: receipt() }, { card: '2000000000015' });
      expect(await record.carryOut(sale)).toEqual({ state: 'done', reference: 'store-7/till-2/000123' });
      const back = receipt({ kind: 'return', number: '000124', receiptId: 'store-7/till-2/000124' });
      expect(await record.carryOut(command({ act: 'receipt', receipt: back }))).toMatchObject({
        state: 'done',
      });
      expect(sap.idocs.map(({ status, because }) => [status, because])).toEqual([
        ['53', ''],
        ['53', ''],
      ]);
      expect(sap.receipts()).toMatchObject([
        {
          store: '0000007708',
          till: '002',
          number: '000123',
          day: '20261005',
          card: '2000000000015',
          kind: 'sale',
          total: '464.00',
          lines: [
            { product: '100200', quantity: '2.000', value: '180.00' },
            { product: '100300', quantity: '0.355', value: '284.00' },
          ],
        },
        { kind: 'return', number: '000124', card: '' },
      ]);
    }));

  test('with discounts apart, a rounding, and SAP’s own numbers of stores and tills', () =>
    withSap(
      async (sap, record) => {
        const sold = receipt({ storeId: 'tverskaya', tillId: 'a-till-with-a-long-name', total: 46_350 });
        expect(await record.carryOut(command({ act: 'receipt', receipt: sold }))).toMatchObject({
          state: 'done',
        });
        expect(sap.receipts()).toMatchObject([
          {
            store: '0000000042',
            till: '01',
            total: '463.50',
            lines: [{ value: '200.00' }, { value: '284.00' }],
          },
        ]);
      },
      {
        receipts: {
          discountCondition: 'RABA',
          stores: { tverskaya: '42' },
          tills: { 'a-till-with-a-long-name': '01' },
        },
      },
    ));

  test('of a store that SAP has no number for is refused, and kept where SAP is to have none', async () => {
    const unknown = command({ act: 'receipt', receipt: receipt({ storeId: 'tverskaya' }) });
    await withSap(async (_, record) => {
      expect(await record.carryOut(unknown)).toMatchObject({ state: 'refused', because: 'unknown-store' });
    });
    await withSap(
      async (sap, record) => {
        expect(await record.carryOut(unknown)).toEqual({ state: 'kept' });
        expect(sap.idocs).toHaveLength(0);
      },
      { receipts: null },
    );
  });
});

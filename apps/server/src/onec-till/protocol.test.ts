import { basketOf, soldDocument } from '@bonum/standins/onec-receipt';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { onecRoot } from '../http/onec-till.ts';
import { methods } from './methods.ts';
import { goods, inShop } from './testing/onec-shop.ts';

const socks = { productId: goods.socks, count: 3, price: 299 };

const names = [
  'ClientCardID',
  'CardGUID',
  'ClientGUID',
  'Phone',
  'Email',
  'BonusesCount',
  'BlockBonuses',
  'Promocode',
  'Client',
  'GenerateNumber',
  '__proto__',
  'x',
] as const;

describe('B12 what 1C sends is taken as it comes', () => {
  test(
    'nothing is escaped: a plus is a plus, Cyrillic letters and spaces stand in the address as they are, whole or in pieces',
    inShop(async (shop) => {
      const till = await shop.till();
      const { memberId } = await shop.member();
      const { phone } = await shop.chain.must('get-member', { memberId });
      expect(phone).toMatch(/^\+7/);
      expect(await till.find({ Phone: phone ?? '' })).toMatchObject({
        LoyaltyCardsList: [{ CardGUID: memberId }],
      });
      expect(await till.ask('GET', 'promocodeinfo', { Promocode: 'старт10' })).toMatchObject({
        PromocodeIsAvalible: true,
        PromocodeDiscount: { Ref: expect.any(String), Name: expect.any(String) },
      });
      expect(await till.ask('GET', 'promocodeinfo', { Promocode: 'нет такого' })).toMatchObject({
        PromocodeIsAvalible: false,
        PromocodeStatus: 'Промокод не найден',
      });
      expect(
        await till.say('POST', 'redeempromocode', { Promocode: 'СТАРТ10', Store: 'Магазин на углу' }),
      ).toBe('Промокод будет погашен вместе с чеком');
      const raw = Buffer.from(
        `GET ${onecRoot}/promocodeinfo?Promocode=СТАРТ10 HTTP/1.1\r\nHost: bonum\r\nAuthorization: ${till.authorization}\r\n\r\n`,
      );
      const at = raw.indexOf('HTTP/1.1') + 3;
      const reply = await till.send([raw.subarray(0, at), raw.subarray(at, at + 20), raw.subarray(at + 20)]);
      expect(reply).toMatchObject({
        status: 200,
        text: expect.stringContaining('"PromocodeIsAvalible":true'),
      });
    }),
  );

  test(
    'a code for everybody counts, one that is good for a single time is refused in words',
    inShop(async (shop) => {
      const till = await shop.till();
      const validUntil = new Date(shop.chain.now + 86_400_000).toISOString();
      await shop.chain.must('add-codes', {
        promotion: 'next-purchase-500',
        codes: ['ONCE-1234'],
        validUntil,
      });
      const answer = await till.calculate(
        basketOf([{ productId: goods.shoes, count: 1, price: 5000 }], {
          PromocodesList: [
            { Promocode: 'старт10', PromocodeUID: 'a1', PromocodeDiscountUID: '' },
            { Promocode: 'once-1234', PromocodeUID: 'a2', PromocodeDiscountUID: '' },
            { Promocode: 'НЕТ', PromocodeUID: 'a3', PromocodeDiscountUID: '' },
          ],
        }),
      );
      expect(answer).toMatchObject({
        Goods: [{ AmountOfAutomaticDiscount: 500 }],
        PromocodesList: [
          { Promocode: 'старт10', DiscountActive: true, PromocodeUID: 'a1', ErrorDescription: '' },
          { DiscountActive: false, ErrorDescription: 'Одноразовый промокод на этой кассе не принимается' },
          { DiscountActive: false, ErrorDescription: 'Промокод не принят' },
        ],
      });
      await expect(till.say('POST', 'redeempromocode', { Promocode: 'ONCE-1234' })).rejects.toThrow(
        'Одноразовый',
      );
      await expect(till.say('POST', 'activatepromocode', { Promocode: 'X' })).rejects.toThrow(
        'вместе с чеком',
      );
      expect(await till.say('POST', 'unlockpromocode', { Promocode: 'старт10' })).toBe(
        'Промокод разблокирован',
      );
    }),
  );

  test(
    'cards that lead to nobody, are blocked, or are no card of the chain, are told apart',
    inShop(async (shop) => {
      const till = await shop.till();
      const { memberId, card } = await shop.member();
      expect(await till.bonuses({ ClientCardID: '2101999999991' })).toMatchObject({
        Error: false,
        ClientNotFound: true,
        BonusCount: 0,
      });
      expect(await till.find({ ClientCardID: '12345' })).toMatchObject({
        Error: false,
        LoyaltyCardsList: [],
      });
      expect(await till.unlock({ ClientCardID: '2101999999991' })).toBe('Карта клиента не найдена');
      await expect(till.writeOff({ ClientCardID: '2101999999991', BonusesCount: 1 })).rejects.toMatchObject({
        status: 404,
        message: 'Карта клиента не найдена',
      });
      await shop.chain.must('block-card', { memberId, number: card, reason: 'Потеряна' });
      expect(await till.find({ ClientCardID: card, BlockBonuses: 1 })).toMatchObject({
        LoyaltyCardsList: [{ Valid: false, IsBlocked: true, BonusData: { BonusCount: 0 } }],
      });
      expect(await till.bonuses({ ClientCardID: card })).toMatchObject({
        Error: true,
        ErrorMessage: 'Карта заблокирована',
        ClientNotFound: true,
      });
      expect(
        await till.calculate(basketOf([socks], { LoyaltyCardsList: [card], GetLoyaltyCardData: true })),
      ).toMatchObject({
        LoyaltyCardDescription: { CardNotFound: true },
        Messages: expect.arrayContaining([
          { AfterSale: false, MessageText: expect.stringContaining('заблокирована') },
        ]),
      });
      const sale = soldDocument({ date: shop.date(), card, goods: [socks] });
      expect(await till.ask('POST', 'receipts', {}, sale)).toMatchObject({
        Error: false,
        Receipts: [{ Message: expect.stringContaining('без карты') }],
      });
    }),
  );

  test(
    'D6 a card that is issued at the till earns, and spends nothing until its holder is known',
    inShop(async (shop) => {
      const till = await shop.till();
      const parameters = { Client: 'Пётр Иванов', Phone: '+79160000001', GenerateNumber: 'true' };
      const issued = await till.ask('POST', 'issueclientcard', parameters);
      expect(issued).toMatchObject({
        Error: false,
        ExistingCard: false,
        Client: 'Пётр Иванов',
        PhoneNumber: '+79160000001',
        CardID: expect.stringMatching(/^2101\d{9}$/),
      });
      const { GenerateNumber: _, ...numberless } = { ...parameters, Phone: '+79160000002' };
      expect(await till.ask('POST', 'issueclientcard', numberless)).toMatchObject({
        Error: true,
        ErrorMessage: 'Укажите номер карты или включите его создание',
      });
      expect(await till.ask('POST', 'issueclientcard', parameters)).toMatchObject({
        CardID: issued['CardID'],
      });
      const card = String(issued['CardID']);
      await till.ask(
        'POST',
        'receipts',
        {},
        soldDocument({
          date: shop.date(),
          card,
          goods: [{ productId: goods.shoes, count: 1, price: 20_000 }],
        }),
      );
      expect(await till.find({ ClientCardID: card })).toMatchObject({
        LoyaltyCardsList: [{ SellCount: 20_000, BonusData: { BonusCount: 0 } }],
      });
      expect(await till.ask('GET', 'salesturnover', { ClientCardID: card })).toMatchObject({
        SellCount: 20_000,
      });
      expect(await till.ask('GET', 'getcardtypes')).toMatchObject({
        0: { IsPerson: true, GenerateNumer: true },
      });
    }),
  );

  test(
    'what cannot be read is refused in words, and nothing is done',
    inShop(async (shop) => {
      const till = await shop.till();
      const broken = (body: Buffer | string) => till.call('GET', 'calculatediscounts', {}, body);
      const words = 'Тело запроса не разбирается как JSON в кодировке UTF-8';
      expect(await broken('{"Goods": [')).toEqual({ status: 400, text: words });
      // «Чай» as windows-1251 writes it.
      expect(await broken(Buffer.from([0x22, 0xd7, 0xe0, 0xe9, 0x22]))).toEqual({ status: 400, text: words });
      expect(await till.calculate({ Goods: [] })).toMatchObject({
        Error: true,
        ErrorMessage: expect.stringContaining('не обнаружен параметр ObjectTime'),
      });
      for (const much of [{ count: 1e12 }, { count: 1000, price: 1e9 }])
        expect(await till.calculate(basketOf([{ ...socks, ...much }]))).toMatchObject({
          Error: true,
          ErrorMessage: 'В строке 1 таблицы Goods неверное число',
        });
      const cp1251 = Buffer.concat([
        Buffer.from(`GET ${onecRoot}/promocodeinfo?Promocode=`),
        Buffer.from([0xd7, 0xe0, 0xe9]),
        Buffer.from(` HTTP/1.1\r\nHost: bonum\r\nAuthorization: ${till.authorization}\r\n\r\n`),
      ]);
      expect(await till.send(cp1251)).toMatchObject({ status: 400 });
    }),
  );

  test(
    'what Bonum does not keep is answered as by a server that has none of it',
    inShop(async (shop) => {
      const till = await shop.till();
      expect(await till.ask('GET', 'useautomaticdiscounts')).toMatchObject({ UseAutomaticDiscounts: true });
      expect(await till.ask('GET', 'getcontrolleddiscountslist')).toEqual({});
      expect(await till.ask('GET', 'checkgiftcard', { GiftCardNumber: 'Х1' })).toMatchObject({
        GiftCardUsed: false,
      });
      expect(await till.ask('GET', 'getgiftcardinfo', { GiftCardNumber: 'Х1' })).toMatchObject({
        GiftCardBalance: 0,
      });
      await expect(till.say('POST', 'writeoffgiftcard', { GiftCardNumber: 'Х1' })).rejects.toThrow(
        'не ведёт',
      );
      await expect(till.say('POST', 'processmarkingcode', {}, {})).rejects.toMatchObject({ status: 501 });
      await expect(till.say('GET', 'nosuchmethod')).rejects.toMatchObject({ status: 404 });
      expect(await till.ask('POST', 'unlockclientbonusesnew', { ClientCardID: 'X' })).toMatchObject({
        Error: false,
        TextMessage: 'Карта клиента не найдена',
      });
      expect(
        await till.ask('POST', 'writeoffclientbonusesnew', { ClientCardID: 'X', BonusesCount: 5 }),
      ).toMatchObject({ Error: true, ErrorMessage: 'Карта клиента не найдена' });
    }),
  );
});

describe('G9 every method of 1C holds its caller to a key', () => {
  test(
    'no key, a wrong one, one without the scope, and one that belongs to no till, each in words',
    inShop(async (shop) => {
      const till = await shop.till();
      const reader = await shop.till({ scopes: ['members:read'] });
      const office = await shop.till({ till: null });
      const wrong = till.withPassword('bonum_wrong');
      for (const [name, { verbs, scope }] of Object.entries(methods)) {
        const verb = verbs[0] ?? 'GET';
        const of = async (asked: typeof till) => (await asked.call(verb, name)).status;
        expect({ name, status: await of(wrong) }).toEqual({ name, status: 401 });
        expect({ name, status: await of(till.withPassword('')) }).toEqual({ name, status: 401 });
        expect({ name, scope, status: await of(reader) }).toEqual({ name, scope, status: 403 });
        const unbound = await of(office);
        expect({ name, unbound }).toEqual({ name, unbound: name === 'receipts' ? 200 : 403 });
      }
      expect(await wrong.call('GET', 'ping')).toEqual({
        status: 401,
        text: 'Ключ Bonum неверен или отозван',
      });
      expect(await till.call('POST', 'ping')).toMatchObject({ status: 405 });
    }),
  );

  test(
    'whatever is asked, the answer is one that a till can show, and never a failure of ours',
    inShop(async (shop) => {
      const till = await shop.till();
      const { card, memberId } = await shop.member();
      const value = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.replaceAll(/[\r\n ]/g, '')),
        fc.constantFrom(
          card,
          memberId,
          '+79161234567',
          '',
          '-1',
          '1e9',
          '%zz',
          '%00',
          '%ff',
          '__proto__',
          'истина',
          "'--",
        ),
      );
      const name = fc.constantFrom(...names);
      const body = fc.oneof(
        fc.constant(undefined),
        fc.jsonValue().map((json) => JSON.stringify(json)),
        fc
          .jsonValue()
          .map((json) => JSON.stringify(basketOf([socks], { Goods: [json], LoyaltyCardsList: [json] }))),
        fc
          .jsonValue()
          .map((json) =>
            JSON.stringify({ ...soldDocument({ date: shop.date(), goods: [socks] }), Товары: [json] }),
          ),
        fc.string(),
      );
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...Object.entries(methods)),
          fc.dictionary(name, value, { maxKeys: 4 }),
          body,
          async ([method, { verbs }], parameters, sent) => {
            const { status, text } = await till.call(verbs.at(-1) ?? 'GET', method, parameters, sent);
            const fine = (status >= 200 && status < 500) || status === 501;
            expect(
              { fine, said: text !== '' },
              JSON.stringify({ method, parameters, sent, status, text }),
            ).toEqual({
              fine: true,
              said: true,
            });
          },
        ),
        { numRuns: 300 },
      );
    }),
    60_000,
  );
});

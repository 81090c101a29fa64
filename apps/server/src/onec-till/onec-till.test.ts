import { basketOf, returnedDocument, soldDocument, type Configuration } from '@bonum/standins/onec-receipt';
import type { OnecTill } from '@bonum/standins/onec-till';
import { describe, expect, test } from 'vitest';
import { settleOwner } from '../jobs/settle-due.ts';
import { minutes } from '../testing/chain.ts';
import { phoneOf } from '../testing/phone.ts';
import { goods, inShop, type OnecShop } from './testing/onec-shop.ts';

const shoes = { productId: goods.shoes, count: 1, price: 5000 };
const socks = { productId: goods.socks, count: 3, price: 299 };

const bonusesOf = async (till: OnecTill, card: string): Promise<number> =>
  Number((await till.bonuses({ ClientCardID: card }))['BonusCount']);

const feed = async (till: OnecTill, ...documents: readonly object[]) => {
  const answer = await till.ask('POST', 'receipts', {}, { value: documents });
  return answer['Receipts'] as { Outcome: string; BonusCount: number; Message: string }[];
};

const outcomes = async (till: OnecTill, ...documents: readonly object[]): Promise<string[]> =>
  (await feed(till, ...documents)).map(({ Outcome }) => Outcome);

/** The whole way at a till: found, locked, calculated, taken off. */
async function payWithPoints(
  shop: OnecShop,
  till: OnecTill,
  { card, bonus }: { card: string; bonus: number },
) {
  await till.find({ ClientCardID: card });
  await bonusesOf(till, card);
  const calculated = await till.calculate(
    basketOf([shoes], { LoyaltyCardsList: [card], GetMaxBonusPay: true }),
  );
  await till.writeOff({ ClientCardID: card, BonusesCount: bonus });
  return soldDocument({ date: shop.date(), card, goods: [shoes], calculated, bonus });
}

describe('B12 U2 1C:Retail, УНФ and РМК sell with Bonum, unmodified', () => {
  test(
    'from the card to the return: found, locked, calculated, taken off, the receipt, the goods back',
    inShop(async (shop) => {
      const till = await shop.till();
      const { memberId, card } = await shop.member();
      expect(await till.say('GET', 'ping')).toBe('ok');
      expect(await till.find({ ClientCardID: card })).toMatchObject({
        Error: false,
        LoyaltyCardsList: [
          {
            ClientName: 'Анна',
            CardGUID: memberId,
            IsBlocked: false,
            Valid: true,
            SearchType: 'КодКарты',
            SellCount: 20_000,
            BonusData: { BonusCount: 500, BonusRate: 1, BonusCurrency: '643', PaymentPercent: 30 },
          },
        ],
      });
      expect(await till.bonuses({ ClientCardID: card })).toMatchObject({
        ClientNotFound: false,
        BonusCount: 500,
        CardRef: memberId,
        Barcode: card,
      });
      const calculated = await till.calculate(
        basketOf([shoes, socks], {
          LoyaltyCardsList: [card],
          GetMaxBonusPay: true,
          GetLoyaltyCardData: true,
          GetPossibleOnPayDiscounts: true,
        }),
      );
      expect(calculated).toMatchObject({
        Goods: [
          { AmountOfAutomaticDiscount: 0, TotalAmount: 5000, VATAmount: 833.33 },
          { AmountOfAutomaticDiscount: 299, TotalAmount: 598, PercentOfAutomaticDiscount: 33.33 },
        ],
        DiscountsList: [{ KeyRelation: 2, Amount: 299, Discount: { Name: 'Носки и футболки 1+1=3' } }],
        BonusesToAccrue: [{ BonusCount: expect.any(Number), BonusProgramm: { Name: 'Спортивный клуб' } }],
        LoyaltyCardDescription: { CardNotFound: false, LoyaltyCard: { CardGUID: memberId } },
        PossibleOnPayDiscouns: [],
        MaxBonusPay: 500,
      });
      expect(await till.writeOff({ ClientCardID: card, BonusesCount: 400 })).toBe('Бонусы успешно списаны');
      expect(await shop.available(memberId)).toBe(100);
      const sale = soldDocument({ date: shop.date(), card, goods: [shoes, socks], calculated, bonus: 400 });
      const [booked] = await feed(till, sale);
      expect(booked).toMatchObject({ Outcome: 'booked', Message: '' });
      expect(await shop.chain.till.balance(memberId)).toMatchObject({
        available: 100 + (booked?.BonusCount ?? 0),
        held: 0,
        debt: 0,
      });
      const back = returnedDocument({
        of: sale.Ref_Key,
        date: shop.date(),
        goods: [
          { productId: goods.shoes, count: 1 },
          { productId: goods.socks, count: 3 },
        ],
      });
      expect(await outcomes(till, back)).toEqual(['booked']);
      expect(await shop.available(memberId)).toBe(500);
      expect(await outcomes(till, sale, back)).toEqual(['again', 'again']);
      expect(await shop.available(memberId)).toBe(500);
    }),
  );

  test(
    'read twice, points are there once: the lock holds for every till until somebody frees it',
    inShop(async (shop) => {
      const [one, other] = [await shop.till(), await shop.till({ till: '2' })];
      const { memberId, card } = await shop.member();
      expect([await bonusesOf(one, card), await bonusesOf(one, card), await bonusesOf(other, card)]).toEqual([
        500, 0, 0,
      ]);
      const [seen] = (await other.find({ ClientCardID: card }))['LoyaltyCardsList'] as object[];
      expect(seen).toMatchObject({ IsBlocked: true, BonusData: { BonusCount: 0 } });
      await expect(other.writeOff({ ClientCardID: card, BonusesCount: 100 })).rejects.toThrow('не списаны');
      expect(await other.unlock({ ClientCardID: card })).toBe('Эта касса бонусы клиента не удерживает');
      expect(await shop.available(memberId)).toBe(0);
      expect(await one.unlock({ CardGUID: memberId })).toBe('Бонусы разблокированы');
      expect(await bonusesOf(other, card)).toBe(500);
      shop.chain.now += minutes(16);
      expect(await bonusesOf(one, card)).toBe(500);
    }),
  );

  test(
    'two tills at the same moment: one has the points, the other none',
    inShop(async (shop) => {
      const tills = [await shop.till(), await shop.till({ till: '2' })];
      const { memberId, card } = await shop.member();
      const counts = await Promise.all(tills.map((till) => bonusesOf(till, card)));
      expect(counts.toSorted((one, other) => one - other)).toEqual([0, 500]);
      const done = await Promise.allSettled(
        tills.map((till) => till.writeOff({ ClientCardID: card, BonusesCount: 500 })),
      );
      expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(await shop.chain.till.balance(memberId)).toMatchObject({ available: 0, held: 500 });
    }),
  );

  test(
    'a lock is taken by findclientcard only with BlockBonuses=1, and by a calculation only for the card that it asks about',
    inShop(async (shop) => {
      const till = await shop.till();
      const { card, memberId } = await shop.member();
      await till.find({ ClientCardID: card });
      expect(await shop.available(memberId)).toBe(500);
      await till.find({ ClientCardID: card, BlockBonuses: 1 });
      expect(await shop.available(memberId)).toBe(0);
      await till.unlock({ ClientCardID: card });
      const basket = basketOf([shoes], { LoyaltyCardsList: [card], BlockBonuses: '1' });
      await till.calculate(basket);
      expect(await shop.available(memberId)).toBe(500);
      await till.calculate({ ...basket, GetLoyaltyCardData: true }, 'POST');
      expect(await shop.available(memberId)).toBe(0);
    }),
  );

  test(
    'a write-off whose answer was lost is asked again, and counts once; more than is locked is refused in words',
    inShop(async (shop) => {
      const till = await shop.till();
      const { memberId, card } = await shop.member();
      await bonusesOf(till, card);
      await expect(till.writeOff({ ClientCardID: card, BonusesCount: 501 })).rejects.toMatchObject({
        status: 409,
        message: 'Бонусы не списаны: на этом чеке удерживается 500',
      });
      await expect(till.writeOff({ ClientCardID: card, BonusesCount: '10,5' })).rejects.toThrow('целым');
      expect(await till.writeOff({ ClientCardID: card, BonusesCount: '1\u00a000' })).toBe(
        'Бонусы успешно списаны',
      );
      expect(await till.writeOff({ ClientCardID: card, BonusesCount: 100 })).toBe('Бонусы успешно списаны');
      expect(await shop.chain.till.balance(memberId)).toMatchObject({ available: 400, held: 100 });
      await expect(till.writeOff({ ClientCardID: card, BonusesCount: 50 })).rejects.toThrow('ещё раз');
      expect(await till.writeOff({ ClientCardID: card, BonusesCount: 0 })).toBe(
        'Количество баллов не указано',
      );
    }),
  );
});

describe('B12 receipts of 1C come when they come', () => {
  test.each<Configuration>(['ut11', 'retail', 'unf'])(
    'as %s writes them, with the discounts, what the cashier gave, and points in kopecks over the lines',
    (configuration) =>
      inShop(async (shop) => {
        const till = await shop.till();
        const { memberId, card } = await shop.member();
        await bonusesOf(till, card);
        const rung = [{ ...shoes, manual: 333.33 }, socks];
        const calculated = await till.calculate(basketOf(rung, { LoyaltyCardsList: [card] }));
        await till.writeOff({ ClientCardID: card, BonusesCount: 100 });
        const sale = soldDocument({
          configuration,
          date: shop.date(),
          card,
          goods: rung,
          calculated,
          bonus: 100,
        });
        expect(await outcomes(till, sale)).toEqual(['booked']);
        const { receipts } = await shop.chain.must('list-receipts', { memberId });
        expect(receipts.map(({ paid }) => paid)).toContain(466_667 + 59_800 - 10_000);
      })(),
  );

  test(
    'a receipt that comes after its points were given back takes what is there, and the rest is owed',
    inShop(
      async (shop) => {
        const till = await shop.till();
        const { memberId, card } = await shop.member();
        const sale = await payWithPoints(shop, till, { card, bonus: 500 });
        shop.chain.now += minutes(61);
        expect(await shop.available(memberId)).toBe(500);
        await settleOwner(shop.chain.shell, memberId);
        const { transfers } = await shop.chain.must('list-transfers', { memberId });
        expect(transfers.find(({ reason }) => reason === 'hold-expired')).toMatchObject({ points: 500 });
        await shop.chain.till.pay(
          memberId,
          [{ id: '1', productId: 'SHOES', quantity: 1000, amount: 200_000 }],
          {
            bonus: 450,
          },
        );
        const left = await shop.available(memberId);
        const [late] = await feed(till, sale);
        expect(late).toMatchObject({ Outcome: expect.stringMatching(/booked|adjusted/) });
        const { available, debt } = await shop.chain.till.balance(memberId);
        expect(available - debt).toBe(left - 500 + (late?.BonusCount ?? 0));
        expect(await outcomes(till, sale)).toEqual(['again']);
      },
      { holds: { minutes: 15, receiptHours: 1 } },
    ),
  );

  test(
    'points that were taken off do not expire while they wait for their receipt',
    inShop(
      async (shop) => {
        const till = await shop.till();
        const { memberId, card } = await shop.member();
        const sale = await payWithPoints(shop, till, { card, bonus: 500 });
        shop.chain.now += minutes(60 * 30);
        expect(await outcomes(till, sale)).toEqual(['booked']);
        expect(await shop.chain.till.balance(memberId)).toMatchObject({ debt: 0, held: 0 });
      },
      {
        kinds: [
          {
            id: 'bonus',
            name: { ru: 'Бонусы', en: 'Points' },
            worth: 100,
            life: { days: 1 },
            spending: { maxShare: 3000 },
          },
        ],
      },
    ),
  );

  test(
    'a return before its sale waits, another document under the same id differs, one that is not posted is passed over',
    inShop(async (shop) => {
      const till = await shop.till();
      const { card } = await shop.member();
      const sale = soldDocument({ date: shop.date(), card, goods: [socks] });
      const back = returnedDocument({
        of: sale.Ref_Key,
        date: shop.date(),
        goods: [{ productId: goods.socks, count: 1 }],
      });
      expect(await outcomes(till, back)).toEqual(['waiting']);
      expect(await outcomes(till, back, sale)).toEqual(['booked', 'adjusted']);
      expect(await outcomes(till, sale, back)).toEqual(['again', 'again']);
      const changed = soldDocument({ guid: sale.Ref_Key, date: shop.date(), card, goods: [shoes] });
      expect(await outcomes(till, changed, { ...sale, Posted: false }, {})).toEqual([
        'differs',
        'skipped',
        'refused',
      ]);
    }),
  );

  test(
    'goods come back at another till, in parts, and never more than were sold',
    inShop(async (shop) => {
      const [one, other] = [await shop.till(), await shop.till({ till: '2' })];
      const { card } = await shop.member();
      const sale = soldDocument({ date: shop.date(), card, goods: [socks, { ...socks, count: 2 }] });
      await feed(one, sale);
      const part = (count: number) =>
        returnedDocument({ of: sale.Ref_Key, date: shop.date(), goods: [{ productId: goods.socks, count }] });
      expect(await outcomes(other, part(2), part(2), part(1), part(1))).toEqual([
        'booked',
        'booked',
        'booked',
        'refused',
      ]);
    }),
  );

  test(
    'the office sends receipts of all tills by one key, each by its own till',
    inShop(async (shop) => {
      const office = await shop.till({ till: null, scopes: ['till'] });
      const sale = soldDocument({ date: shop.date(), goods: [socks], store: 'S-2', till: '2' });
      const nowhere = soldDocument({ date: shop.date(), goods: [socks], store: 'S-2', till: '9' });
      const took = await feed(office, sale, nowhere);
      expect(took).toMatchObject([
        { Outcome: 'adjusted' },
        { Outcome: 'refused', Message: 'Касса этого ключа не заведена в Bonum' },
      ]);
    }),
  );

  test(
    'goods that nobody knows: the cashier is told and sells on; their receipt is booked when the catalogue has them',
    inShop(async (shop) => {
      const till = await shop.till();
      const { card } = await shop.member();
      const news = {
        productId: '9d4a5f0e-2b57-11ee-8c99-0242ac120002',
        name: 'Новинка',
        count: 1,
        price: 700,
      };
      const calculated = await till.calculate(basketOf([news, socks], { LoyaltyCardsList: [card] }));
      expect(calculated).toMatchObject({
        Goods: [{ TotalAmount: 700 }, { TotalAmount: 598 }],
        Messages: expect.arrayContaining([
          { AfterSale: false, MessageText: expect.stringContaining('Новинка') },
        ]),
      });
      const sale = soldDocument({ date: shop.date(), card, goods: [news, socks], calculated });
      expect(await feed(till, sale)).toMatchObject([
        { Outcome: 'refused', Message: `Товара нет в каталоге Bonum: ${news.productId}` },
      ]);
      await shop.chain.must('put-products', { products: [{ productId: news.productId, name: 'Новинка' }] });
      expect(await outcomes(till, sale)).toEqual(['booked']);
    }),
  );
});

describe('U2 C5 spending at a till that cannot ask for a code', () => {
  test(
    'by the changing barcode of the phone, once; a plain card only earns, unless the key may spend by it',
    inShop(async (shop) => {
      const till = await shop.till({ scopes: ['till'] });
      const { memberId, card } = await shop.member();
      expect(await bonusesOf(till, card)).toBe(0);
      const calculated = await till.calculate(
        basketOf([shoes], { LoyaltyCardsList: [card], GetMaxBonusPay: true }),
      );
      expect(calculated).toMatchObject({ MaxBonusPay: 0 });
      expect(JSON.stringify(calculated['Messages'])).not.toContain('Можно списать');
      const phone = await phoneOf(shop.chain, memberId);
      const shown = phone.shows();
      expect(await bonusesOf(till, shown)).toBe(500);
      await till.writeOff({ ClientCardID: shown, BonusesCount: 100 });
      expect(await bonusesOf(till, shown)).toBe(0);
      shop.chain.now += minutes(1);
      expect(await bonusesOf(till, phone.shows())).toBe(400);
      await till.unlock({ CardGUID: memberId });
      expect(await bonusesOf(till, phone.guess(1))).toBe(0);
    }),
  );

  test(
    'nobody spends by a phone number that somebody says, nor learns a card number by it',
    inShop(async (shop) => {
      const till = await shop.till();
      const { memberId } = await shop.member();
      const { phone } = await shop.chain.must('get-member', { memberId });
      const found = await till.find({ Phone: phone ?? '', BlockBonuses: 1 });
      expect(found).toMatchObject({
        LoyaltyCardsList: [
          { CardGUID: memberId, Barcode: '', SearchType: 'Телефон', BonusData: { BonusCount: 0 } },
        ],
      });
      expect(await till.bonuses({ CardGUID: memberId })).toMatchObject({ BonusCount: 0 });
      expect(await shop.available(memberId)).toBe(500);
    }),
  );
});

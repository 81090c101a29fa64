import { returnedDocument, soldDocument } from '@bonum/standins/onec-receipt';
import type { OnecTill } from '@bonum/standins/onec-till';
import { describe, expect, test } from 'vitest';
import { days, minutes } from '../testing/chain.ts';
import { bookKept } from './book-kept.ts';
import { forgetDiscarded } from './kept-receipts.ts';
import { goods, inShop, type OnecShop } from './testing/onec-shop.ts';

const socks = { productId: goods.socks, count: 3, price: 299 };
const news = { productId: '9d4a5f0e-2b57-11ee-8c99-0242ac120002', name: 'Новинка', count: 1, price: 700 };

const outcomes = async (till: OnecTill, ...documents: readonly object[]): Promise<string[]> => {
  const answer = await till.ask('POST', 'receipts', {}, { value: documents });
  return (answer['Receipts'] as { Outcome: string }[]).map(({ Outcome }) => Outcome);
};

const kept = async ({ chain }: OnecShop) => (await chain.must('list-onec-receipts', {})).receipts;

const later = async ({ chain }: OnecShop, wait: number): Promise<number> => {
  chain.now += wait;
  return bookKept(chain.shell);
};

describe('B12 U2 a receipt of 1C that cannot be booked is not lost', () => {
  test(
    'it waits for its goods, whatever 1C sends meanwhile, and gives its points when they are there',
    inShop(async (shop) => {
      const till = await shop.till();
      const { memberId, card } = await shop.member();
      const before = await shop.available(memberId);
      const sale = soldDocument({ date: shop.date(), card, goods: [news, socks] });
      expect(await outcomes(till, sale)).toEqual(['refused']);
      expect(await kept(shop)).toEqual([
        {
          documentId: sale.Ref_Key,
          type: 'sale',
          number: '0000-000001',
          at: sale['Date'],
          state: 'refused',
          because: 'unknown-product',
          message: `Товара нет в каталоге Bonum: ${news.productId}`,
          tries: 0,
          firstAt: expect.any(String),
          nextAt: expect.any(String),
          unreadable: false,
        },
      ]);
      expect(await later(shop, 1000)).toBe(0);
      expect(await later(shop, minutes(1))).toBe(1);
      expect(await kept(shop)).toMatchObject([{ tries: 1, state: 'refused' }]);
      await shop.chain.must('put-products', { products: [{ productId: news.productId, name: 'Новинка' }] });
      // Far beyond any window that 1C's task looks back.
      expect(await later(shop, days(3))).toBe(1);
      expect(await kept(shop)).toEqual([]);
      expect(await shop.available(memberId)).toBeGreaterThan(before);
      expect(await outcomes(till, sale)).toEqual(['again']);
      expect(await later(shop, days(1))).toBe(0);
    }),
  );

  test(
    'a return waits for its sale, and is booked once by however many workers',
    inShop(async (shop) => {
      const till = await shop.till();
      const { memberId, card } = await shop.member();
      const sale = soldDocument({ date: shop.date(), card, goods: [socks] });
      const back = returnedDocument({
        of: sale.Ref_Key,
        date: shop.date(),
        goods: [{ productId: goods.socks, count: 1 }],
      });
      expect(await outcomes(till, back)).toEqual(['waiting']);
      expect(await kept(shop)).toMatchObject([
        { type: 'return', state: 'waiting', because: 'unknown-receipt' },
      ]);
      expect(await outcomes(till, sale)).toEqual(['adjusted']);
      shop.chain.now += minutes(1);
      const worked = await Promise.all([1, 2, 3].map(() => bookKept(shop.chain.shell)));
      expect(worked.reduce((sum, one) => sum + one, 0)).toBe(1);
      expect(await kept(shop)).toEqual([]);
      const { receipts } = await shop.chain.must('list-receipts', { memberId });
      expect(receipts.filter(({ type }) => type === 'return')).toHaveLength(1);
    }),
  );

  test(
    'what differs or cannot be read is for people: it is shown, not tried, and gone once they gave it up',
    inShop(async (shop) => {
      const till = await shop.till();
      const sale = soldDocument({ date: shop.date(), goods: [socks] });
      await outcomes(till, sale);
      const changed = soldDocument({
        guid: sale.Ref_Key,
        date: shop.date(),
        goods: [{ ...socks, count: 4 }],
      });
      const dateless = soldDocument({ date: '', goods: [socks] });
      // The same twice in one list.
      expect(await outcomes(till, changed, dateless, changed)).toEqual(['differs', 'refused', 'differs']);
      const all = await kept(shop);
      expect(all).toHaveLength(2);
      expect(all).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ documentId: sale.Ref_Key, because: 'key-reused', nextAt: null }),
          expect.objectContaining({ documentId: dateless.Ref_Key, because: 'unreadable', unreadable: true }),
        ]),
      );
      expect(await later(shop, days(1))).toBe(0);
      const { chain } = shop;
      const refusal = (id: 'retry-onec-receipt' | 'discard-onec-receipt', documentId: string) =>
        chain.refusal(id, { documentId });
      expect(await refusal('retry-onec-receipt', dateless.Ref_Key)).toBe('onec-receipt-unreadable');
      await chain.must('discard-onec-receipt', { documentId: dateless.Ref_Key });
      expect(await refusal('discard-onec-receipt', dateless.Ref_Key)).toBe('unknown-onec-receipt');
      await outcomes(till, dateless);
      expect(await kept(shop)).toMatchObject([{ documentId: sale.Ref_Key }]);
      // Somebody says that it is to be looked at once more.
      await chain.must('retry-onec-receipt', { documentId: sale.Ref_Key });
      expect(await bookKept(chain.shell)).toBe(1);
      expect(await kept(shop)).toMatchObject([{ documentId: sale.Ref_Key, state: 'differs', nextAt: null }]);
      chain.now += days(31);
      await forgetDiscarded(chain.shell);
      await outcomes(till, dateless);
      expect(await kept(shop)).toHaveLength(2);
    }),
  );

  test(
    'one that nobody can deal with keeps the others from nothing, and is told of',
    inShop(async (shop) => {
      const till = await shop.till();
      const { db } = shop.chain.shell;
      const [bad, good] = [0, 1].map(() => soldDocument({ date: shop.date(), goods: [news] }));
      expect(await outcomes(till, bad ?? {}, good ?? {})).toEqual(['refused', 'refused']);
      await db
        .updateTable('onec_receipt')
        .set({ document: JSON.stringify({ type: 'sale', at: '2000-01-01T00:00:00', posted: true }) })
        .where('document_id', '=', String(bad?.Ref_Key))
        .execute();
      await shop.chain.must('put-products', { products: [{ productId: news.productId, name: 'Новинка' }] });
      await expect(later(shop, minutes(1))).rejects.toThrow(TypeError);
      expect(await kept(shop)).toMatchObject([{ documentId: bad?.Ref_Key }]);
      await shop.chain.must('discard-onec-receipt', { documentId: String(bad?.Ref_Key) });
    }),
  );

  test(
    'the same list from many at once: each is kept once, and nobody waits for another for ever',
    inShop(async (shop) => {
      const till = await shop.till();
      const documents = Array.from({ length: 40 }, () => soldDocument({ date: shop.date(), goods: [news] }));
      const lists = Array.from({ length: 6 }, (_, at) => (at % 2 ? documents : documents.toReversed()));
      await Promise.all(lists.map((list) => outcomes(till, ...list)));
      await shop.chain.must('put-products', { products: [{ productId: news.productId, name: 'Новинка' }] });
      await Promise.all(lists.map((list) => outcomes(till, ...list)));
      expect(await kept(shop)).toEqual([]);
    }),
  );

  test(
    'five hundred documents as large as they are in 1C go at once, and one more does not',
    inShop(async (shop) => {
      const office = await shop.till({ till: null, scopes: ['till'] });
      const rung = Array.from({ length: 8 }, () => socks);
      const documents = Array.from({ length: 501 }, () => ({
        ...soldDocument({ date: shop.date(), goods: rung, store: 'S-9' }),
        Комментарий: 'поле, которого Bonum не знает '.repeat(200),
      }));
      expect(JSON.stringify(documents).length).toBeGreaterThan(4_000_000);
      expect(new Set(await outcomes(office, ...documents.slice(1)))).toEqual(new Set(['refused']));
      const answer = await office.ask('POST', 'receipts', {}, { value: documents });
      expect(answer).toMatchObject({ Error: true, ErrorMessage: expect.stringContaining('500') });
      const first = await shop.chain.must('list-onec-receipts', { limit: 200 });
      const second = await shop.chain.must('list-onec-receipts', { limit: 200, after: first.next ?? '' });
      const third = await shop.chain.must('list-onec-receipts', { limit: 200, after: second.next ?? '' });
      const seen = [first, second, third].flatMap(({ receipts }) =>
        receipts.map(({ documentId }) => documentId),
      );
      expect([third.next, new Set(seen).size]).toEqual([null, 500]);
    }),
  );
});

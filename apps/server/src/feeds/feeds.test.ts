import { YmlShop, type YmlOffer } from '@bonum/standins/yml-shop';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { inChain, minutes, type Chain } from '../testing/chain.ts';
import { growthOf, keptBytes } from '../testing/kept-bytes.ts';
import { line } from '../testing/till.ts';
import { feedSources } from './feed-sources.ts';
import { importFeed } from './import-feed.ts';

const categories = [
  { id: '1', name: 'Обувь' },
  // A parent may come after its child.
  { id: '12', parent: '11', name: 'Бег по асфальту' },
  { id: '11', parent: '1', name: 'Бег' },
];
const shoes: YmlOffer = {
  id: 'SHOES',
  name: 'Кроссовки «Ветер» & Ко',
  price: '6990',
  oldprice: '8990.00',
  category: '12',
  vendor: 'Быстрый шаг',
  barcode: '4600000000017',
  picture: 'https://shop.example/shoes.jpg',
};
const socks: YmlOffer = { id: 'SOCKS', name: 'Носки', price: '399,50', category: '1' };

/** A chain with a feed of this shop, and a worker that reads it when it is told to. */
const inShop = (body: (shop: YmlShop, feed: Feed) => Promise<void>): (() => Promise<void>) =>
  inChain('sportswear', async (chain) => {
    await using shop = await YmlShop.open();
    const feed = new Feed(chain, shop.address);
    await feed.put();
    await body(shop, feed);
  });

class Feed {
  readonly feedId = v7();
  readonly chain: Chain;
  readonly #url: string;

  constructor(chain: Chain, url: string) {
    this.chain = chain;
    this.#url = url;
  }

  put(more: object = {}) {
    const { feedId } = this;
    return this.chain.must('put-feed', {
      feedId,
      kind: 'yml',
      name: 'Магазин',
      url: this.#url,
      everyMinutes: 60,
      ...more,
    });
  }

  /** Has it read. @returns what has become of that */
  async read() {
    await this.chain.must('run-feed', { feedId: this.feedId });
    await this.work();
    this.chain.now += minutes(1);
    return (await this.runs())[0];
  }

  work(hosts: ReadonlySet<string> = new Set(['127.0.0.1'])): Promise<boolean> {
    return importFeed(this.chain.shell, { ...feedSources(hosts), stop: new AbortController().signal });
  }

  async runs() {
    const { feeds } = await this.chain.must('list-feeds', {});
    return feeds.find(({ feedId }) => feedId === this.feedId)?.runs ?? [];
  }

  async problems() {
    const [run] = await this.runs();
    const { problems } = await this.chain.must('list-feed-problems', {
      feedId: this.feedId,
      runId: run?.runId ?? '',
    });
    return problems.map(({ line: at, what, reason, written }) => [at, what, reason, written]);
  }

  product(productId: string) {
    return this.chain.shell.db
      .selectFrom('product')
      .select(['name', 'category', 'brand', 'barcode', 'price', 'on_sale', 'picture', 'gone_at'])
      .where('product_id', '=', productId)
      .executeTakeFirst();
  }
}

describe('goods come by a feed in YML', () => {
  test.each(['UTF-8', 'windows-1251'] as const)(
    'with categories, prices and pictures, in %s; a till sells them',
    (encoding) =>
      inShop(async (shop, feed) => {
        shop.file = () => ({ categories, offers: [shoes, socks], encoding });
        expect(await feed.read()).toMatchObject({ state: 'done', goods: 2, written: 2, bad: 0, gone: 0 });
        expect(await feed.product('SHOES')).toEqual({
          name: 'Кроссовки «Ветер» & Ко',
          category: ['Обувь', 'Бег', 'Бег по асфальту'],
          brand: 'Быстрый шаг',
          barcode: '4600000000017',
          price: 699_000,
          on_sale: true,
          picture: 'https://shop.example/shoes.jpg',
          gone_at: null,
        });
        // Without an old price it costs what it always did.
        expect(await feed.product('SOCKS')).toMatchObject({
          price: 39_950,
          on_sale: false,
          brand: null,
          picture: null,
        });
        const { till } = feed.chain;
        await till.buy(await till.join(), [line('SHOES', 699_000)]);
      })(),
  );

  test(
    'what differs is written and nothing else; what is not there any more is given up, and comes back',
    inShop(async (shop, feed) => {
      await feed.chain.must('put-products', { products: [{ productId: 'OURS', name: 'Наше' }] });
      shop.file = () => ({ categories, offers: [shoes, socks] });
      await feed.read();
      expect(await feed.read()).toMatchObject({ goods: 2, written: 0, gone: 0 });
      shop.file = () => ({ categories, offers: [{ ...shoes, price: '5990' }] });
      expect(await feed.read()).toMatchObject({ goods: 1, written: 1, gone: 1 });
      expect((await feed.product('SOCKS'))?.gone_at).not.toBe(null);
      expect((await feed.product('OURS'))?.gone_at).toBe(null);
      shop.file = () => ({ categories, offers: [shoes, socks] });
      expect(await feed.read()).toMatchObject({ written: 2, gone: 0 });
      expect((await feed.product('SOCKS'))?.gone_at).toBe(null);
      // An empty feed is a mistake of the shop.
      shop.file = () => ({ offers: [] });
      expect(await feed.read()).toMatchObject({ state: 'done', goods: 0, gone: 0 });
    }),
  );

  test(
    'bad rows are told by line and reason, and cost nothing but themselves',
    inShop(async (shop, feed) => {
      const offers = [
        shoes,
        { ...socks, id: '' },
        { ...socks, id: 'x'.repeat(65) },
        { id: 'NAMELESS', price: '1' },
        { ...socks, id: 'DEAR', price: 'дорого' },
        { ...socks, id: 'USD', currency: 'USD' },
        { ...socks, id: 'LOST', category: '99' },
        socks,
      ];
      shop.file = () => ({ categories, offers });
      expect(await feed.read()).toMatchObject({ state: 'done', goods: 3, bad: 6 });
      expect(await feed.problems()).toEqual([
        [6, 'Носки', 'no-id', ''],
        [7, 'x'.repeat(65), 'long-id', 'x'.repeat(65)],
        [8, 'NAMELESS', 'no-name', ''],
        [9, 'DEAR', 'bad-price', 'дорого'],
        [10, 'USD', 'other-currency', 'USD'],
        [11, 'LOST', 'unknown-category', '99'],
      ]);
      expect(await feed.product('LOST')).toMatchObject({ category: [] });
    }),
  );

  test(
    'what cannot be fetched or read says why; what came before a break stays, and nothing is given up',
    inShop(async (shop, feed) => {
      shop.file = () => ({ categories, offers: [shoes, socks] });
      await feed.read();
      shop.file = 500;
      expect(await feed.read()).toMatchObject({ state: 'failed', because: 'http-500' });
      // A redirect leads nowhere.
      shop.file = 302;
      expect(await feed.read()).toMatchObject({ state: 'failed', because: 'http-302' });
      shop.file = () => ({
        categories,
        offers: [
          { ...shoes, price: '1' },
          { ...socks, more: '<broken' },
        ],
      });
      const broken = await feed.read();
      expect(broken).toMatchObject({ state: 'failed', because: 'broken-file', gone: 0, goods: 1 });
      expect(broken?.message).toContain('6: Это не XML');
      expect(await feed.product('SHOES')).toMatchObject({ price: 100, gone_at: null });
      expect(await feed.product('SOCKS')).toMatchObject({ gone_at: null });
      shop.file = () => ({ categories, offers: [shoes, socks] });
      shop.cutAfter = 900;
      expect(await feed.read()).toMatchObject({ state: 'failed', because: 'cut-off', gone: 0 });
      // It is fetched again in its time.
      shop.cutAfter = null;
      expect(await feed.work()).toBe(false);
      feed.chain.now += minutes(60);
      expect(await feed.work()).toBe(true);
      expect((await feed.runs())[0]).toMatchObject({ state: 'done' });
    }),
  );

  test(
    'never from inside the network, whatever the address was when it was named; never while it is paused',
    inShop(async (shop, feed) => {
      for (const url of [
        'http://shop.example/f.yml',
        'https://127.0.0.2/f.yml',
        'https://[::1]/',
        'https://localhost/',
      ])
        expect(await feed.chain.ask('put-feed', { ...base(feed), url })).toMatchObject({
          code: 'inward-address',
        });
      await feed.chain.must('run-feed', { feedId: feed.feedId });
      await feed.work(new Set());
      expect((await feed.runs())[0]).toMatchObject({ state: 'failed', because: 'inward' });
      expect(shop.asked).toBe(0);
      await feed.put({ paused: true });
      feed.chain.now += minutes(200);
      expect(await feed.work()).toBe(false);
    }),
  );

  test(
    'its address may hold a password: it is sealed, and so are those of before; it stays where it is left out',
    inShop(async (shop, feed) => {
      const { chain } = feed;
      const { db } = chain.shell;
      shop.file = () => ({ categories, offers: [shoes] });
      shop.token = 'hidden';
      await feed.put({ url: `${shop.address}?token=hidden` });
      expect(await feed.read()).toMatchObject({ state: 'done', goods: 1 });
      expect(await feed.put({ url: undefined, everyMinutes: 30 })).toMatchObject({ url: shop.address });
      const { settings } = await db.selectFrom('feed').select('settings').executeTakeFirstOrThrow();
      // The same is not sealed anew, nor is it another when it comes back as it was shown.
      await feed.put({ everyMinutes: 30 });
      expect(await db.selectFrom('feed').select(['url', 'settings']).executeTakeFirst()).toEqual({
        url: shop.address,
        settings,
      });
      expect(settings?.includes('hidden')).toBe(false);
      await db
        .updateTable('feed')
        .set({ url: `${shop.address}?token=hidden`, settings: null })
        .execute();
      expect((await chain.must('list-feeds', {})).feeds[0]?.url).toBe(shop.address);
      expect(await feed.read()).toMatchObject({ state: 'done', goods: 1 });
      expect(await db.selectFrom('feed').select('url').executeTakeFirst()).toEqual({ url: shop.address });
    }),
  );

  test(
    'two workers do not read it twice; one that has died is taken over from',
    inShop(async (shop, feed) => {
      shop.file = () => ({ categories, offers: [shoes] });
      const took = await Promise.all([feed.work(), feed.work()]);
      expect(took.filter((had) => had)).toHaveLength(1);
      feed.chain.now += minutes(1);
      await feed.chain.must('run-feed', { feedId: feed.feedId });
      const runId = v7();
      const { db } = feed.chain.shell;
      const at = new Date(feed.chain.now);
      await db
        .insertInto('feed_run')
        .values({ run_id: runId, feed_id: feed.feedId, began_at: at, state: 'running' })
        .execute();
      await db
        .updateTable('feed')
        .set({ run_id: runId, beat_at: at })
        .where('feed_id', '=', feed.feedId)
        .execute();
      expect(await feed.work()).toBe(false);
      feed.chain.now += minutes(3);
      expect(await feed.work()).toBe(true);
      expect((await feed.runs()).map(({ state, because }) => [state, because]).slice(0, 2)).toEqual([
        ['done', null],
        ['failed', 'broken-off'],
      ]);
    }),
  );

  test(
    'a hundred thousand goods take no more memory than half of them, or a thousand',
    inShop(async (shop, feed) => {
      let samples: number[] = [];
      function* many(count: number): Generator<YmlOffer> {
        for (let index = 0; index < count; index++) {
          // While it is read.
          if (index % 5000 === 2500) samples.push(keptBytes());
          yield { ...shoes, id: `G-${index}`, name: `Товар ${index} ${'с длинным именем '.repeat(5)}` };
        }
      }
      shop.file = () => ({ categories, offers: many(1000) });
      await feed.read();
      const before = keptBytes();
      samples = [];
      shop.file = () => ({ categories, offers: many(100_000) });
      expect(await feed.read()).toMatchObject({ state: 'done', goods: 100_000, written: 99_000 });
      expect((await feed.runs())[0]?.bytes).toBeGreaterThan(50_000_000);
      expect(samples).toHaveLength(20);
      // A kept offer is half a kilobyte.
      expect(growthOf(samples)).toBeLessThan(10_000_000);
      expect(Math.min(...samples) - before).toBeLessThan(30_000_000);
    }),
    240_000,
  );
});

const base = (feed: Feed) => ({
  feedId: feed.feedId,
  kind: 'yml' as const,
  name: 'Магазин',
  everyMinutes: 60,
});

const promos = `
<promo id="Code5" type="promo code"><start-date>2026-11-01</start-date><end-date>2026-12-31 23:59:59</end-date><description>Пять процентов</description><promo-code>FIVE</promo-code><discount unit="percent">5</discount><purchase><product category-id="11"/></purchase></promo>
<promo id="Code500" type="promo code"><promo-code>RUB500</promo-code><discount unit="currency" currency="RUR">500</discount><purchase><product offer-id="SHOES"/></purchase></promo>
<promo id="Flash" type="flash discount"><start-date>2026-11-20</start-date><purchase><product offer-id="SHOES"><discount-price currency="RUR">4990</discount-price></product><product offer-id="SOCKS"><discount-price currency="RUR">299</discount-price></product></purchase></promo>
<promo id="Card" type="bonus card"><purchase><product offer-id="SHOES"><discount-price currency="RUB">5990</discount-price></product></purchase></promo>
<promo id="Gift" type="gift with purchase"><purchase><required-quantity>2</required-quantity><product offer-id="SHOES"/></purchase><promo-gifts><promo-gift offer-id="SOCKS"/></promo-gifts></promo>
<promo id="TwoOne" type="n plus m"><purchase><required-quantity>2</required-quantity><free-quantity>1</free-quantity><product offer-id="SOCKS"/></purchase></promo>
<promo id="Lottery" type="lottery"/>
<promo id="NoCode" type="promo code"><discount unit="percent">5</discount></promo>
<promo id="Bad date" type="n plus m"/>
`.trimStart();

describe('promos of a feed', () => {
  test(
    'become promotions of a draft that is sound, and never live ones; what is unknown is skipped with an entry',
    inShop(async (shop, feed) => {
      const live = await feed.chain.must('get-programme', {});
      shop.file = () => ({ categories, offers: [shoes, socks], promos });
      expect(await feed.read()).toMatchObject({ state: 'done', goods: 2, promos: 6, bad: 3 });
      expect(await feed.problems()).toEqual([
        [15, 'Lottery', 'unknown-promo', 'lottery'],
        [16, 'NoCode', 'bad-promo', 'promo-code'],
        [17, 'Bad date', 'bad-promo', 'Bad date'],
      ]);
      expect(await feed.chain.must('get-programme', {})).toEqual(live);
      const draft = await feed.chain.must('get-feed-draft', { feedId: feed.feedId });
      expect(draft).toMatchObject({ valid: true, problems: [] });
      expect(draft.promotions).toEqual([
        'yml-code5',
        'yml-code500',
        'yml-flash',
        'yml-flash-2',
        'yml-card',
        'yml-gift',
        'yml-twoone',
      ]);
      // Whoever publishes it makes it count.
      await feed.chain.must('publish-programme', { programme: draft.programme });
      const { till } = feed.chain;
      const bought = await till.buy(null, [line('SOCKS', 39_950 * 3, 3000)]);
      expect(JSON.stringify(bought)).toContain('yml-');
      expect((await feed.chain.must('get-feed-draft', { feedId: feed.feedId })).programme).toEqual(
        (await feed.chain.must('get-programme', {})).programme,
      );
    }),
  );
});

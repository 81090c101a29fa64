import { akeneo, type Akeneo, type AkeneoProduct } from '@bonum/standins/akeneo';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { inChain, minutes, type Chain } from '../testing/chain.ts';
import { line } from '../testing/till.ts';
import { feedSources } from './feed-sources.ts';
import { importFeed } from './import-feed.ts';

const access = {
  clientId: '1_client',
  clientSecret: 'secret of the client',
  username: 'bonum_1',
  password: 'password of the user',
};
const choice = {
  locale: 'ru_RU',
  scope: 'ecommerce',
  currency: 'RUB',
  attributes: { name: 'name', price: 'price', barcode: 'ean', brand: 'brand', picture: 'photo' },
};
const of = (data: unknown, more: object = {}) => [{ locale: null, scope: null, data, ...more }];
const opening = Date.parse('2026-11-20T00:00:00Z');

const product = (sku: string, values: AkeneoProduct['values'] = {}, more: object = {}): AkeneoProduct => ({
  uuid: v7(),
  updated: opening,
  values: {
    ...(sku !== '' && { sku: of(sku) }),
    name: of(`Товар ${sku}`),
    price: of([{ amount: '10.00', currency: 'RUB' }]),
    ...values,
  },
  ...more,
});
const shoes = product(
  'SHOES',
  {
    name: [
      { locale: 'en_US', scope: 'ecommerce', data: 'Shoes' },
      { locale: 'ru_RU', scope: 'print', data: 'Туфли' },
      { locale: 'ru_RU', scope: 'ecommerce', data: 'Кроссовки «Ветер»' },
    ],
    price: of([
      { amount: '70.00', currency: 'USD' },
      { amount: '6990.00', currency: 'RUB' },
    ]),
    ean: of('4600000000017'),
    brand: of('fast_step', { labels: { ru_RU: 'Быстрый шаг' } }),
    photo: of('https://shop.example/shoes.jpg'),
  },
  { categories: ['road'] },
);
const categories = [
  { code: 'shoes', parent: null, labels: { ru_RU: 'Обувь', en_US: 'Shoes' } },
  { code: 'running', parent: 'shoes', labels: { ru_RU: 'Бег' } },
  { code: 'road', parent: 'running', labels: { en_US: 'Road' } },
];

/** A chain with a feed of this Akeneo, and a worker that reads it when it is told to. */
const inPim = (body: (pim: Akeneo, feed: Feed) => Promise<void>, zoneHours = 0): (() => Promise<void>) =>
  inChain('sportswear', async (chain) => {
    await using pim = await akeneo({ ...access, zoneHours });
    pim.categories = categories;
    const feed = new Feed(chain, pim.url);
    await feed.put({ akeneo: { access, ...choice } });
    await body(pim, feed);
  });

class Feed {
  readonly feedId = v7();
  readonly chain: Chain;
  readonly #url: string;

  constructor(chain: Chain, url: string) {
    this.chain = chain;
    this.#url = url;
  }

  asked(more: object = {}) {
    const { feedId } = this;
    return {
      feedId,
      kind: 'akeneo' as const,
      name: 'Каталог',
      url: this.#url,
      everyMinutes: 60,
      akeneo: choice,
      ...more,
    };
  }

  put(more: object = {}) {
    return this.chain.must('put-feed', this.asked(more));
  }

  /** Has it read. @returns what has become of that */
  async read(hosts: ReadonlySet<string> = new Set(['127.0.0.1'])) {
    await this.chain.must('run-feed', { feedId: this.feedId });
    await importFeed(this.chain.shell, { ...feedSources(hosts), stop: new AbortController().signal });
    this.chain.now += minutes(1);
    const { feeds } = await this.chain.must('list-feeds', {});
    return feeds[0]?.runs[0];
  }

  async problems() {
    const { feeds } = await this.chain.must('list-feeds', {});
    const runId = feeds[0]?.runs[0]?.runId ?? '';
    const { problems } = await this.chain.must('list-feed-problems', { feedId: this.feedId, runId });
    return problems.map(({ what, reason, written }) => [what, reason, written]);
  }

  product(productId: string) {
    return this.chain.shell.db
      .selectFrom('product')
      .select(['name', 'category', 'brand', 'barcode', 'price', 'on_sale', 'picture', 'gone_at'])
      .where('product_id', '=', productId)
      .executeTakeFirst();
  }

  async count(): Promise<number> {
    const { n } = await this.chain.shell.db
      .selectFrom('product')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('product_id', 'like', 'G-%')
      .where('gone_at', 'is', null)
      .executeTakeFirstOrThrow();
    return n;
  }
}

const many = (count: number): readonly AkeneoProduct[] =>
  Array.from({ length: count }, (_, index) => product(`G-${index}`));

describe('goods come from an Akeneo', () => {
  test(
    'in the language and channel, with labels of categories and brands; a till sells them',
    inPim(async (pim, feed) => {
      pim.products = [shoes];
      expect(await feed.read()).toMatchObject({ state: 'done', goods: 1, written: 1, bad: 0, gone: 0 });
      expect(await feed.product('SHOES')).toEqual({
        name: 'Кроссовки «Ветер»',
        // One that has no label in the language is called by its code.
        category: ['Обувь', 'Бег', 'road'],
        brand: 'Быстрый шаг',
        barcode: '4600000000017',
        price: 699_000,
        on_sale: false,
        picture: 'https://shop.example/shoes.jpg',
        gone_at: null,
      });
      const { till } = feed.chain;
      await till.buy(await till.join(), [line('SHOES', 699_000)]);
    }),
  );

  test(
    'whatever number there is, though tokens run out on the way and Akeneo asks to come later',
    inPim(async (pim, feed) => {
      pim.products = many(1050);
      pim.callsOfToken = 4;
      pim.busyFor = 1;
      expect(await feed.read()).toMatchObject({ state: 'done', goods: 1050, written: 1050 });
      expect(await feed.count()).toBe(1050);
      expect(pim.handed).toBe(1050);
      // Twelve answers with four to a token, and twice a call that came too late for its token.
      expect(pim.heard.filter((call) => call === 'refresh_token')).toHaveLength(2);
      expect(pim.heard.filter((call) => call === 'products-uuid')).toHaveLength(13);
      // Where a token for new tokens is good for nothing, the password is.
      pim.refreshes = false;
      pim.heard.length = 0;
      feed.chain.now += minutes(24 * 60);
      expect(await feed.read()).toMatchObject({ state: 'done', goods: 1050, written: 0, gone: 0 });
      expect(pim.heard.filter((call) => call === 'password')).toHaveLength(3);
    }),
  );

  test.each([-11, 0, 14])(
    'only what has changed, wherever the server of Akeneo stands: %i hours from Greenwich; everything once a day',
    (zoneHours) =>
      inPim(async (pim, feed) => {
        pim.products = many(250);
        await feed.read();
        expect(pim.searches).toEqual([]);
        pim.handed = 0;
        const changed = product('G-7', { name: of('Другой') }, { updated: feed.chain.now });
        pim.products = [...many(250).filter((_, index) => index !== 7 && index !== 8), changed];
        feed.chain.now += minutes(60);
        expect(await feed.read()).toMatchObject({ state: 'done', goods: 1, written: 1, gone: 0 });
        expect(pim.handed).toBe(1);
        expect(pim.searches).toHaveLength(1);
        expect(await feed.product('G-7')).toMatchObject({ name: 'Другой' });
        expect(await feed.count()).toBe(250);
        // What is not there any more is missed when everything is read.
        feed.chain.now += minutes(24 * 60);
        expect(await feed.read()).toMatchObject({ state: 'done', goods: 249, written: 0, gone: 1 });
        expect((await feed.product('G-8'))?.gone_at).not.toBe(null);
      }, zoneHours)(),
  );

  test(
    'what is disabled is given up at once, and comes back',
    inPim(async (pim, feed) => {
      await feed.chain.must('put-products', { products: [{ productId: 'OURS', name: 'Наше' }] });
      const socks = product('SOCKS');
      pim.products = [shoes, socks];
      await feed.read();
      const changed = { ...socks, updated: feed.chain.now };
      pim.products = [shoes, { ...changed, enabled: false }, product('OURS', {}, { enabled: false })];
      expect(await feed.read()).toMatchObject({ state: 'done', gone: 1 });
      expect((await feed.product('SOCKS'))?.gone_at).not.toBe(null);
      // What came otherwise is nothing that a feed could give up.
      expect((await feed.product('OURS'))?.gone_at).toBe(null);
      pim.products = [shoes, changed];
      expect(await feed.read()).toMatchObject({ state: 'done', written: 1, gone: 0 });
      expect((await feed.product('SOCKS'))?.gone_at).toBe(null);
    }),
  );

  test(
    'bad ones are told by what they call themselves and the reason, and cost nothing but themselves',
    inPim(async (pim, feed) => {
      const nameless = product('');
      pim.products = [
        shoes,
        nameless,
        product('x'.repeat(65)),
        product('NAMELESS', { name: of('') }),
        product('DEAR', { price: of([{ amount: 'дорого', currency: 'RUB' }]) }),
        product('FREE', { price: [] }),
        product('USD', { price: of([{ amount: '1.00', currency: 'USD' }]) }),
        product('LOST', {}, { categories: ['nowhere'] }),
        product('SOCKS', { price: of('399.50') }),
      ];
      expect(await feed.read()).toMatchObject({ state: 'done', goods: 3, bad: 7 });
      expect(await feed.problems()).toEqual([
        [nameless.uuid, 'no-id', ''],
        ['x'.repeat(65), 'long-id', 'x'.repeat(65)],
        ['NAMELESS', 'no-name', ''],
        ['DEAR', 'bad-price', 'дорого'],
        ['FREE', 'bad-price', ''],
        ['USD', 'other-currency', 'USD'],
        ['LOST', 'unknown-category', 'nowhere'],
      ]);
      expect(await feed.product('SOCKS')).toMatchObject({ price: 39_950 });
    }),
  );

  test(
    'what cannot be read on says why; what came before stays, nothing is given up, and it is all read again',
    inPim(async (pim, feed) => {
      pim.products = many(300);
      // The token, the categories, and then the pages.
      pim.faults.push('none', 'none', 'none', 'half-written');
      expect(await feed.read()).toMatchObject({ state: 'failed', because: 'cut-off', goods: 100, gone: 0 });
      expect(await feed.count()).toBe(100);
      await using elsewhere = await akeneo(access);
      pim.nextLeadsTo = `${elsewhere.url}/api/rest/v1/products-uuid`;
      expect(await feed.read()).toMatchObject({ state: 'failed', because: 'led-elsewhere', goods: 100 });
      expect(elsewhere.heard).toEqual([]);
      pim.nextLeadsTo = null;
      pim.faults.push({ status: 429, body: '{}', headers: { 'retry-after': '3600' } });
      expect(await feed.read()).toMatchObject({ state: 'failed', because: 'busy' });
      pim.faults.push('none', { status: 200, body: '<html>Работы на сервере</html>' });
      expect(await feed.read()).toMatchObject({ state: 'failed', because: 'not-understood' });
      expect(pim.searches).toEqual([]);
      expect(await feed.read()).toMatchObject({ state: 'done', goods: 300, written: 200 });
      await feed.put({ akeneo: { ...choice, scope: 'nowhere' } });
      expect(await feed.read()).toMatchObject({
        state: 'failed',
        because: 'http-422',
        message: 'Scope "nowhere" does not exist.',
      });
      await feed.put({ akeneo: { ...choice, currency: 'USD' } });
      expect(await feed.read()).toMatchObject({ state: 'failed', because: 'other-currency' });
      await feed.put({ akeneo: { ...choice, access: { ...access, password: 'another' } } });
      expect(await feed.read()).toMatchObject({ state: 'failed', because: 'not-let-in' });
      expect(await feed.count()).toBe(300);
    }),
  );

  test(
    'its password is sealed, shown to nobody, and stays with the server that it is for',
    inPim(async (pim, feed) => {
      const { chain } = feed;
      const answered = await feed.put({ url: `${pim.url}/?token=hidden`, akeneo: { access, ...choice } });
      expect(answered).toMatchObject({ url: `${pim.url}/`, akeneo: { locale: 'ru_RU', scope: 'ecommerce' } });
      const { rows } = await chain.database.pool.query('select row_to_json(f)::text as row from feed f');
      for (const secret of [...Object.values(access), 'hidden']) {
        expect(JSON.stringify([answered, await chain.must('list-feeds', {})])).not.toContain(secret);
        expect(JSON.stringify(rows)).not.toContain(secret);
        expect(JSON.stringify(rows)).not.toContain(Buffer.from(secret).toString('hex'));
      }
      // Left out, it stays; and so does what is to be read.
      await feed.put({ name: 'Иначе' });
      expect(await feed.put({ akeneo: undefined })).toEqual({ ...answered, runs: [] });
      expect(await feed.read()).toMatchObject({ state: 'done' });
      const heard = pim.heard.length;
      // Another server is not told it, nor is one inside the network asked.
      const away = feed.asked({ url: 'https://pim.example' });
      expect(await chain.ask('put-feed', away)).toMatchObject({ code: 'bad-feed', path: '/akeneo/access' });
      expect(await chain.refusal('put-feed', feed.asked({ feedId: v7() }))).toBe('bad-feed');
      expect(await chain.refusal('put-feed', feed.asked({ feedId: v7(), akeneo: undefined }))).toBe(
        'bad-feed',
      );
      expect(await chain.refusal('put-feed', feed.asked({ kind: 'yml' }))).toBe('bad-feed');
      expect(await chain.refusal('put-feed', { ...feed.asked({ feedId: v7(), url: undefined }) })).toBe(
        'bad-feed',
      );
      expect(await feed.read(new Set())).toMatchObject({ state: 'failed', because: 'inward' });
      expect(pim.heard).toHaveLength(heard);
      // By another secret of the installation nothing can be opened.
      Object.assign(chain.shell, { secret: 'another one' });
      expect(await feed.read()).toMatchObject({ state: 'failed', because: 'other-secret' });
    }),
  );
});

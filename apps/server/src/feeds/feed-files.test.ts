import { ymlFile, type YmlOffer } from '@bonum/standins/yml-shop';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { inChain, minutes, type Chain } from '../testing/chain.ts';
import { growthOf, keptBytes } from '../testing/kept-bytes.ts';
import { forgetFeedFiles } from './feed-file.ts';
import { feedSources } from './feed-sources.ts';
import { importFeed } from './import-feed.ts';

const categories = [{ id: '1', name: 'Обувь' }];
const shoes: YmlOffer = { id: 'SHOES', name: 'Кроссовки «Ветер»', price: '6990', category: '1' };
const socks: YmlOffer = { id: 'SOCKS', name: 'Носки', price: '399,50', category: '1' };
const promos =
  '<promo id="Code5" type="promo code"><promo-code>FIVE</promo-code><discount unit="percent">5</discount><purchase><product offer-id="SHOES"/></purchase></promo>\n';
const textOf = (offers: Iterable<YmlOffer>): Buffer =>
  Buffer.from([...ymlFile({ categories, offers, promos })].join(''));

/** A feed that files are sent to. */
class Sent {
  readonly feedId = v7();
  readonly chain: Chain;

  constructor(chain: Chain) {
    this.chain = chain;
  }

  put(more: object = {}) {
    return this.chain.must('put-feed', {
      feedId: this.feedId,
      kind: 'yml',
      name: 'Выгрузка',
      ...more,
    });
  }

  part(fileId: string, part: number, bytes: Uint8Array) {
    const { feedId } = this;
    return this.chain.ask('put-feed-part', { feedId, fileId, part, file: { type: 'text/xml', bytes } });
  }

  finish(fileId: string, parts: number) {
    return this.chain.ask('send-feed-file', { feedId: this.feedId, fileId, parts });
  }

  async send(bytes: Buffer, size = bytes.length): Promise<string> {
    const fileId = v7();
    const parts = Math.ceil(bytes.length / size);
    for (let part = 1; part <= parts; part += 1)
      await this.part(fileId, part, bytes.subarray((part - 1) * size, part * size));
    await this.chain.must('send-feed-file', { feedId: this.feedId, fileId, parts });
    return fileId;
  }

  work(stop = new AbortController().signal): Promise<boolean> {
    return importFeed(this.chain.shell, { ...feedSources(new Set()), stop });
  }

  async shown() {
    const { feeds } = await this.chain.must('list-feeds', {});
    return feeds.find(({ feedId }) => feedId === this.feedId);
  }

  async read() {
    this.chain.now += minutes(1);
    const worked = await this.work();
    return worked ? (await this.shown())?.runs[0] : undefined;
  }

  kept() {
    return this.chain.shell.db.selectFrom('feed_part').select('number').execute();
  }
}

const inFeed = (body: (feed: Sent) => Promise<void>): (() => Promise<void>) =>
  inChain('sportswear', async (chain) => {
    const feed = new Sent(chain);
    expect(await feed.put()).toMatchObject({ everyMinutes: 60, nextAt: null });
    expect(await feed.shown()).not.toHaveProperty('url');
    await body(feed);
  });

describe('goods come by a file in YML that is sent', () => {
  test(
    'by the same rules as from an address, wherever it is cut: rows that are wrong by their lines, promos as a draft',
    inFeed(async (feed) => {
      expect(await feed.work()).toBe(false);
      await feed.send(textOf([shoes, { ...socks, price: 'нет' }]), 99);
      expect((await feed.shown())?.nextAt).not.toBeNull();
      const run = await feed.read();
      expect(run).toMatchObject({ state: 'done', goods: 1, written: 1, bad: 1, promos: 1 });
      const { feedId } = feed;
      const { problems } = await feed.chain.must('list-feed-problems', { feedId, runId: run?.runId ?? '' });
      expect(problems).toMatchObject([{ line: 6, what: 'SOCKS', reason: 'bad-price', written: 'нет' }]);
      expect(await feed.chain.must('get-feed-draft', { feedId })).toMatchObject({
        promotions: ['yml-code5'],
        valid: true,
      });
      // Nothing of it lies about, nor is it read again.
      expect(await feed.kept()).toEqual([]);
      expect((await feed.shown())?.nextAt).toBeNull();
      feed.chain.now += minutes(24 * 60);
      expect(await feed.work()).toBe(false);
      // What is not in the next one is given up.
      await feed.send(textOf([socks]));
      expect(await feed.read()).toMatchObject({ state: 'done', goods: 1, gone: 1 });
    }),
  );

  test(
    'parts come in any order, and again; it is read when all are there, and once',
    inFeed(async (feed) => {
      const text = textOf([shoes, socks]);
      const [fileId, half] = [v7(), Math.floor(text.length / 2)];
      await feed.part(fileId, 2, text.subarray(half));
      expect(await feed.finish(fileId, 2)).toMatchObject({ code: 'bad-feed', path: '/parts' });
      expect(await feed.work()).toBe(false);
      await feed.part(fileId, 1, Buffer.from('what was wrong'));
      await Promise.all([1, 2].map(() => feed.part(fileId, 1, text.subarray(0, half))));
      await Promise.all([1, 2].map(() => feed.finish(fileId, 2)));
      expect(await feed.finish(fileId, 3)).toMatchObject({ code: 'bad-feed', path: '/parts' });
      expect(await feed.part(fileId, 1, Buffer.from('too late'))).toMatchObject({ ok: true });
      expect(await feed.read()).toMatchObject({ state: 'done', goods: 2 });
      expect(await feed.finish(fileId, 2)).toMatchObject({ ok: true, value: { nextAt: null } });
      expect(await feed.work()).toBe(false);
    }),
  );

  test(
    'a broken one is told with its line and done with; one that a worker leaves is read again',
    inFeed(async (feed) => {
      const stop = new AbortController();
      stop.abort();
      await feed.send(textOf([shoes]));
      expect(await feed.work(stop.signal)).toBe(true);
      expect((await feed.shown())?.runs[0]).toMatchObject({ state: 'failed', because: 'cut-off' });
      expect(await feed.work()).toBe(false);
      expect(await feed.read()).toMatchObject({ state: 'done', goods: 1 });
      await feed.send(textOf([shoes, socks]).subarray(0, 900));
      expect(await feed.read()).toMatchObject({ state: 'failed', because: 'broken-file' });
      expect(await feed.kept()).toEqual([]);
      expect((await feed.shown())?.nextAt).toBeNull();
    }),
  );

  test(
    'a later one takes the place of one that waits; what nobody goes on with is forgotten',
    inFeed(async (feed) => {
      const { chain } = feed;
      await feed.send(textOf([shoes]));
      await feed.send(textOf([socks]));
      expect(await feed.kept()).toHaveLength(1);
      expect(await feed.read()).toMatchObject({ goods: 1 });
      await feed.part(v7(), 1, Buffer.from('<yml_catalog>'));
      await forgetFeedFiles(chain.shell);
      expect(await feed.kept()).toHaveLength(1);
      chain.now += minutes(25 * 60);
      await forgetFeedFiles(chain.shell);
      expect(await feed.kept()).toEqual([]);
    }),
  );

  test(
    'only to a feed without an address, and one that gets an address is fetched',
    inFeed(async (feed) => {
      const { chain } = feed;
      const other = new Sent(chain);
      expect(await other.part(v7(), 1, Buffer.from('<'))).toMatchObject({ code: 'unknown-feed' });
      await other.put({ url: 'https://shop.example/market.yml' });
      expect(await other.part(v7(), 1, Buffer.from('<'))).toMatchObject({
        code: 'bad-feed',
        path: '/feedId',
      });
      const fileId = await feed.send(textOf([shoes]));
      const third = new Sent(chain);
      await third.put();
      expect(await third.part(fileId, 1, Buffer.from('<'))).toMatchObject({
        code: 'bad-feed',
        path: '/fileId',
      });
      expect(await feed.put({ url: 'https://shop.example/market.yml' })).toHaveProperty('url');
      expect(await feed.put()).toHaveProperty('url');
    }),
  );

  test(
    'a hundred thousand goods take no more memory than half of them, or one',
    inFeed(async (feed) => {
      await feed.send(textOf([shoes]));
      await feed.read();
      const before = keptBytes();
      const fileId = v7();
      let [parts, kept]: [number, string[]] = [0, []];
      const flush = async (): Promise<void> => {
        parts += 1;
        await feed.part(fileId, parts, Buffer.from(kept.join('')));
        kept = [];
      };
      for (const text of ymlFile({ categories, offers: many(100_000) })) {
        kept.push(text);
        if (kept.length === 1000) await flush();
      }
      await flush();
      await feed.finish(fileId, parts);
      const samples: number[] = [];
      const looking = setInterval(() => samples.push(keptBytes()), 250);
      expect(await feed.read()).toMatchObject({ state: 'done', goods: 100_000, written: 100_000 });
      clearInterval(looking);
      expect((await feed.shown())?.runs[0]?.bytes).toBeGreaterThan(40_000_000);
      // A kept offer is half a kilobyte.
      expect(growthOf(samples)).toBeLessThan(10_000_000);
      // Nor is all of it there at once.
      expect(Math.min(...samples) - before).toBeLessThan(50_000_000);
    }),
    240_000,
  );
});

function* many(count: number): Generator<YmlOffer> {
  for (let index = 0; index < count; index++)
    yield { ...shoes, id: `G-${index}`, name: `Товар ${index} ${'с длинным именем '.repeat(5)}` };
}

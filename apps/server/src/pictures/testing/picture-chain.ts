import { YmlShop, type YmlOffer } from '@bonum/standins/yml-shop';
import { pictureFetcher } from '@bonum/adapters/pictures/fetch-picture';
import { v7 } from 'uuid';
import { feedSources } from '../../feeds/feed-sources.ts';
import { importFeed } from '../../feeds/import-feed.ts';
import { inChain, minutes, type Chain } from '../../testing/chain.ts';
import { choosePictures } from '../choose-pictures.ts';
import { pictureSources, type PictureSources } from '../picture-sources.ts';
import { takePictures } from '../take-pictures.ts';

const isOf = (...value: string[]): object => ({ fact: 'line.product', op: 'in', value });
const tenOff = (id: string, rest: object): object => ({
  id,
  name: { ru: id, en: id },
  priority: 10,
  effect: { type: 'line-percent', rate: 1000 },
  ...rest,
});
const shown = { text: { ru: 'Для всех', en: 'For all' } };

/** Promotions on goods that are called by a letter, so that A comes first. */
export const promotions = [
  tenOff('on-a-and-b', { shown, lines: isOf('A', 'B') }),
  tenOff('on-b', { shown, lines: isOf('B') }),
  tenOff('hidden-on-c', { lines: isOf('C') }),
  tenOff('over-on-c', {
    shown,
    lines: isOf('C'),
    when: { fact: 'time.date', op: 'until', value: '2026-11-01' },
  }),
  tenOff('on-anything', { shown }),
  tenOff('own', { shown: { ...shown, picture: 'summer' }, lines: isOf('A') }),
];

/** A chain with offers, a shop whose feed tells of their goods, and a worker that takes pictures when it is told to. */
export class PictureChain {
  readonly chain: Chain;
  readonly shop: YmlShop;
  readonly #feedId = v7();
  /** Hosts of the chain's own; the shop is one. */
  hosts: ReadonlySet<string> = new Set(['127.0.0.1']);
  withinMs = 20_000;

  constructor(chain: Chain, shop: YmlShop) {
    this.chain = chain;
    this.shop = shop;
  }

  get sources(): PictureSources {
    return { ...pictureSources(this.hosts), fetchPicture: pictureFetcher(this.hosts, this.withinMs) };
  }

  /** The feed tells that these goods have their pictures there, or none. */
  async goods(pictures: Readonly<Record<string, string | null>>): Promise<void> {
    const offers = Object.entries(pictures).map(([id, path]): YmlOffer => ({
      id,
      name: `Товар ${id}`,
      price: '100',
      ...(path !== null && { picture: path.startsWith('/') ? this.shop.pictureAt(path) : path }),
    }));
    this.shop.file = () => ({ offers });
    const { chain } = this;
    await chain.must('put-feed', {
      feedId: this.#feedId,
      kind: 'yml',
      name: 'Магазин',
      url: this.shop.address,
      everyMinutes: 60,
    });
    await chain.must('run-feed', { feedId: this.#feedId });
    const stop = new AbortController().signal;
    await importFeed(chain.shell, { ...feedSources(new Set(['127.0.0.1'])), stop });
    chain.now += minutes(1);
  }

  take(stop = new AbortController().signal): Promise<number> {
    return takePictures(this.chain.shell, { ...this.sources, stop });
  }

  /** A worker does what there is to do. */
  async work(): Promise<void> {
    const { chain } = this;
    await choosePictures(chain.shell);
    while ((await this.take()) > 0) {
      chain.now += 1;
      await choosePictures(chain.shell);
    }
  }

  /** What a member is shown. */
  async pictures() {
    const { chain } = this;
    const memberId = await chain.till.join();
    const browser = {
      memberId,
      sessionId: v7(),
      deviceId: 'a-browser',
      address: '10.0.0.1',
      userAgent: 'test',
    };
    const { offers } = await chain.must('list-my-offers', {}, browser);
    return Object.fromEntries(offers.map(({ offerId, picture }) => [offerId, picture]));
  }

  async problems() {
    const { problems } = await this.chain.must('list-picture-problems', {});
    return Object.fromEntries(problems.map(({ productId, reason }) => [productId, reason]));
  }

  async count(table: 'picture' | 'picture_source' | 'exchange_picture'): Promise<number> {
    const { count } = await this.chain.shell.db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return count;
  }
}

/** For a test's body. */
export const withPictures = (body: (pictures: PictureChain) => Promise<void>): (() => Promise<void>) =>
  inChain(
    'sportswear',
    async (chain) => {
      await using shop = await YmlShop.open();
      await body(new PictureChain(chain, shop));
    },
    { promotions },
  );

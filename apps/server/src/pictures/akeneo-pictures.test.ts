import { akeneo, type Akeneo, type AkeneoProduct } from '@bonum/standins/akeneo';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { feedSources } from '../feeds/feed-sources.ts';
import { importFeed } from '../feeds/import-feed.ts';
import { days, inChain, type Chain } from '../testing/chain.ts';
import { plainPicture } from '../testing/plain-picture.ts';
import { choosePictures } from './choose-pictures.ts';
import { pictureSources } from './picture-sources.ts';
import { takePictures } from './take-pictures.ts';
import { promotions } from './testing/picture-chain.ts';

const access = {
  clientId: '1_c',
  clientSecret: 'of the client',
  username: 'bonum_1',
  password: 'of the user',
};
const settings = {
  locale: 'ru_RU',
  scope: 'ecommerce',
  currency: 'RUB',
  attributes: { name: 'name', price: 'price', picture: 'photo' },
};
const red = plainPicture('aa2211');
const of = (data: unknown) => [{ locale: null, scope: null, data }];
const code = 'a/b/c/d/abcd1234_Кроссовки_1.png';
const product = (sku: string, photo: string): AkeneoProduct => ({
  uuid: v7(),
  updated: Date.parse('2026-11-20T00:00:00Z'),
  values: {
    sku: of(sku),
    name: of(`Товар ${sku}`),
    price: of([{ amount: '10.00', currency: 'RUB' }]),
    photo: of(photo),
  },
});

const feedId = v7();
const own = new Set(['127.0.0.1']);
const stop = new AbortController().signal;

async function read(chain: Chain, pim: Akeneo): Promise<void> {
  const feed = { kind: 'akeneo' as const, name: 'Каталог', url: pim.url, everyMinutes: 60 };
  await chain.must('put-feed', { feedId, ...feed, akeneo: { access, ...settings } });
  await importFeed(chain.shell, { ...feedSources(own), stop });
}

async function work(chain: Chain): Promise<void> {
  await choosePictures(chain.shell);
  while ((await takePictures(chain.shell, { ...pictureSources(own), stop })) > 0) {
    chain.now += 1;
    await choosePictures(chain.shell);
  }
}

const reasons = async (chain: Chain) =>
  (await chain.must('list-picture-problems', {})).problems.map(({ address, reason }) => [address, reason]);
const shown = async (chain: Chain) => (await chain.must('list-picture-problems', {})).shown;

const inPim = (body: (chain: Chain, pim: Akeneo) => Promise<void>): (() => Promise<void>) =>
  inChain(
    'sportswear',
    async (chain) => {
      await using pim = await akeneo(access);
      pim.products = [product('B', code)];
      pim.media.set(code, red);
      await body(chain, pim);
    },
    { promotions },
  );

describe('G4 G10 pictures that lie in an Akeneo', () => {
  test(
    'are had with the access of its feed, though a token runs out, and never without',
    inPim(async (chain, pim) => {
      expect((await fetch(`${pim.url}/api/rest/v1/media-files/${code}/download`)).status).toBe(401);
      await read(chain, pim);
      pim.callsOfToken = 0;
      pim.heard.length = 0;
      await work(chain);
      expect(await reasons(chain)).toEqual([[code, 'http-401']]);
      pim.callsOfToken = 1;
      await chain.must('retry-pictures', {});
      await work(chain);
      expect(await reasons(chain)).toEqual([]);
      expect(await shown(chain)).toBe(2);
      expect(pim.heard).toContain('media-files');
    }),
  );

  test(
    'that are not there, too large, or of another password say why',
    inPim(async (chain, pim) => {
      await read(chain, pim);
      pim.media.set(code, Buffer.concat([red, Buffer.alloc(2_000_000)]));
      await work(chain);
      expect(await reasons(chain)).toEqual([[code, 'too-large']]);
      pim.media.clear();
      chain.now += days(1);
      await work(chain);
      expect(await reasons(chain)).toEqual([[code, 'http-404']]);
      const wrong = { access: { ...access, password: 'changed since' }, ...settings };
      const feed = { kind: 'akeneo' as const, name: 'Каталог', url: pim.url, everyMinutes: 60 };
      await chain.must('put-feed', { feedId, ...feed, akeneo: wrong });
      chain.now += days(1);
      await work(chain);
      expect(await reasons(chain)).toEqual([[code, 'not-let-in']]);
      chain.now += days(1);
      const elsewhere = { ...chain.shell, secret: 'another secret than that of this house' };
      await takePictures(elsewhere, { ...pictureSources(own), stop });
      expect(await reasons(chain)).toEqual([[code, 'other-secret']]);
    }),
  );

  test.each(['../../../../etc/passwd', 'a/b/c/d/x?y', 'just words', 'a/b/c/d/'])(
    'what is no name of a file of Akeneo is passed over: %s',
    (photo) =>
      inPim(async (chain, pim) => {
        pim.products = [product('B', photo)];
        await read(chain, pim);
        await work(chain);
        expect(await reasons(chain)).toEqual([]);
        expect(pim.heard).not.toContain('media-files');
      })(),
  );
});

import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { measureAssets } from '../content/measure-assets.ts';
import { days, minutes } from '../testing/chain.ts';
import { pictures as photos } from '../testing/pictures.ts';
import { plainPicture } from '../testing/plain-picture.ts';
import { choosePictures } from './choose-pictures.ts';
import { forgetPictures } from './forget-pictures.ts';
import { readPicture } from './read-picture.ts';
import { withPictures } from './testing/picture-chain.ts';

const red = plainPicture('aa2211');
const blue = plainPicture('1122aa', 60, 80);
const nameOf = (bytes: Buffer): string => `goods.${createHash('sha256').update(bytes).digest('base64url')}`;
const shownAs = (bytes: Buffer, of: string, size = { width: 40, height: 30 }) => ({
  address: `/app/picture/${nameOf(bytes)}`,
  ...size,
  of,
});

describe('G4 G10 offers show the pictures of their goods', () => {
  test(
    'the first good that has one; taken once however many share it, and only where an offer shows it',
    withPictures(async (world) => {
      const { shop, chain } = world;
      shop.pictures.set('/shared.png', { bytes: red });
      shop.pictures.set('/c.png', { bytes: blue });
      await world.goods({ A: null, B: '/shared.png', C: '/c.png', D: '/shared.png' });
      expect(await world.pictures()).toMatchObject({ 'on-b': null });
      await world.work();
      const shown = await world.pictures();
      expect(shown).toMatchObject({
        'on-a-and-b': shownAs(red, 'Товар B'),
        'on-b': shownAs(red, 'Товар B'),
        'on-anything': null,
      });
      expect(shop.picturesAsked).toEqual(['/shared.png']);
      expect(await readPicture(chain.shell.db, nameOf(red))).toEqual({
        type: 'image/png',
        bytes: red,
        forever: true,
      });
      // The sheet shows what the list does.
      await world.work();
      expect(shop.picturesAsked).toHaveLength(1);
    }),
  );

  test(
    'the picture that the programme names comes first, once it was sent; also one of before sizes were kept',
    withPictures(async (world) => {
      const { shop, chain } = world;
      shop.pictures.set('/a.png', { bytes: red });
      await world.goods({ A: '/a.png' });
      await world.work();
      expect(await world.pictures()).toMatchObject({ own: shownAs(red, 'Товар A') });
      await chain.must('put-asset', {
        assetId: 'summer',
        type: 'image/png',
        data: blue.toString('base64'),
      });
      const own = { address: '/app/picture/summer', width: 60, height: 80, of: null };
      expect(await world.pictures()).toMatchObject({ own });
      await chain.shell.db.updateTable('asset').set({ width: null, height: null }).execute();
      while (await measureAssets(chain.shell));
      expect(await world.pictures()).toMatchObject({ own });
    }),
  );

  test.each([
    ['image/jpeg', photos.jpeg.bytes],
    ['image/webp', photos.webp.bytes],
    ['image/png', photos.png.bytes],
  ])('as %s by its bytes, whatever the shop calls it', (type, bytes) =>
    withPictures(async (world) => {
      world.shop.pictures.set('/b', { bytes, type: 'text/plain' });
      await world.goods({ B: '/b' });
      await world.work();
      expect(await world.pictures()).toMatchObject({
        'on-b': shownAs(bytes, 'Товар B', { width: 1, height: 1 }),
      });
      expect((await readPicture(world.chain.shell.db, nameOf(bytes)))?.type).toBe(type);
    })(),
  );
});

const page = Buffer.from('<!doctype html><title>Мы закрыты на переучёт</title>');
const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
/** A PNG that says it is a wall. */
const wall = ((): Buffer => {
  const bytes = Buffer.from(red);
  bytes.writeUInt32BE(50_000, 16);
  return bytes;
})();

describe('G4 what is no picture that may be shown is not taken, and staff are told why', () => {
  test.each([
    ['a page with status 200', { bytes: page, type: 'image/png' }, 'not-a-picture'],
    ['a drawing, which may hold scripts', { bytes: drawing, type: 'image/svg+xml' }, 'not-a-picture'],
    ['the head of a PNG and nothing more', { bytes: red.subarray(0, 10) }, 'not-a-picture'],
    [
      'more than a megabyte',
      { bytes: Buffer.concat([red, Buffer.alloc(1_048_577 - red.length)]) },
      'too-large',
    ],
    ['a wall of pixels', { bytes: wall }, 'too-large'],
    ['what is not there', { status: 404, bytes: page }, 'http-404'],
    ['a way to elsewhere', { status: 302, bytes: page, headers: { location: '/real.png' } }, 'http-302'],
  ])('%s', (_, instead, reason) =>
    withPictures(async (world) => {
      const { shop } = world;
      shop.pictures.set('/b.png', instead);
      shop.pictures.set('/real.png', { bytes: red });
      await world.goods({ B: '/b.png?token=secret' });
      await world.work();
      expect(await world.pictures()).toMatchObject({ 'on-b': null });
      expect(shop.picturesAsked).toEqual(['/b.png?token=secret']);
      const told = await world.chain.must('list-picture-problems', {});
      expect(told).toMatchObject({
        shown: 0,
        waiting: 0,
        failed: 1,
        problems: [{ productId: 'B', name: 'Товар B', reason, failures: 1, kept: false }],
      });
      // Whoever may look at feeds need not know what opens the shop.
      expect(told.problems[0]?.address).toBe(shop.pictureAt('/b.png'));
    })(),
  );

  test.each([
    'http://127.0.0.1:1/b.png',
    'https://169.254.169.254/latest/meta-data/b.png',
    'https://[::1]/b.png',
    'https://localhost/b.png',
    'http://shop.example/b.png',
  ])('never from inside the network: %s', (address) =>
    withPictures(async (world) => {
      await world.goods({ B: address });
      world.hosts = new Set();
      await world.work();
      expect(await world.problems()).toEqual({ B: 'inward' });
    })(),
  );

  test(
    'one that does not end in time holds nothing up',
    withPictures(async (world) => {
      const { shop } = world;
      const held = Promise.withResolvers<void>();
      shop.pictures.set('/a.png', { bytes: red, until: held.promise });
      shop.pictures.set('/b.png', { bytes: blue });
      await world.goods({ A: '/a.png', B: '/b.png' });
      world.withinMs = 300;
      await world.work();
      expect(await world.problems()).toEqual({ A: 'slow' });
      // The next of its goods lends its picture, until the first has one.
      const size = { width: 60, height: 80 };
      expect(await world.pictures()).toMatchObject({ 'on-a-and-b': shownAs(blue, 'Товар B', size) });
      held.resolve();
      await world.chain.must('retry-pictures', {});
      await world.work();
      expect(await world.problems()).toEqual({});
      expect(await world.pictures()).toMatchObject({ 'on-a-and-b': shownAs(red, 'Товар A') });
    }),
  );

  test(
    'until the offer shows it, whoever looks hears that there is more to come',
    withPictures(async (world) => {
      const { shop, chain } = world;
      const waiting = async (): Promise<number> => (await chain.must('list-picture-problems', {})).waiting;
      shop.pictures.set('/b.png', { status: 302, bytes: page });
      await world.goods({ B: '/b.png' });
      await world.work();
      expect(await waiting()).toBe(0);
      const held = Promise.withResolvers<void>();
      shop.pictures.set('/b.png', { bytes: red, until: held.promise });
      expect(await chain.must('retry-pictures', {})).toMatchObject({ waiting: 1, failed: 1 });
      const taking = world.take();
      await expect.poll(() => shop.picturesAsked.length).toBe(2);
      expect(await waiting(), 'while it is fetched').toBe(1);
      chain.now += 1;
      held.resolve();
      await taking;
      expect(await chain.must('list-picture-problems', {})).toMatchObject({
        shown: 0,
        waiting: 1,
        failed: 0,
      });
      chain.now += 1;
      await choosePictures(chain.shell);
      expect(await chain.must('list-picture-problems', {})).toMatchObject({ shown: 2, waiting: 0 });
    }),
  );

  test(
    'it is tried again ever more seldom, a day apart at most',
    withPictures(async (world) => {
      const { shop, chain } = world;
      await world.goods({ B: '/b.png' });
      await world.work();
      const waits: number[] = [];
      for (let times = 0; times < 12; times += 1) {
        const [problem] = (await chain.must('list-picture-problems', {})).problems;
        const wait = Date.parse(problem?.nextAt ?? '') - Date.parse(problem?.triedAt ?? '');
        waits.push(wait / minutes(1));
        chain.now = Date.parse(problem?.nextAt ?? '') - 1;
        expect(await world.take()).toBe(0);
        chain.now += 1;
        expect(await world.take()).toBe(1);
      }
      expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440, 1440]);
      shop.pictures.set('/b.png', { bytes: red });
      chain.now += days(1);
      await world.work();
      expect(await world.pictures()).toMatchObject({ 'on-b': shownAs(red, 'Товар B') });
    }),
  );
});

describe('G4 pictures of goods change', () => {
  test(
    'another address is taken anew, and until then the one before stays; what is shown no more is let go',
    withPictures(async (world) => {
      const { shop, chain } = world;
      shop.pictures.set('/b1.png', { bytes: red });
      shop.pictures.set('/b2.png', { bytes: blue });
      await world.goods({ B: '/b1.png' });
      await world.work();
      await world.goods({ B: '/b2.png' });
      expect(await choosePictures(chain.shell)).toBe(true);
      expect(await world.pictures()).toMatchObject({ 'on-b': shownAs(red, 'Товар B') });
      await world.work();
      const now = shownAs(blue, 'Товар B', { width: 60, height: 80 });
      expect(await world.pictures()).toMatchObject({ 'on-b': now });
      await forgetPictures(chain.shell);
      expect(await world.count('picture')).toBe(2);
      chain.now += days(2);
      await forgetPictures(chain.shell);
      expect(await world.count('picture')).toBe(1);
      expect(await world.count('picture_source')).toBe(1);
      expect(await world.pictures()).toMatchObject({ 'on-b': now });
    }),
  );

  test(
    'another picture at the same address is seen in a week; one that has vanished there stays, and staff are told',
    withPictures(async (world) => {
      const { shop, chain } = world;
      shop.pictures.set('/b.png', { bytes: red });
      await world.goods({ B: '/b.png' });
      await world.work();
      shop.pictures.set('/b.png', { bytes: blue });
      await world.work();
      expect(await world.pictures()).toMatchObject({ 'on-b': shownAs(red, 'Товар B') });
      chain.now += days(7);
      await world.work();
      const now = shownAs(blue, 'Товар B', { width: 60, height: 80 });
      expect(await world.pictures()).toMatchObject({ 'on-b': now });
      shop.pictures.clear();
      chain.now += days(7);
      await world.work();
      expect(await world.pictures()).toMatchObject({ 'on-b': now });
      expect((await chain.must('list-picture-problems', {})).problems).toMatchObject([
        { productId: 'B', reason: 'http-404', kept: true },
      ]);
    }),
  );

  test(
    'goods that have none any more, are sold no more or are in no offer any more show none',
    withPictures(async (world) => {
      const { shop, chain } = world;
      shop.pictures.set('/b.png', { bytes: red });
      await world.goods({ A: null, B: '/b.png' });
      await world.work();
      await world.goods({ A: null, B: null });
      await world.work();
      expect(await world.pictures()).toMatchObject({ 'on-b': null });
      await world.goods({ A: null, B: '/b.png' });
      await world.work();
      expect(await world.pictures()).toMatchObject({ 'on-b': shownAs(red, 'Товар B') });
      // It was still here: the shop was not asked again.
      expect(shop.picturesAsked).toHaveLength(1);
      await world.goods({ A: null });
      expect(await world.pictures()).toMatchObject({ 'on-b': null });
      await chain.publish('sportswear', { promotions: [] });
      await world.work();
      chain.now += days(2);
      await forgetPictures(chain.shell);
      expect(await world.count('picture')).toBe(0);
    }),
  );
});

describe('G4 several workers', () => {
  test(
    'take each picture once between them, and one that was told to stop has failed nobody',
    withPictures(async (world) => {
      const { shop, chain } = world;
      const held = Promise.withResolvers<void>();
      shop.pictures.set('/a.png', { bytes: red, until: held.promise });
      shop.pictures.set('/b.png', { bytes: blue, until: held.promise });
      await world.goods({ A: '/a.png', B: '/b.png' });
      await Promise.all([choosePictures(chain.shell), choosePictures(chain.shell)]);
      const stop = new AbortController();
      const first = world.take(stop.signal);
      await expect.poll(() => shop.picturesAsked.length).toBe(2);
      expect(await world.take()).toBe(0);
      stop.abort();
      await first;
      expect(await world.problems()).toEqual({});
      held.resolve();
      chain.now += minutes(2);
      const taken = await Promise.all([world.take(), world.take()]);
      // However they have shared them.
      expect(taken.reduce((sum, count) => sum + count)).toBe(2);
      await world.work();
      expect(await world.pictures()).toMatchObject({ 'on-a-and-b': shownAs(red, 'Товар A') });
      expect(shop.picturesAsked.toSorted()).toEqual(['/a.png', '/a.png', '/b.png', '/b.png']);
    }),
  );
});

import { catalogueXml, type Goods } from '@bonum/standins/onec-catalogue';
import { archiveOf } from '@bonum/standins/onec-exchange';
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { inExchange, type ExchangeSite } from '../exchange/testing/exchange-site.ts';
import { days } from '../testing/chain.ts';
import { plainPicture } from '../testing/plain-picture.ts';
import { choosePictures } from './choose-pictures.ts';
import { forgetPictures } from './forget-pictures.ts';
import { pictureSources } from './picture-sources.ts';
import { takePictures } from './take-pictures.ts';
import { promotions } from './testing/picture-chain.ts';

const red = plainPicture('aa2211');
const blue = plainPicture('1122aa', 60, 80);
const goods = (pictures: Readonly<Record<string, string | null>>, changesOnly = false): Buffer =>
  Buffer.from(
    [
      ...catalogueXml({
        changesOnly,
        goods: Object.entries(pictures).map(([id, file]): Goods => ({
          id,
          name: `Товар ${id}`,
          ...(file !== null && { pictures: [file, 'import_files/zz/second.jpg'] }),
        })),
      }),
    ].join(''),
  );

/** A worker does what there is to do; nobody on the net is asked. */
async function work({ chain }: ExchangeSite): Promise<void> {
  const stop = new AbortController().signal;
  await choosePictures(chain.shell);
  while ((await takePictures(chain.shell, { ...pictureSources(new Set()), stop })) > 0) {
    chain.now += 1;
    await choosePictures(chain.shell);
  }
}

/** Of what size the picture of an offer is, as a mark of which one it is. */
async function shown({ chain }: ExchangeSite, promotion = 'on-b'): Promise<string | null> {
  const row = await chain.shell.db
    .selectFrom('promotion_picture')
    .innerJoin('picture', 'picture.picture_id', 'promotion_picture.picture_id')
    .select(['width', 'height'])
    .where('promotion', '=', promotion)
    .executeTakeFirst();
  return row ? `${row.width}x${row.height}` : null;
}

async function problems({ chain }: ExchangeSite) {
  const told = await chain.must('list-picture-problems', {});
  return told.problems.map(({ productId, address, reason }) => [productId, address, reason]);
}

const kept = async ({ chain }: ExchangeSite): Promise<string[]> =>
  (await chain.shell.db.selectFrom('exchange_picture').select('file').orderBy('file').execute()).map(
    ({ file }) => file,
  );

const withOffers = (body: (site: ExchangeSite) => Promise<void>) =>
  inExchange(body, { changes: { promotions } });

describe('G4 D4 pictures come with 1C’s exchange', () => {
  test.each([
    ['file by file', true],
    ['in an archive', false],
  ])('%s, however the slashes of their names lean; an offer shows the first', (_, plain) =>
    withOffers(async (site) => {
      const onec = await site.onec();
      const files = {
        'import_files/ab/AB_1.png': red,
        'import_files/zz/second.jpg': blue,
        'import0_1.xml': goods({ B: 'import_files\\ab\\AB_1.png' }),
      };
      await onec.give({ files, plain });
      await work(site);
      expect(await shown(site)).toBe('40x30');
      expect(await problems(site)).toEqual([]);
    })(),
  );

  test(
    'another picture under the same name is taken at once, the same one is not; one that is taken away is gone',
    withOffers(async (site) => {
      const onec = await site.onec();
      const name = 'import_files/ab/1.png';
      const xml = goods({ B: name });
      await onec.give({ files: { [name]: red, 'import0_1.xml': xml } });
      await work(site);
      const due = async (): Promise<number | undefined> =>
        (await site.chain.shell.db.selectFrom('picture_source').select('due_at').executeTakeFirst())?.due_at;
      const before = await due();
      await onec.give({ files: { [name]: red, 'import0_1.xml': xml } });
      expect(await due()).toBe(before);
      await onec.give({ files: { [name]: blue, 'import0_1.xml': xml } });
      await work(site);
      expect(await shown(site)).toBe('60x80');
      await onec.give({ files: { 'import0_1.xml': goods({ B: null }, true) } });
      await work(site);
      expect(await shown(site)).toBe(null);
    }),
  );

  test(
    'what was not sent, is too large or is no picture is told; it is taken as soon as it comes',
    withOffers(async (site) => {
      const onec = await site.onec();
      const large = Buffer.concat([red, Buffer.alloc(3_000_000)]);
      const files = {
        'import_files/a.png': large,
        'import0_1.xml': goods({ A: 'import_files/a.png', B: 'import_files/b.png' }),
      };
      await onec.give({ files, plain: true });
      await work(site);
      const told = await problems(site);
      expect(told).toHaveLength(2);
      expect(told).toContainEqual(['A', 'import_files/a.png', 'too-large']);
      expect(told).toContainEqual(['B', 'import_files/b.png', 'no-file']);
      await onec.give({ files: { 'import_files/b.png': Buffer.from('<html>') }, plain: true });
      await work(site);
      expect(await problems(site)).toContainEqual(['B', 'import_files/b.png', 'not-a-picture']);
      await onec.give({ files: { 'import_files/b.png': red, 'import_files/a.png': blue }, plain: true });
      await work(site);
      expect(await problems(site)).toEqual([]);
      expect([await shown(site, 'on-a-and-b'), await shown(site)]).toEqual(['60x80', '40x30']);
    }),
  );

  test(
    'an archive that is broken behind the goods costs only what is behind the break',
    withOffers(async (site) => {
      const onec = await site.onec();
      await onec.checkAuth();
      await onec.init();
      const zip = archiveOf({
        'import0_1.xml': goods({ B: 'import_files/b.png' }),
        'import_files/b.png': red,
        'import_files/c.png': randomBytes(40_000),
      });
      await onec.sendPart('v8.zip', zip.subarray(0, zip.length - 10_000));
      expect(await onec.read('import0_1.xml')).toMatch(/^success/);
      await work(site);
      expect(await shown(site)).toBe('40x30');
    }),
  );

  test(
    'what 1C does not tell stays as a feed told it',
    withOffers(async (site) => {
      const { chain } = site;
      const onec = await site.onec();
      await onec.give({ files: { 'import0_1.xml': goods({ B: null }) } });
      const address = 'https://shop.example/b.png';
      await chain.shell.db
        .updateTable('product')
        .set({ picture: address })
        .where('product_id', '=', 'B')
        .execute();
      const renamed = goods({ B: null }).toString().replace('Товар B', 'Товар Б');
      await onec.give({ files: { 'import0_1.xml': Buffer.from(renamed) } });
      const now = await chain.shell.db
        .selectFrom('product')
        .select(['name', 'picture'])
        .where('product_id', '=', 'B')
        .executeTakeFirst();
      expect(now).toEqual({ name: 'Товар Б', picture: address });
    }),
  );

  test(
    'what no goods are called by is let go in a week, and of the others the oldest where they are too many, but none that is shown',
    withOffers(async (site) => {
      const { chain } = site;
      const onec = await site.onec();
      const names = { A: 'import_files/a.png', B: 'import_files/b.png', C: 'import_files/c.png' };
      const more = { 'import_files/zz/second.jpg': blue };
      const files = { ...more, [names.C]: blue, [names.B]: red, 'import0_1.xml': goods(names) };
      await onec.give({ files: { ...files, 'import_files/nobodys.png': red }, plain: true });
      await work(site);
      await forgetPictures(chain.shell);
      expect(await kept(site)).toHaveLength(4);
      chain.now += days(8);
      await forgetPictures(chain.shell);
      expect(await kept(site)).toEqual(['import_files/b.png', 'import_files/c.png']);
      await forgetPictures(chain.shell, 10);
      expect(await kept(site)).toEqual(['import_files/b.png']);
    }),
  );
});

import { catalogueXml, offersXml } from '@bonum/standins/onec-catalogue';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { minutes } from '../testing/chain.ts';
import { importCatalogue } from './import-catalogue.ts';
import { forgetSessions } from './session.ts';
import { inExchange, type ExchangeSite } from './testing/exchange-site.ts';

const bytes = (pieces: Iterable<string>): Buffer => Buffer.from([...pieces].join(''));
const goods = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `p${index}`, name: `Товар ${index}` }));

/** As if a worker had its turn. */
const work = (site: ExchangeSite, stop = new AbortController().signal) =>
  importCatalogue(site.chain.shell, { priceType: undefined, stop });

/** A file that lies there to be read, in parts of so much. */
async function sent(site: ExchangeSite, file: Buffer, partBytes = file.length) {
  const onec = await site.onec();
  await onec.checkAuth();
  await onec.init();
  for (let at = 0; at < file.length; at += partBytes)
    await onec.sendPart('import.xml', file.subarray(at, at + partBytes));
  expect(await onec.ask({ mode: 'import', file: 'import.xml' })).toBe(
    'progress\nВзято строк: 0, с замечаниями: 0',
  );
  return onec;
}
const counted = ({ chain: { shell } }: ExchangeSite) =>
  shell.db
    .selectFrom('product')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('product_id', 'like', 'p%')
    .executeTakeFirstOrThrow();

describe('D4 a worker reads what 1C has sent', () => {
  test(
    'while nobody does, 1C is told to wait; each file is read by one',
    inExchange(
      async (site) => {
        const onec = await sent(site, bytes(catalogueXml({ goods: goods(10) })));
        expect(await Promise.all([work(site), work(site), work(site)])).toEqual(
          expect.arrayContaining([true, false]),
        );
        expect(await onec.read('import.xml')).toBe('success\nВзято строк: 10, с замечаниями: 0');
        expect(await work(site)).toBe(false);
      },
      { idle: true },
    ),
  );

  test(
    'one that is stopped leaves the file to the next; one that falls silent is taken over from, and cannot end it any more',
    inExchange(
      async (site) => {
        const onec = await sent(site, bytes(catalogueXml({ goods: goods(3000) })), 40_000);
        await work(site, AbortSignal.abort());
        expect(await onec.ask({ mode: 'import', file: 'import.xml' })).toContain('progress');
        const { db } = site.chain.shell;
        const slow = work(site);
        // Another has taken it while this one is in the middle of it.
        const beat_at = new Date(site.chain.now + 1);
        for (let taken = 0n; taken === 0n;)
          ({ numUpdatedRows: taken } = await db
            .updateTable('exchange_import')
            .set({ beat_at })
            .where('state', '=', 'running')
            .where('parts', '>', 0)
            .executeTakeFirstOrThrow());
        expect(await slow).toBe(true);
        const left = db.selectFrom('exchange_import').select(['state', 'beat_at']);
        expect(await left.execute()).toEqual([{ state: 'running', beat_at: site.chain.now + 1 }]);
        expect(await work(site)).toBe(false);
        // That other has died.
        site.chain.now += minutes(2);
        expect(await work(site)).toBe(true);
        expect(await onec.read('import.xml')).toContain('Взято строк: 3000');
        expect(await counted(site)).toEqual({ count: 3000 });
      },
      { idle: true },
    ),
  );

  test(
    'an exchange that is over for a week is forgotten, and its goods are not',
    inExchange(async (site) => {
      const onec = await site.onec();
      await onec.give({ files: { 'import.xml': bytes(catalogueXml({ goods: goods(3) })) } });
      site.chain.now += minutes(60 * 24 * 8);
      await forgetSessions(site.chain.shell);
      const { db } = site.chain.shell;
      expect(await db.selectFrom('exchange_part').select('file').execute()).toEqual([]);
      expect(await counted(site)).toEqual({ count: 3 });
      await expect(onec.init()).rejects.toThrow('Сначала checkauth');
    }),
  );
});

describe('G10 many goods', () => {
  test(
    'the lowest price of goods counts wherever a batch ends, and each wrong row is counted while a thousand are kept',
    inExchange(async (site) => {
      const onec = await site.onec();
      const offers = goods(2500).flatMap(({ id }, index) => [
        { id: `${id}#1`, prices: { roz: String(index + 2) } },
        { id: `${id}#2`, prices: { roz: String(index + 1) } },
        { id: `${id}#3`, prices: { roz: index % 2 === 0 ? 'нет' : String(index + 3) } },
      ]);
      const said = await onec.give({
        files: {
          'import.xml': bytes(catalogueXml({ goods: goods(2500) })),
          'offers.xml': bytes(offersXml({ offers, types: { roz: 'Розничная' } })),
        },
        partBytes: 50_000,
      });
      expect(said[1]).toContain('Взято строк: 6250, с замечаниями: 1250');
      expect(said[1]?.split('\n')).toHaveLength(22);
      expect((await onec.say({ mode: 'report' })).split('\n')).toHaveLength(1003);
      const { db } = site.chain.shell;
      const prices = await db
        .selectFrom('product')
        .select(['product_id', 'price'])
        .where('product_id', 'like', 'p%')
        .execute();
      expect(
        prices.filter(({ product_id, price }) => price !== (Number(product_id.slice(1)) + 1) * 100),
      ).toEqual([]);
    }),
  );
});

describe('G4 offers are told with what 1C has sent', () => {
  const shown = { text: { ru: 'Чай дешевле', en: 'Tea for less' } };
  const lines = { fact: 'line.category', op: 'within', value: ['Продукты', 'Чай'] };
  const promotions = [
    {
      id: 'tea',
      name: { ru: 'Чай', en: 'Tea' },
      priority: 10,
      effect: { type: 'line-percent', rate: 1000 },
      shown,
      lines,
    },
  ];
  test(
    'goods of a group with their prices, until they are given up',
    inExchange(
      async (site) => {
        const caller = {
          memberId: await site.chain.till.join(),
          sessionId: v7(),
          deviceId: 'a-browser',
          address: '10.0.0.1',
          userAgent: 'test',
        };
        const told = async () => (await site.chain.must('get-my-offer', { offerId: 'tea' }, caller)).goods;
        const groups = [{ id: 'g1', name: 'Продукты', groups: [{ id: 'g2', name: 'Чай' }] }];
        const onec = await site.onec();
        const give = (gone: boolean) =>
          onec.give({
            files: {
              'import.xml': bytes(
                catalogueXml({
                  groups,
                  goods: [
                    { id: 'green', name: 'Зелёный', group: 'g2', gone },
                    { id: 'black', name: 'Чёрный', group: 'g2' },
                  ],
                }),
              ),
              'offers.xml': bytes(
                offersXml({ offers: [{ id: 'green', prices: { r: '99,90' } }], types: { r: 'Розница' } }),
              ),
            },
          });
        await give(false);
        expect(await told()).toEqual([
          { name: 'Зелёный', price: 9990 },
          { name: 'Чёрный', price: null },
        ]);
        await give(true);
        expect(await told()).toEqual([{ name: 'Чёрный', price: null }]);
      },
      { changes: { promotions } },
    ),
  );
});

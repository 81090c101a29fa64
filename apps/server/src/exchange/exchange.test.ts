import { catalogueXml, offersXml, windows1251, type Goods } from '@bonum/standins/onec-catalogue';
import { ExchangeError } from '@bonum/standins/onec-exchange';
import { describe, expect, test } from 'vitest';
import { line } from '../testing/till.ts';
import { inExchange } from './testing/exchange-site.ts';

const bytes = (pieces: Iterable<string>): Buffer => Buffer.from([...pieces].join(''));
const tea = '7c9f6f2e-2b57-11ee-8c99-0242ac120002';
const cup = '8c9f6f2e-2b57-11ee-8c99-0242ac120002';
const groups = [
  {
    id: 'g1',
    name: 'Продукты',
    groups: [{ id: 'g2', name: 'Чай & кофе', groups: [{ id: 'g3', name: 'Чай' }] }],
  },
];
const greenTea: Goods = {
  id: tea,
  name: 'Чай «Зелёный», 100 г',
  group: 'g3',
  barcode: '4600000000017',
  maker: 'Майский',
};
const mug: Goods = { id: cup, name: 'Кружка', group: 'g1' };
const goods = [greenTea, mug];
const types = { opt: 'Оптовая', roz: 'Розничная цена' };
const offers = [
  { id: tea, prices: { opt: '90,00', roz: '120,50' } },
  { id: `${cup}#red`, prices: { opt: '200', roz: '350' } },
  { id: `${cup}#blue`, prices: { opt: '180', roz: '310' } },
];
const catalogue = { groups, goods };

describe('D4 goods come from 1C as CommerceML', () => {
  test(
    'G10 goods with their groups, makers and prices, in a zip; a till sells them at once',
    inExchange(async (site) => {
      const onec = await site.onec();
      const said = await onec.give({
        files: {
          'import.xml': bytes(catalogueXml(catalogue)),
          'offers.xml': bytes(offersXml({ offers, types })),
        },
      });
      expect(said).toEqual([
        'success\nВзято строк: 2, с замечаниями: 0',
        'success\nВзято строк: 3, с замечаниями: 0',
      ]);
      expect(await site.product(tea)).toEqual({
        name: 'Чай «Зелёный», 100 г',
        category: ['Продукты', 'Чай & кофе', 'Чай'],
        brand: 'Майский',
        price: 12_050,
        barcode: '4600000000017',
        gone: false,
      });
      expect(await site.product(cup)).toMatchObject({ category: ['Продукты'], price: 31_000, brand: null });
      const { till } = site.chain;
      const member = await till.join();
      await till.buy(member, [line(tea, 12_050)]);
    }),
  );

  test(
    'G10 told the same once more, nothing is written',
    inExchange(async (site) => {
      const onec = await site.onec();
      const files = {
        'import.xml': bytes(catalogueXml(catalogue)),
        'offers.xml': bytes(offersXml({ offers, types })),
      };
      await onec.give({ files });
      const before = await site.changes();
      await onec.give({ files });
      expect(await site.changes()).toBe(before);
      await onec.give({
        files: {
          'import.xml': bytes(catalogueXml({ groups, goods: [{ ...greenTea, name: 'Чай' }, mug] })),
        },
      });
      expect(await site.changes()).toBe(before + 1);
      expect(await site.product(tea)).toMatchObject({ name: 'Чай', price: 12_050 });
    }),
  );

  test(
    'what Bonum alone knows of goods stays: that they are on sale, and how low they may go',
    inExchange(async (site) => {
      const { chain } = site;
      await chain.must('put-products', {
        products: [{ productId: tea, name: 'Чай', onSale: true, floor: 100, brand: 'Наш' }],
      });
      const onec = await site.onec();
      await onec.give({ files: { 'import.xml': bytes(catalogueXml(catalogue)) } });
      expect(
        await chain.shell.db
          .selectFrom('product')
          .select(['name', 'on_sale', 'floor', 'brand'])
          .where('product_id', '=', tea)
          .execute(),
      ).toEqual([{ name: 'Чай «Зелёный», 100 г', on_sale: true, floor: 100, brand: 'Майский' }]);
    }),
  );

  test(
    'prices before their goods wait for them; numbered files; prices alone keep the type that was taken',
    inExchange(async (site) => {
      const onec = await site.onec();
      await onec.give({
        files: {
          'offers0_1.xml': bytes(offersXml({ offers: offers.slice(0, 1), types })),
          'offers0_2.xml': bytes(offersXml({ offers: offers.slice(1) })),
          'import0_1.xml': bytes(catalogueXml({ groups, goods: goods.slice(0, 1) })),
          'import0_2.xml': bytes(catalogueXml({ goods: goods.slice(1) })),
        },
        plain: true,
      });
      expect(await site.product(tea)).toMatchObject({ price: 12_050 });
      expect(await site.product(cup)).toMatchObject({ price: 31_000, category: ['Продукты'] });
      await onec.give({
        files: {
          'prices.xml': bytes(offersXml({ offers: [{ id: tea, prices: { opt: '1', roz: '130' } }] })),
        },
      });
      expect(await site.product(tea)).toMatchObject({ price: 13_000 });
    }),
  );

  test(
    'the type of prices can be named; the price of a box is that of a piece',
    inExchange(
      async (site) => {
        const onec = await site.onec();
        const boxes = [{ id: tea, prices: { opt: '1 200,00', roz: '5' }, coefficient: '12' }];
        await onec.give({
          files: {
            'import.xml': bytes(catalogueXml(catalogue)),
            'offers.xml': bytes(offersXml({ offers: boxes, types })),
          },
        });
        expect(await site.product(tea)).toMatchObject({ price: 10_000 });
      },
      { priceType: 'оптовая' },
    ),
  );

  test(
    'parts that tear letters and tags apart, a BOM, windows-1251, a brand that is one of a list, very deep groups',
    inExchange(async (site) => {
      const onec = await site.onec();
      const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes(catalogueXml(catalogue))]);
      await onec.give({ files: { 'import.xml': marked }, partBytes: 101, plain: true });
      expect(await site.product(tea)).toMatchObject({ name: 'Чай «Зелёный», 100 г' });
      await onec.give({ files: { 'import.xml': bytes(catalogueXml(catalogue)) }, partBytes: 77 });
      let deep = { id: 'd40', name: 'Уровень 40', groups: [] as object[] };
      for (let level = 39; level > 0; level--)
        deep = { id: `d${level}`, name: `Уровень ${level}`, groups: [deep] };
      const written = [
        ...catalogueXml({
          groups: [deep as never],
          goods: [{ id: tea, name: 'Чёрный чай', group: 'd40', brandId: 'b2' }],
          brands: { b1: 'Чужой', b2: 'Ёлки' },
          encoding: 'windows-1251',
        }),
      ].join('');
      await onec.give({ files: { 'import.xml': windows1251(written) } });
      const found = await site.product(tea);
      expect(found).toMatchObject({ name: 'Чёрный чай', brand: 'Ёлки' });
      expect(found?.category).toHaveLength(12);
      expect(found?.category.at(-1)).toBe('Уровень 12');
    }),
  );

  test(
    'goods that are deleted, or missing from a whole catalogue, are given up; they come back when 1C sends them again',
    inExchange(async (site) => {
      const onec = await site.onec();
      const give = (sent: Goods[], changesOnly = false) =>
        onec.give({
          files: { 'import.xml': bytes(catalogueXml({ groups, goods: sent, changesOnly })) },
          deactivate: true,
        });
      await site.chain.must('put-products', { products: [{ productId: 'OURS', name: 'Своё' }] });
      await give(goods);
      expect((await give(goods.slice(0, 1), true)).at(-1)).toContain('не целиком');
      expect(await site.product(cup)).toMatchObject({ gone: false });
      await expect(give([])).rejects.toThrow('не было товаров');
      expect((await give(goods.slice(0, 1))).at(-1)).toBe('success\nСнято с продажи: 1');
      expect(await site.product(cup)).toMatchObject({ gone: true });
      // Goods that 1C never sent are none of its business.
      expect(await site.product('OURS')).toMatchObject({ gone: false });
      await give([{ ...greenTea, gone: true }, mug], true);
      expect([await site.product(tea), await site.product(cup)]).toMatchObject([
        { gone: true },
        { gone: false },
      ]);
      // A till still knows what is left on its shelves.
      const { till } = site.chain;
      await till.buy(await till.join(), [line(tea, 12_050)]);
    }),
  );

  test(
    'rows that are wrong are told by line and reason, and the others are kept',
    inExchange(async (site) => {
      const onec = await site.onec();
      const said = await onec.give({
        files: {
          'import.xml': bytes(
            catalogueXml({
              groups,
              goods: [
                { id: '', name: 'Без Ид' },
                greenTea,
                { id: cup, name: ' ' },
                { id: 'x'.repeat(65), name: 'Длинный' },
                { id: 'lost', name: 'Потерян', group: 'g99' },
              ],
            }),
          ),
          'offers.xml': bytes(
            offersXml({
              types,
              offers: [
                { id: tea, prices: { roz: 'дорого' } },
                { id: 'lost', prices: { roz: '10' }, currency: 'USD' },
                { id: cup, prices: { opt: '10' } },
                { id: 'lost', prices: { roz: '11' } },
              ],
            }),
          ),
        },
      });
      expect(said).toEqual([
        [
          'success',
          'Взято строк: 2, с замечаниями: 4',
          'строка 9, Без Ид: Нет Ид',
          `строка 11, ${cup}: Нет наименования`,
          `строка 12, ${'x'.repeat(65)}: Ид длиннее 64 символов`,
          'строка 13, lost: Группа g99 не описана: товар взят без категории',
        ].join('\n'),
        [
          'success',
          'Взято строк: 1, с замечаниями: 3',
          `строка 6, ${tea}: Неверная цена: дорого`,
          'строка 7, lost: Цена в валюте USD, а программа в RUB',
          `строка 8, ${cup}: Нет цены нужного типа`,
        ].join('\n'),
      ]);
      expect(await site.product('lost')).toMatchObject({ category: [], price: 1100 });
      expect(await onec.say({ mode: 'report' })).toContain(
        'offers.xml: прочитан, взято строк: 1, с замечаниями: 3',
      );
    }),
  );
});

describe('D4 the protocol is kept', () => {
  test(
    'without the cookie of checkauth, or with a key that may not, nothing begins',
    inExchange(async (site) => {
      const onec = await site.onec();
      await expect(onec.init()).rejects.toThrow('Сначала checkauth');
      await expect(onec.sendPart('import.xml', Buffer.from('x'))).rejects.toThrow('Сначала checkauth');
      await expect((await site.onec(['till'])).checkAuth()).rejects.toThrow(
        'Этому ключу Bonum это не разрешено: нет права catalogue:write',
      );
      const stranger = await fetch(`${site.address}?type=catalog&mode=checkauth`);
      expect([stranger.status, await stranger.text()]).toEqual([
        401,
        'failure\nУкажите пользователя и пароль: пароль — ключ Bonum',
      ]);
      expect(stranger.headers.get('www-authenticate')).toContain('Basic');
      await onec.checkAuth();
      expect(await onec.init()).toEqual({ zip: true, limit: 2_097_152 });
      await site.chain.shell.db
        .updateTable('api_key')
        .set({ revoked_at: new Date(site.chain.now) })
        .execute();
      await expect(onec.init()).rejects.toThrow('Сначала checkauth');
    }),
  );

  test(
    'what it does not do, it says',
    inExchange(async (site) => {
      const onec = await site.onec();
      await onec.checkAuth();
      await onec.init();
      await expect(onec.say({ mode: 'query' })).rejects.toThrow('Шаг query не поддерживается');
      await expect(onec.say({ mode: 'file', file: 'import.xml' })).rejects.toThrow('POST');
      await expect(onec.say({ mode: 'import' })).rejects.toThrow('Не указано имя файла');
      await expect(onec.read('import.xml')).rejects.toThrow('Файл import.xml не передан');
      // Sent after all, it is read.
      await onec.sendPart('import.xml', bytes(catalogueXml(catalogue)));
      expect(await onec.read('import.xml')).toContain('Взято строк: 2');
      await onec.sendPart('import_files/aa/tea.jpg', Buffer.from([0xff, 0xd8]));
      await expect(onec.sendPart('import.xml', Buffer.alloc(5_000_000))).rejects.toThrow(
        'Запрос слишком большой',
      );
    }),
  );

  test(
    'a part that is sent again because its answer was lost counts once; a file that comes again replaces the one that was read',
    inExchange(async (site) => {
      const onec = await site.onec();
      await onec.checkAuth();
      await onec.init();
      const file = bytes(catalogueXml(catalogue));
      for (const at of [0, 0, 300, 300, 600])
        await onec.sendPart('import.xml', file.subarray(at, at === 600 ? undefined : at + 300));
      expect(await onec.read('import.xml')).toContain('Взято строк: 2');
      expect(await onec.read('import.xml')).toContain('Взято строк: 2');
      await onec.sendPart(
        'import.xml',
        bytes(catalogueXml({ groups, goods: [{ ...greenTea, name: 'Другой чай' }] })),
      );
      expect(await onec.read('import.xml')).toContain('Взято строк: 1');
      expect(await site.product(tea)).toMatchObject({ name: 'Другой чай' });
    }),
  );

  test(
    'broken files are refused by line, what came before stays, and nothing is given up because of them',
    inExchange(async (site) => {
      const onec = await site.onec();
      const whole = bytes(catalogueXml(catalogue));
      await onec.give({ files: { 'import.xml': whole } });
      const broken: readonly (readonly [Buffer, string])[] = [
        [whole.subarray(0, whole.length - 40), 'Взято строк: 2'],
        [Buffer.from(whole.toString().replace('</Товар>', '</Tовар>')), 'Строка 9: Это не XML'],
        [Buffer.from('<html><body>Вход</body></html>'), 'нет корня КоммерческаяИнформация'],
        [Buffer.from([0x3c, 0x3f, 0xff, 0xfe, ...Buffer.alloc(300, 0xfe)]), 'не в той кодировке'],
        [Buffer.from('<?xml version="1.0" encoding="koi8-r"?><x/>'), 'Кодировка koi8-r не поддерживается'],
        [Buffer.from(' '), 'нет корня КоммерческаяИнформация'],
      ];
      for (const [file, why] of broken)
        await expect(onec.give({ files: { 'import.xml': file }, plain: true })).rejects.toThrow(why);
      await onec.checkAuth();
      await onec.init();
      await onec.sendPart('all.zip', Buffer.from('PK\u0003\u0004 this is no archive'));
      await expect(onec.read('import.xml')).rejects.toThrow(ExchangeError);
      await expect(onec.say({ mode: 'deactivate' })).resolves.toContain('не целиком');
      const two = {
        'import0_1.xml': bytes(catalogueXml({ groups, goods: goods.slice(0, 1) })),
        'import0_2.xml': Buffer.from('<'),
      };
      await expect(onec.give({ files: two })).rejects.toThrow('Это не XML');
      await expect(onec.say({ mode: 'deactivate' })).rejects.toThrow('ничего не снято с продажи');
      expect(await site.product(cup)).toMatchObject({ gone: false });
    }),
  );

  test(
    'an entity that would unfold into gigabytes is not unfolded; letters that no database keeps are left out',
    inExchange(async (site) => {
      const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><КоммерческаяИнформация><Каталог><Товары><Товар><Ид>1</Ид><Наименование>&b;</Наименование></Товар></Товары></Каталог></КоммерческаяИнформация>`;
      const onec = await site.onec();
      await onec.give({ files: { 'import.xml': Buffer.from(bomb) } });
      expect(await site.product('1')).toMatchObject({ name: '&b;' });
      const odd = [...catalogueXml({ goods: [{ id: 'a', name: 'Ч@й' }] })].join('');
      for (const letter of ['&#0;', '&#xD800;', '&#x1F375;', '&#7;'])
        expect(await onec.give({ files: { 'import.xml': Buffer.from(odd.replace('@', letter)) } })).toEqual([
          'success\nВзято строк: 1, с замечаниями: 0',
        ]);
    }),
  );
});

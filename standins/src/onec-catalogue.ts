/** A group of goods, with groups in it. */
export interface Group {
  readonly id: string;
  readonly name: string;
  readonly groups?: readonly Group[];
}

export interface Goods {
  readonly id: string;
  readonly name: string;
  /** Of its group. */
  readonly group?: string;
  readonly barcode?: string;
  readonly maker?: string;
  /** Of a property whose values are a list. */
  readonly brandId?: string;
  /** Files of pictures, the first being that which a site shows. */
  readonly pictures?: readonly string[];
  readonly gone?: boolean;
}

interface Catalogue {
  readonly groups?: readonly Group[];
  readonly goods: Iterable<Goods>;
  /** Values of the property that says the brand. */
  readonly brands?: Readonly<Record<string, string>>;
  readonly changesOnly?: boolean;
  readonly encoding?: 'UTF-8' | 'windows-1251';
}

export interface Offer {
  /** `goods#characteristic`, or the goods alone. */
  readonly id: string;
  readonly prices: Readonly<Record<string, string>>;
  readonly currency?: string;
  readonly coefficient?: string;
}

interface Offers {
  readonly offers: Iterable<Offer>;
  /** Names by ids; absent: prices alone, as newer versions send them. */
  readonly types?: Readonly<Record<string, string>>;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const tag = (name: string, text: string | undefined): string =>
  text === undefined ? '' : `<${name}>${escaped(text)}</${name}>`;
const head = (encoding: string): string =>
  `<?xml version="1.0" encoding="${encoding}"?>\n<КоммерческаяИнформация xmlns="urn:1C.ru:commerceml_2" ВерсияСхемы="2.07" ДатаФормирования="2026-11-22T12:00:00">\n`;
const foot = '</КоммерческаяИнформация>\n';
const BRAND = 'brand-property';

const groupXml = ({ id, name, groups = [] }: Group): string =>
  `<Группа>${tag('Ид', id)}${tag('Наименование', name)}${groupsXml(groups)}</Группа>\n`;
const groupsXml = (groups: readonly Group[]): string =>
  groups.length === 0 ? '' : `<Группы>${groups.map(groupXml).join('')}</Группы>`;

/** `import.xml`, as 1C writes it: a piece of text for each of its goods, which stand on a line each. */
export function* catalogueXml({
  groups = [],
  goods,
  brands,
  changesOnly = false,
  encoding = 'UTF-8',
}: Catalogue): Generator<string> {
  yield head(encoding);
  const values = Object.entries(brands ?? {}).map(
    ([id, value]) => `<Справочник>${tag('ИдЗначения', id)}${tag('Значение', value)}</Справочник>`,
  );
  const property =
    brands &&
    `<Свойства><Свойство>${tag('Ид', BRAND)}${tag('Наименование', 'Бренд')}<ТипЗначений>Справочник</ТипЗначений><ВариантыЗначений>${values.join('')}</ВариантыЗначений></Свойство></Свойства>`;
  yield `<Классификатор>${tag('Ид', 'classifier')}${tag('Наименование', 'Классификатор (Основной каталог товаров)')}${groupsXml(groups)}${property ?? ''}</Классификатор>\n`;
  yield `<Каталог СодержитТолькоИзменения="${String(changesOnly)}">${tag('Ид', 'catalogue')}${tag('Наименование', 'Основной каталог товаров')}\n<Товары>\n`;
  for (const each of goods) yield goodsXml(each);
  yield `</Товары>\n</Каталог>\n${foot}`;
}

const goodsXml = ({ id, name, group, barcode, maker, brandId, pictures = [], gone = false }: Goods): string =>
  [
    `<Товар${gone ? ' Статус="Удален"' : ''}>`,
    tag('Ид', id),
    tag('Штрихкод', barcode),
    tag('Артикул', `A-${id.slice(0, 8)}`),
    tag('Наименование', name),
    '<БазоваяЕдиница Код="796" НаименованиеПолное="Штука">шт</БазоваяЕдиница>',
    group === undefined ? '' : `<Группы>${tag('Ид', group)}</Группы>`,
    ...pictures.map((file) => tag('Картинка', file)),
    `<Описание>${escaped(`${name}: описание для сайта`)}</Описание>`,
    maker === undefined ? '' : `<Изготовитель>${tag('Ид', 'm1')}${tag('Наименование', maker)}</Изготовитель>`,
    brandId === undefined
      ? ''
      : `<ЗначенияСвойств><ЗначенияСвойства>${tag('Ид', BRAND)}${tag('Значение', brandId)}</ЗначенияСвойства></ЗначенияСвойств>`,
    '<СтавкиНалогов><СтавкаНалога><Наименование>НДС</Наименование><Ставка>20</Ставка></СтавкаНалога></СтавкиНалогов>',
    '</Товар>\n',
  ].join('');

/** `offers.xml`. */
export function* offersXml({ offers, types }: Offers): Generator<string> {
  yield head('UTF-8');
  yield `<ПакетПредложений СодержитТолькоИзменения="false">${tag('Ид', 'catalogue#')}${tag('Наименование', 'Пакет предложений')}\n`;
  if (types) {
    const named = Object.entries(types).map(
      ([id, name]) => `<ТипЦены>${tag('Ид', id)}${tag('Наименование', name)}<Валюта>руб</Валюта></ТипЦены>`,
    );
    yield `<ТипыЦен>${named.join('')}</ТипыЦен>\n`;
  }
  yield '<Предложения>\n';
  for (const { id, prices, currency = 'руб', coefficient = '1' } of offers) {
    const each = Object.entries(prices).map(
      ([type, price]) =>
        `<Цена><Представление>${price} ${currency} за шт</Представление>${tag('ИдТипаЦены', type)}${tag('ЦенаЗаЕдиницу', price)}${tag('Валюта', currency)}<Единица>шт</Единица>${tag('Коэффициент', coefficient)}</Цена>`,
    );
    yield `<Предложение>${tag('Ид', id)}${tag('Наименование', 'Предложение')}<Цены>${each.join('')}</Цены><Количество>7</Количество></Предложение>\n`;
  }
  yield `</Предложения>\n</ПакетПредложений>\n${foot}`;
}

/** Text as bytes of an encoding that Node cannot write by itself: letters of Russian, and what is in ASCII. */
export const windows1251 = (text: string): Buffer =>
  Buffer.from(
    Array.from(text, (letter) => {
      const code = letter.codePointAt(0) ?? 0;
      if (code < 0x80) return code;
      if (letter === 'ё') return 0xb8;
      if (letter === 'Ё') return 0xa8;
      if (letter === '«') return 0xab;
      if (letter === '»') return 0xbb;
      if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0;
      throw new Error(`${letter} has no place in windows-1251 here`);
    }),
  );

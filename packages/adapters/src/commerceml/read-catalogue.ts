import sax, { type QualifiedTag, type SAXParser, type Tag } from 'sax';
import {
  addressOf,
  badId,
  barcodeOf,
  baseId,
  nameOf,
  pictureFileOf,
  plain,
  priceOf,
  shelvesOf,
  type CatalogueRow,
  type ProductRow,
} from './catalogue-rows.ts';
import { FileBroken } from './xml-text.ts';

interface Settings {
  /** What the chain calls the prices of its tills; unless said, what sounds like it, else the first. */
  readonly priceType?: string | undefined;
  /** The type whose prices were taken before, where a file has prices alone. */
  readonly priceTypeId: string | null;
  /** Groups known from before, with the way to each. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** Of the programme. */
  readonly currency: string;
  readonly onRow: (row: CatalogueRow) => void;
}

/** What stands between an element's ends that matters here; descriptions of goods are long and do not. */
const kept: ReadonlySet<string> = new Set([
  'Ид',
  'Наименование',
  'Штрихкод',
  'Картинка',
  'Статус',
  'ПометкаУдаления',
  'Значение',
  'ИдЗначения',
  'ИдТипаЦены',
  'ЦенаЗаЕдиницу',
  'Валюта',
  'Коэффициент',
]);
const LONGEST_TEXT = 4000;
/** Of groups in groups. */
const DEEPEST = 1000;
const brandNames = /^(бренд|торговая марка|марка|производитель)$/i;

interface Group {
  readonly id: string;
  readonly name: string;
}

/** Goods or an offer while its element is open. */
interface Item {
  readonly line: number;
  readonly texts: Map<string, string>;
  readonly barcodes: string[];
  readonly groups: string[];
  readonly values: Map<string, string>;
  readonly prices: Map<string, string>[];
  gone: boolean;
}

/**
 * Reads a CommerceML 2 file as it comes, in flat memory: groups are kept, goods and prices are told one by one. What is wrong with one
 * of them is told by its line, and the others are read on.
 */
export class CatalogueReader {
  readonly #settings: Settings;
  readonly #sax: SAXParser = sax.parser(true, { position: true });
  readonly #path: string[] = [];
  #text: string | null = null;
  readonly #groupStack: { id: string; name: string }[] = [];
  /** Groups that this file tells of. */
  readonly groups = new Map<string, readonly string[]>();
  readonly #brandProperties = new Set<string>();
  /** Values of a property that is a list, by their ids. */
  readonly #valueNames = new Map<string, string>();
  readonly #priceTypes: Group[] = [];
  #definition = new Map<string, string>();
  /** Of a property, which has definitions of its values in it. */
  #property = new Map<string, string>();
  #item: Item | null = null;
  #isCatalogue = false;
  /** The file has all goods; null: it has no catalogue. */
  full: boolean | null = null;

  constructor(settings: Settings) {
    this.#settings = settings;
    Object.assign(this.#sax, {
      onopentag: (tag) => this.#open(tag),
      onclosetag: (name) => this.#close(name),
      ontext: (text) => this.#add(text),
      oncdata: (text) => this.#add(text),
      onerror: (error) => {
        // `&nbsp;` and the like, and entities of one's own, which are not unfolded: they stay as they are written.
        if (error.message.startsWith('Invalid character entity')) return void this.#sax.resume();
        throw new FileBroken(`Это не XML: ${error.message.split('\n', 1)[0]}`, this.#line);
      },
    } satisfies Partial<SAXParser>);
  }

  /** @throws FileBroken */
  read(text: string): void {
    if (text !== '') this.#sax.write(text);
  }

  /** @throws FileBroken when the file ends before it is through */
  end(): void {
    this.#sax.close();
    if (!this.#isCatalogue) throw new FileBroken('В файле нет корня КоммерческаяИнформация', 1);
  }

  /** The prices that are taken; null: no file has said which there are. */
  get priceTypeId(): string | null {
    const { priceType, priceTypeId } = this.#settings;
    const named = this.#priceTypes.find(({ name }) => name.toLowerCase() === priceType?.toLowerCase());
    const likely =
      priceType === undefined ? this.#priceTypes.find(({ name }) => /розн/i.test(name)) : undefined;
    return (
      (named ?? likely ?? (priceType === undefined ? this.#priceTypes[0] : undefined))?.id ?? priceTypeId
    );
  }

  get #line(): number {
    return this.#sax.line + 1;
  }

  #open({ name, attributes }: Tag | QualifiedTag): void {
    const attribute = (wanted: string): string => {
      const value = attributes[wanted];
      return typeof value === 'string' ? value : (value?.value ?? '');
    };
    if (this.#path.length === 0 && name !== 'КоммерческаяИнформация')
      throw new FileBroken('В файле нет корня КоммерческаяИнформация', this.#line);
    if (this.#path.length > DEEPEST) throw new FileBroken('Элементы вложены слишком глубоко', this.#line);
    this.#isCatalogue = true;
    this.#path.push(name);
    this.#text = kept.has(name) ? '' : null;
    if (name === 'Каталог') this.full = attribute('СодержитТолькоИзменения') !== 'true';
    if (name === 'Группа') this.#groupStack.push({ id: '', name: '' });
    if (name === 'Свойство') this.#property = new Map();
    if (name === 'Справочник' || name === 'ТипЦены') this.#definition = new Map();
    if ((name === 'Товар' || name === 'Предложение') && this.#item === null)
      this.#item = {
        line: this.#line,
        texts: new Map(),
        barcodes: [],
        groups: [],
        values: new Map(),
        prices: [],
        gone: attribute('Статус') === 'Удален' || attribute('Статус') === 'Удалён',
      };
    if (name === 'Цена') this.#item?.prices.push(new Map());
    if (name === 'ЗначенияСвойства') this.#definition = new Map();
  }

  #add(text: string): void {
    if (this.#text !== null && this.#text.length < LONGEST_TEXT) this.#text += text;
  }

  #close(name: string): void {
    this.#path.pop();
    const text = this.#text === null ? null : plain(this.#text);
    this.#text = null;
    const within = this.#path.at(-1) ?? '';
    if (text !== null) this.#keep({ name, within, text });
    else if (this.#item !== null && (name === 'Товар' || name === 'Предложение')) this.#tell(name);
    else if (name === 'ЗначенияСвойства')
      this.#item?.values.set(this.#definition.get('Ид') ?? '', this.#definition.get('Значение') ?? '');
    else if (name === 'Свойство' && brandNames.test(this.#property.get('Наименование') ?? ''))
      this.#brandProperties.add(this.#property.get('Ид') ?? '');
    else if (name === 'Справочник')
      this.#valueNames.set(this.#definition.get('ИдЗначения') ?? '', this.#definition.get('Значение') ?? '');
    else if (name === 'ТипЦены')
      this.#priceTypes.push({
        id: this.#definition.get('Ид') ?? '',
        name: this.#definition.get('Наименование') ?? '',
      });
    else if (name === 'Группа') this.#groupStack.pop();
  }

  #keep({
    name,
    within,
    text,
  }: {
    readonly name: string;
    readonly within: string;
    readonly text: string;
  }): void {
    const item = this.#item;
    if (item === null) {
      const group = this.#groupStack.at(-1);
      if (within === 'Группа' && group) this.#nameGroup(group, name, text);
      else (within === 'Свойство' ? this.#property : this.#definition).set(name, text);
    } else if (within === 'Товар' || within === 'Предложение') {
      if (name === 'Штрихкод') item.barcodes.push(text);
      else if (!item.texts.has(name)) item.texts.set(name, text);
      item.gone ||= /^удал[её]н$/i.test(text) && name === 'Статус';
      item.gone ||= name === 'ПометкаУдаления' && text === 'true';
    } else if (within === 'Группы' && name === 'Ид') item.groups.push(text);
    else if (within === 'Изготовитель' && name === 'Наименование') item.texts.set('Изготовитель', text);
    else if (within === 'Цена') item.prices.at(-1)?.set(name, text);
    else if (within === 'ЗначенияСвойства') this.#definition.set(name, text);
  }

  /** Its name comes before the groups in it, so the way to each is known as soon as it is named. */
  #nameGroup(group: { id: string; name: string }, name: string, text: string): void {
    if (name === 'Ид') group.id = text;
    if (name === 'Наименование') group.name = text;
    if (group.id !== '' && group.name !== '')
      this.groups.set(
        group.id,
        this.#groupStack.map((each) => each.name),
      );
  }

  #tell(name: 'Товар' | 'Предложение'): void {
    const item = this.#item;
    this.#item = null;
    if (item === null) return;
    const { line, texts } = item;
    const productId = baseId(texts.get('Ид') ?? '');
    const what = productId || (texts.get('Наименование') ?? '').slice(0, 100);
    const bad = (reason: string): void => this.#settings.onRow({ type: 'bad', line, what, reason });
    const wrong = badId(productId);
    if (wrong !== null) return bad(wrong);
    if (name === 'Предложение') return this.#tellPrice(item, productId, bad);
    if (item.gone) return this.#settings.onRow({ type: 'gone', line, productId });
    const named = nameOf(texts.get('Наименование') ?? '');
    if (named === '') return bad('Нет наименования');
    this.#settings.onRow({
      type: 'product',
      line,
      productId,
      name: named,
      category: this.#categoryOf(item, bad),
      brand: this.#brandOf(item),
      barcode: barcodeOf(item.barcodes),
      ...pictureOf(texts.get('Картинка') ?? ''),
    });
  }

  #categoryOf({ groups }: Item, bad: (reason: string) => void): string[] {
    const [first] = groups;
    if (first === undefined) return [];
    const path = this.groups.get(first) ?? this.#settings.groups.get(first);
    if (path === undefined) bad(`Группа ${first} не описана: товар взят без категории`);
    return shelvesOf(path ?? []);
  }

  #brandOf({ texts, values }: Item): string | null {
    const property = [...this.#brandProperties].map((id) => values.get(id)).find((value) => value);
    const written = texts.get('Изготовитель') ?? this.#valueNames.get(property ?? '') ?? property ?? '';
    return shelvesOf([written])[0] ?? null;
  }

  #tellPrice({ line, prices }: Item, productId: string, bad: (reason: string) => void): void {
    const type = this.priceTypeId;
    // Where a type was asked for by name, no other will do.
    const any = type === null && this.#settings.priceType === undefined;
    const price = prices.find((each) => any || each.get('ИдТипаЦены') === type);
    if (!price) return prices.length > 0 ? bad('Нет цены нужного типа') : undefined;
    const currency = (price.get('Валюта') ?? '').toUpperCase().replace(/^РУБ\.?$/, 'RUB');
    if (currency !== '' && currency !== this.#settings.currency && currency !== '643')
      return bad(`Цена в валюте ${currency}, а программа в ${this.#settings.currency}`);
    const minor = priceOf(price.get('ЦенаЗаЕдиницу') ?? '', price.get('Коэффициент') ?? '');
    if (minor === null) return bad(`Неверная цена: ${(price.get('ЦенаЗаЕдиницу') ?? '').slice(0, 40)}`);
    return this.#settings.onRow({ type: 'price', line, productId, price: minor });
  }
}

const pictureOf = (written: string): Pick<ProductRow, 'picture' | 'media'> => {
  const picture = addressOf(written);
  return { picture, media: picture === null ? pictureFileOf(written) : null };
};

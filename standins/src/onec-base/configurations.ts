import {
  accumulationRegister,
  catalogue,
  chart,
  document,
  informationRegister,
  type ConfigurationTable,
  type Fields,
} from './tables.ts';

const contactRow: Fields = {
  Тип: { words: ['Телефон', 'АдресЭлектроннойПочты', 'Адрес', 'Другое'] },
  Вид_Key: 'key',
  Представление: 'text',
  ЗначенияПолей: 'text',
  Страна: 'text',
  Регион: 'text',
  Город: 'text',
  АдресЭП: 'text',
  НомерТелефона: 'text',
  НомерТелефонаБезКодов: 'text',
};
const added: Fields = {
  Свойство_Key: 'key',
  Значение: {
    oneOf: ['Edm.String', 'Edm.Boolean', 'Edm.Double', 'Edm.DateTime', 'Catalog_ЗначенияСвойствОбъектов'],
  },
  ТекстоваяСтрока: 'text',
};
const properties = chart('ДополнительныеРеквизитыИСведения');
const contacts = { КонтактнаяИнформация: contactRow, ДополнительныеРеквизиты: added };
const contactsWithJson = {
  ...contacts,
  КонтактнаяИнформация: { ...contactRow, Значение: 'text' },
} as const;
const gender = { words: ['Мужской', 'Женский'] } as const;
const points = 'БонусныеБаллы';
const term = { until: 'ДатаОкончанияСрокаДействия', months: 'КоличествоПериодовДействия' } as const;

/** Управление торговлей 11.5: points by partner. */
const ut11: ConfigurationTable = {
  name: 'ut11',
  objects: [
    catalogue(
      'Партнеры',
      {
        НаименованиеПолное: 'text',
        ДатаРождения: 'date',
        Пол: gender,
        ЮрФизЛицо: { words: ['ЧастноеЛицо', 'Компания'] },
        Клиент: 'flag',
        Поставщик: 'flag',
        Комментарий: 'text',
      },
      contactsWithJson,
      [
        { what: 'Пол', where: 'ЮрФизЛицо', is: 'Компания' },
        { what: 'ДатаРождения', where: 'ЮрФизЛицо', is: 'Компания' },
      ],
    ),
    catalogue('КартыЛояльности', {
      Owner_Key: 'key',
      Штрихкод: 'text',
      МагнитныйКод: 'text',
      Статус: { words: ['Действует', 'Аннулирована', 'НеАктивирована'] },
      Партнер_Key: 'key',
      Контрагент_Key: 'key',
      Соглашение_Key: 'key',
    }),
    catalogue('ВидыКартЛояльности'),
    catalogue('ВидыКонтактнойИнформации'),
    properties,
    catalogue('БонусныеПрограммыЛояльности', { КурсКонвертацииБонусовВВалюту: 'number' }),
    accumulationRegister(points, {
      БонуснаяПрограммаЛояльности_Key: 'key',
      Партнер_Key: 'key',
      Начислено: 'number',
      КСписанию: 'number',
      Зарезервировано: 'number',
    }),
    {
      ...document(
        'НачислениеИСписаниеБонусныхБаллов',
        {
          БонуснаяПрограммаЛояльности_Key: 'key',
          ПравилоНачисления_Key: 'key',
          ВидПравила: { words: ['Начисление', 'Списание'] },
          КоличествоПериодовДействия: 'number',
          ДатаОкончанияСрокаДействия: 'date',
          Комментарий: 'text',
        },
        {
          Начисление: { Партнер_Key: 'key', Баллы: 'number' },
          Списание: { Партнер_Key: 'key', Баллы: 'number' },
        },
        [
          { what: 'Списание', where: 'ВидПравила', is: 'Начисление' },
          { what: 'Начисление', where: 'ВидПравила', is: 'Начисление', otherwise: true },
        ],
      ),
      // A month, unless it is said that there is no term.
      filled: { КоличествоПериодовДействия: 1 },
    },
  ],
  posting: {
    document: 'Document_НачислениеИСписаниеБонусныхБаллов',
    register: `AccumulationRegister_${points}`,
    dimension: 'Партнер_Key',
    programme: {
      field: 'БонуснаяПрограммаЛояльности_Key',
      dimension: 'БонуснаяПрограммаЛояльности_Key',
    },
    owners: 'Catalog_Партнеры',
    term,
    earned: { section: 'Начисление', owner: 'Партнер_Key', points: 'Баллы' },
    spent: { section: 'Списание', owner: 'Партнер_Key', points: 'Баллы' },
  },
  desk: {
    people: 'Catalog_Партнеры',
    cards: 'Catalog_КартыЛояльности',
    cardNumber: 'Штрихкод',
    cardOwner: 'Партнер_Key',
    cardKinds: 'Catalog_ВидыКартЛояльности',
    cardKind: 'Owner_Key',
    programmes: 'Catalog_БонусныеПрограммыЛояльности',
    blocked: { Статус: 'Аннулирована' },
    phoneKind: 'ТелефонПартнера',
    emailKind: 'EmailПартнера',
    addressKind: 'АдресПартнера',
  },
};

/** Розница 2.x: points by card, and a card may be a person's or a company's. */
const rt2: ConfigurationTable = {
  name: 'rt2',
  objects: [
    catalogue(
      'ФизическиеЛица',
      { ДатаРождения: 'date', Пол: gender, ИНН: 'text', Сотрудник: 'flag', Комментарий: 'text' },
      contacts,
    ),
    catalogue('Контрагенты', { НаименованиеПолное: 'text' }, contacts),
    catalogue(
      'ИнформационныеКарты',
      {
        КодКарты: 'text',
        ВладелецКарты: { oneOf: ['Catalog_ФизическиеЛица', 'Catalog_Контрагенты'] },
        ВидКарты: { words: ['Штриховая', 'Магнитная', 'Смешанная'] },
        ТипКарты: { words: ['Дисконтная', 'Регистрационная'] },
        ВидДисконтнойКарты_Key: 'key',
        ДатаОткрытия: 'date',
        БонуснаяПрограммаЛояльности_Key: 'key',
      },
      {},
      [{ what: 'КодКарты', where: 'ВидКарты', is: 'Штриховая' }],
    ),
    catalogue('ВидыДисконтныхКарт'),
    catalogue('ВидыКонтактнойИнформации'),
    properties,
    catalogue('БонусныеПрограммыЛояльности', { КурсКонвертацииБонусовВВалюту: 'number' }),
    informationRegister('Штрихкоды', {
      Штрихкод: 'text',
      Владелец: { oneOf: ['Catalog_ИнформационныеКарты', 'Catalog_Номенклатура'] },
    }),
    accumulationRegister(points, {
      ДисконтнаяКарта_Key: 'key',
      БонуснаяПрограммаЛояльности_Key: 'key',
      Начислено: 'number',
      КСписанию: 'number',
    }),
    document(
      'НачислениеИСписаниеБонусныхБаллов',
      {
        БонуснаяПрограммаЛояльности_Key: 'key',
        ПравилоНачисления_Key: 'key',
        КоличествоПериодовДействия: 'number',
        ДатаОкончанияСрокаДействия: 'date',
        Комментарий: 'text',
      },
      {
        Начисление: { ДисконтнаяКарта_Key: 'key', Баллы: 'number' },
        Списание: { ДисконтнаяКарта_Key: 'key', Баллы: 'number', БаллыКСписанию: 'number' },
      },
    ),
  ],
  posting: {
    document: 'Document_НачислениеИСписаниеБонусныхБаллов',
    register: `AccumulationRegister_${points}`,
    dimension: 'ДисконтнаяКарта_Key',
    programme: {
      field: 'БонуснаяПрограммаЛояльности_Key',
      dimension: 'БонуснаяПрограммаЛояльности_Key',
    },
    owners: 'Catalog_ИнформационныеКарты',
    term,
    earned: { section: 'Начисление', owner: 'ДисконтнаяКарта_Key', points: 'Баллы' },
    spent: { section: 'Списание', owner: 'ДисконтнаяКарта_Key', points: 'Баллы' },
  },
  desk: {
    people: 'Catalog_ФизическиеЛица',
    cards: 'Catalog_ИнформационныеКарты',
    cardNumber: 'КодКарты',
    cardOwner: 'ВладелецКарты',
    cardKinds: 'Catalog_ВидыДисконтныхКарт',
    cardKind: 'ВидДисконтнойКарты_Key',
    programmes: 'Catalog_БонусныеПрограммыЛояльности',
    blocked: { DeletionMark: true },
    phoneKind: 'ТелефонФизическогоЛица',
    emailKind: 'EmailФизическогоЛица',
    addressKind: 'ФактАдресФизическогоЛица',
  },
};

/** УНФ 3.0: points by card; the register knows no programme. */
const unf3: ConfigurationTable = {
  name: 'unf3',
  objects: [
    catalogue(
      'Контрагенты',
      {
        НаименованиеПолное: 'text',
        ВидКонтрагента: { words: ['ЮридическоеЛицо', 'ФизическоеЛицо', 'ИндивидуальныйПредприниматель'] },
        Покупатель: 'flag',
        ДатаРождения: 'date',
        Пол: gender,
        Комментарий: 'text',
      },
      contactsWithJson,
    ),
    catalogue('ДисконтныеКарты', {
      Owner_Key: 'key',
      КодКартыШтрихкод: 'text',
      КодКартыМагнитный: 'text',
      ВладелецКарты_Key: 'key',
      Комментарий: 'text',
    }),
    catalogue('ВидыДисконтныхКарт'),
    catalogue('ВидыКонтактнойИнформации'),
    properties,
    catalogue('БонусныеПрограммы'),
    accumulationRegister(points, { БонуснаяКарта_Key: 'key', Начислено: 'number', КСписанию: 'number' }),
    document(
      'НачислениеСписаниеБонусныхБаллов',
      { БонуснаяПрограмма_Key: 'key', Комментарий: 'text' },
      {
        НачисленияБонусов: {
          БонуснаяКарта_Key: 'key',
          Количество: 'number',
          ДатаНачисления: 'date',
          ДатаСгорания: 'date',
        },
        СписанияБонусов: { БонуснаяКарта_Key: 'key', Количество: 'number' },
      },
    ),
  ],
  posting: {
    document: 'Document_НачислениеСписаниеБонусныхБаллов',
    register: `AccumulationRegister_${points}`,
    dimension: 'БонуснаяКарта_Key',
    programme: { field: 'БонуснаяПрограмма_Key', dimension: null },
    owners: 'Catalog_ДисконтныеКарты',
    earned: {
      section: 'НачисленияБонусов',
      owner: 'БонуснаяКарта_Key',
      points: 'Количество',
      day: 'ДатаНачисления',
    },
    spent: { section: 'СписанияБонусов', owner: 'БонуснаяКарта_Key', points: 'Количество' },
  },
  desk: {
    people: 'Catalog_Контрагенты',
    cards: 'Catalog_ДисконтныеКарты',
    cardNumber: 'КодКартыШтрихкод',
    cardOwner: 'ВладелецКарты_Key',
    cardKinds: 'Catalog_ВидыДисконтныхКарт',
    cardKind: 'Owner_Key',
    programmes: 'Catalog_БонусныеПрограммы',
    blocked: { DeletionMark: true },
    phoneKind: 'ТелефонКонтрагента',
    emailKind: 'EmailКонтрагента',
    addressKind: 'ФактАдресКонтрагента',
  },
};

/** What of three configurations has to do with members and points, by the names that they have there. */
export const configurations = { ut11, rt2, unf3 } as const satisfies Readonly<
  Record<string, ConfigurationTable>
>;
export type ConfigurationName = keyof typeof configurations;

import type { ContactsMap, OnecProfile, PropertiesMap } from './profile.ts';

/** As 1C's library of standard subsystems has it, in all of its configurations. */
const contacts = {
  section: 'КонтактнаяИнформация',
  type: 'Тип',
  kind: 'Вид_Key',
  presentation: 'Представление',
  kinds: 'Catalog_ВидыКонтактнойИнформации',
  kindName: 'PredefinedDataName',
} as const;

const contactsOf = (
  whose: string,
  { address, value }: { readonly address: string; readonly value: ContactsMap['value'] },
): ContactsMap => ({
  ...contacts,
  phone: {
    field: 'НомерТелефона',
    type: 'Телефон',
    kind: `Телефон${whose}`,
    withoutCodes: 'НомерТелефонаБезКодов',
  },
  email: { field: 'АдресЭП', type: 'АдресЭлектроннойПочты', kind: `Email${whose}` },
  address: { type: 'Адрес', kind: address, city: 'Город', region: 'Регион' },
  ...(value && { value }),
});

/** The library has them in all of its configurations too. */
const properties: PropertiesMap = {
  section: 'ДополнительныеРеквизиты',
  property: 'Свойство_Key',
  value: 'Значение',
  text: 'ТекстоваяСтрока',
  chart: 'ChartOfCharacteristicTypes_ДополнительныеРеквизитыИСведения',
};

const marked = { field: 'DeletionMark', yes: true, no: false } as const;
const gender = { field: 'Пол', female: 'Женский', male: 'Мужской' } as const;
const noDate = '0001-01-01T00:00:00';

/** Управление торговлей 11.5: points are kept by partner. */
const ut11: OnecProfile = {
  name: 'ut11',
  person: {
    set: 'Catalog_Партнеры',
    fullName: 'Description',
    alsoFullName: ['НаименованиеПолное'],
    birthDate: 'ДатаРождения',
    gender,
    suspended: marked,
    contacts: contactsOf('Партнера', {
      address: 'АдресПартнера',
      value: { field: 'Значение', as: 'json' },
    }),
    properties,
    fresh: { ЮрФизЛицо: 'ЧастноеЛицо', Клиент: true },
  },
  card: {
    set: 'Catalog_КартыЛояльности',
    numbers: ['Штрихкод', 'МагнитныйКод'],
    title: 'Description',
    owner: { field: 'Партнер', composite: false },
    blocked: { field: 'Статус', yes: 'Аннулирована', no: 'Действует' },
    fresh: { Owner_Key: '$cardKind' },
  },
  points: {
    by: 'person',
    register: 'AccumulationRegister_БонусныеБаллы',
    dimension: 'Партнер_Key',
    accrued: 'Начислено',
    writtenOff: 'КСписанию',
    programme: 'БонуснаяПрограммаЛояльности_Key',
    programmes: 'Catalog_БонусныеПрограммыЛояльности',
    document: {
      set: 'Document_НачислениеИСписаниеБонусныхБаллов',
      programme: 'БонуснаяПрограммаЛояльности_Key',
      comment: 'Комментарий',
      earned: {
        section: 'Начисление',
        owner: 'Партнер_Key',
        points: 'Баллы',
        // The form would fill in a month; points that 1C burnt by itself would be burnt twice.
        head: { ВидПравила: 'Начисление', КоличествоПериодовДействия: 0, ДатаОкончанияСрокаДействия: noDate },
      },
      spent: {
        section: 'Списание',
        owner: 'Партнер_Key',
        points: 'Баллы',
        head: { ВидПравила: 'Списание', КоличествоПериодовДействия: 0, ДатаОкончанияСрокаДействия: noDate },
      },
    },
  },
};

/** Розница 2.x: points are kept by card. */
const rt2: OnecProfile = {
  name: 'rt2',
  person: {
    set: 'Catalog_ФизическиеЛица',
    fullName: 'Description',
    birthDate: 'ДатаРождения',
    gender,
    suspended: marked,
    contacts: contactsOf('ФизическогоЛица', {
      address: 'ФактАдресФизическогоЛица',
      value: { field: 'ЗначенияПолей', as: 'xml' },
    }),
    properties,
  },
  card: {
    set: 'Catalog_ИнформационныеКарты',
    numbers: ['КодКарты', 'Code'],
    barcodes: { set: 'InformationRegister_Штрихкоды', code: 'Штрихкод', owner: 'Владелец' },
    title: 'Description',
    owner: { field: 'ВладелецКарты', composite: true },
    blocked: marked,
    // What is called a barcode card has its code emptied as it is written: its number stands in the register of barcodes.
    fresh: { ВидКарты: 'Магнитная', ТипКарты: 'Дисконтная', ВидДисконтнойКарты_Key: '$cardKind' },
  },
  points: {
    by: 'card',
    register: 'AccumulationRegister_БонусныеБаллы',
    dimension: 'ДисконтнаяКарта_Key',
    accrued: 'Начислено',
    writtenOff: 'КСписанию',
    programme: 'БонуснаяПрограммаЛояльности_Key',
    programmes: 'Catalog_БонусныеПрограммыЛояльности',
    document: {
      set: 'Document_НачислениеИСписаниеБонусныхБаллов',
      programme: 'БонуснаяПрограммаЛояльности_Key',
      comment: 'Комментарий',
      earned: { section: 'Начисление', owner: 'ДисконтнаяКарта_Key', points: 'Баллы' },
      spent: { section: 'Списание', owner: 'ДисконтнаяКарта_Key', points: 'Баллы' },
    },
  },
};

/** УНФ 3.0: points are kept by card, and a card is of one programme by its kind. */
const unf3: OnecProfile = {
  name: 'unf3',
  person: {
    set: 'Catalog_Контрагенты',
    fullName: 'Description',
    alsoFullName: ['НаименованиеПолное'],
    birthDate: 'ДатаРождения',
    gender,
    suspended: marked,
    contacts: contactsOf('Контрагента', {
      address: 'ФактАдресКонтрагента',
      value: { field: 'Значение', as: 'json' },
    }),
    properties,
    fresh: { ВидКонтрагента: 'ФизическоеЛицо', Покупатель: true },
  },
  card: {
    set: 'Catalog_ДисконтныеКарты',
    numbers: ['КодКартыШтрихкод', 'КодКартыМагнитный'],
    title: 'Description',
    owner: { field: 'ВладелецКарты', composite: false },
    blocked: marked,
    fresh: { Owner_Key: '$cardKind' },
  },
  points: {
    by: 'card',
    register: 'AccumulationRegister_БонусныеБаллы',
    dimension: 'БонуснаяКарта_Key',
    accrued: 'Начислено',
    writtenOff: 'КСписанию',
    programmes: 'Catalog_БонусныеПрограммы',
    document: {
      set: 'Document_НачислениеСписаниеБонусныхБаллов',
      programme: 'БонуснаяПрограмма_Key',
      comment: 'Комментарий',
      earned: {
        section: 'НачисленияБонусов',
        owner: 'БонуснаяКарта_Key',
        points: 'Количество',
        day: 'ДатаНачисления',
      },
      spent: { section: 'СписанияБонусов', owner: 'БонуснаяКарта_Key', points: 'Количество' },
    },
  },
};

/** Profiles of configurations as 1C ships them. */
export const builtInProfiles = { ut11, rt2, unf3 } as const satisfies Readonly<Record<string, OnecProfile>>;
export type BuiltInProfile = keyof typeof builtInProfiles;

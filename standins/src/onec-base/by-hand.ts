import type { Row } from './condition.ts';
import { rowsIn, type Infobase } from './infobase.ts';
import type { Store } from './store.ts';

/** Somebody whom an operator of 1C enters. */
export interface Entered {
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly birthDate?: string;
  /** In an address with a street. */
  readonly city?: string;
  readonly card?: string;
  readonly points?: number;
}

/** What people do in 1C itself, without asking anybody. */
export interface Desk {
  /** The programme and the kind of cards that this chain has in 1C. */
  readonly programme: string;
  readonly cardKind: string;
  enter(who: Entered): { readonly person: string; readonly card: string | null };
  giveCard(person: string | null, number: string): string;
  /** A card whose number stands in the register of barcodes. */
  giveBarcode(number: string, card: string): void;
  /** A document of points, entered and posted by hand. */
  movePoints(
    owner: string,
    points: number,
    when?: { readonly day?: string; readonly until?: string; readonly programme?: string },
  ): string;
  changePhone(person: string, phone: string): void;
  /** The city of their address, as its row says it; null: they have none. */
  cityOf(person: string): string | null;
  /** Another address, with a street. */
  moveTo(person: string, city: string): void;
  blockCard(card: string): void;
  edit(set: string, key: string, changes: Row): void;
  /** Somebody adds a property to people; gives its guid. */
  addProperty(name: string): string;
  /** What is said of somebody in such a property; null: it is taken out. */
  setProperty(person: string, property: string, value: string | boolean | null): void;
  /** What stands in it; null: nobody has said anything. */
  propertyOf(person: string, property: string): unknown;
}

/** The people of this base, who also have a programme, a kind of cards, and kinds of phones and addresses. */
export function deskOf(base: Infobase): Desk {
  const { desk, posting } = base.configuration;
  const programme = made(base, desk.programmes, { Description: 'Бонусная программа' });
  const cardKind = made(base, desk.cardKinds, { Description: 'Бонусная карта' });
  const kinds = {
    phone: kindOf(base, desk.phoneKind),
    email: kindOf(base, desk.emailKind),
    address: kindOf(base, desk.addressKind),
  };
  const giveCard: Desk['giveCard'] = (person, number) =>
    made(base, desk.cards, {
      Description: number,
      [desk.cardNumber]: number,
      [desk.cardKind]: cardKind,
      ...(person !== null && {
        [desk.cardOwner]: person,
        [`${desk.cardOwner}_Type`]: `StandardODATA.${desk.people}`,
      }),
      // What the form of a card proposes.
      Статус: 'Действует',
      ВидКарты: 'Магнитная',
      ТипКарты: 'Дисконтная',
    });
  const movePoints: Desk['movePoints'] = (owner, points, { day = base.clock(), ...of } = {}) =>
    posted(base, { owner, points, day, until: of.until, programme: of.programme ?? programme });
  return {
    programme,
    cardKind,
    giveCard,
    movePoints,
    giveBarcode: (number, card) =>
      void made(base, 'InformationRegister_Штрихкоды', {
        Штрихкод: number,
        Владелец: card,
        Владелец_Type: `StandardODATA.${desk.cards}`,
      }),
    enter(who) {
      const name = who.name ?? 'Иванова Анна';
      const person = made(base, desk.people, {
        Description: name,
        НаименованиеПолное: name,
        КонтактнаяИнформация: contactRows(kinds, who),
        ...(who.birthDate !== undefined && { ДатаРождения: `${who.birthDate}T00:00:00` }),
      });
      const card = who.card === undefined ? null : giveCard(person, who.card);
      const owner = posting.owners === desk.people ? person : card;
      if (who.points !== undefined && owner !== null) movePoints(owner, who.points);
      return { person, card };
    },
    changePhone(person, phone) {
      const others = rowsIn(storeOf(base, desk.people).get(person), CONTACTS).filter(
        (row) => row['Тип'] !== 'Телефон',
      );
      const rows = numbered([...contactRows(kinds, { phone }), ...others]);
      storeOf(base, desk.people).patch(person, { КонтактнаяИнформация: rows });
    },
    ...addressesOf(base, kinds),
    blockCard: (card) => void storeOf(base, desk.cards).patch(card, desk.blocked),
    edit: (set, key, changes) => void storeOf(base, set).patch(key, changes),
    ...propertiesOf(base),
  };
}

interface Kinds {
  readonly phone: string;
  readonly email: string;
  readonly address: string;
}

function addressesOf(base: Infobase, kinds: Kinds): Pick<Desk, 'cityOf' | 'moveTo'> {
  const { desk } = base.configuration;
  const addresses = (person: string): readonly Row[] =>
    rowsIn(storeOf(base, desk.people).get(person), CONTACTS).filter((row) => row['Тип'] === 'Адрес');
  return {
    cityOf: (person) => addresses(person).map((row) => String(row['Город']).replace(/ г$/, ''))[0] ?? null,
    moveTo(person, city) {
      const store = storeOf(base, desk.people);
      const others = rowsIn(store.get(person), CONTACTS).filter((row) => row['Тип'] !== 'Адрес');
      store.patch(person, {
        КонтактнаяИнформация: numbered([...others, ...contactRows(kinds, { city })]),
      });
    },
  };
}

function propertiesOf(base: Infobase): Pick<Desk, 'addProperty' | 'setProperty' | 'propertyOf'> {
  const { desk } = base.configuration;
  const added = (person: string): readonly Row[] => rowsIn(storeOf(base, desk.people).get(person), ADDED);
  return {
    addProperty: (name) =>
      made(base, 'ChartOfCharacteristicTypes_ДополнительныеРеквизитыИСведения', {
        Description: name,
        Заголовок: name,
      }),
    setProperty(person, property, value) {
      const others = added(person).filter((row) => row['Свойство_Key'] !== property);
      const said = {
        Свойство_Key: property,
        Значение: String(value),
        Значение_Type: typeof value === 'boolean' ? 'Edm.Boolean' : 'Edm.String',
      };
      storeOf(base, desk.people).patch(person, {
        [ADDED]: numbered(value === null ? others : [...others, said]),
      });
    },
    propertyOf: (person, property) =>
      added(person).find((row) => row['Свойство_Key'] === property)?.['Значение'] ?? null,
  };
}

const CONTACTS = 'КонтактнаяИнформация';
const ADDED = 'ДополнительныеРеквизиты';

function storeOf(base: Infobase, set: string): Store {
  const found = base.stores.get(set);
  if (!found) throw new Error(`there is no ${set}`);
  return found;
}

const made = (base: Infobase, set: string, body: Row): string =>
  String(storeOf(base, set).create(body)['Ref_Key']);

const kindOf = (base: Infobase, name: string): string =>
  made(base, 'Catalog_ВидыКонтактнойИнформации', {
    Description: name,
    PredefinedDataName: name,
    Predefined: true,
  });

interface ByHand {
  readonly owner: string;
  readonly points: number;
  readonly day: string;
  readonly until: string | undefined;
  readonly programme: string;
}

function posted(base: Infobase, { owner, points, day, until, programme }: ByHand): string {
  const { posting } = base.configuration;
  const section = points > 0 ? posting.earned : posting.spent;
  const row = storeOf(base, posting.document).create({
    Date: day,
    [posting.programme.field]: programme,
    ВидПравила: points > 0 ? 'Начисление' : 'Списание',
    Комментарий: 'Введено вручную',
    КоличествоПериодовДействия: 0,
    ...(until !== undefined && { ДатаОкончанияСрокаДействия: until }),
    [section.section]: [
      {
        LineNumber: '1',
        [section.owner]: owner,
        [section.points]: Math.abs(points),
        ...(section.day !== undefined && { [section.day]: day }),
      },
    ],
  });
  base.post(row);
  return String(row['Ref_Key']);
}

const numbered = (rows: readonly Row[]): readonly Row[] =>
  rows.map((row, index) => ({ ...row, LineNumber: String(index + 1) }));

const contactRows = (kinds: Kinds, { phone, email, city }: Entered): readonly Row[] =>
  numbered([
    ...(phone === undefined
      ? []
      : [
          {
            Тип: 'Телефон',
            Вид_Key: kinds.phone,
            Представление: phone,
            НомерТелефона: phone.replaceAll(/\D/g, ''),
          },
        ]),
    ...(email === undefined
      ? []
      : [{ Тип: 'АдресЭлектроннойПочты', Вид_Key: kinds.email, Представление: email, АдресЭП: email }]),
    ...(city === undefined
      ? []
      : [
          {
            Тип: 'Адрес',
            Вид_Key: kinds.address,
            Представление: `г ${city}, ул Ленина, дом 5`,
            Город: `${city} г`,
          },
        ]),
  ]);

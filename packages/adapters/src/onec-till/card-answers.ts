import { roubles } from './figures.ts';
import { NO_DATE } from './objects.ts';

/** The version of 1C's own library whose answers these are. */
const VERSION = '3.0.7.84';

/** What every answer begins with. */
export const answered = { Error: false, ErrorMessage: '', Version: VERSION } as const;
export const failed = (message: string) =>
  ({ Error: true, ErrorMessage: message, Version: VERSION }) as const;

/** What a till may be paid with by this customer, now. */
export interface Bonuses {
  readonly count: number;
  /** Roubles a point. */
  readonly rate: number;
  /** The digits of ISO 4217, as 1C keeps them. */
  readonly currency: string;
  /** Of the receipt. */
  readonly percent: number;
}
export const noBonuses: Bonuses = { count: 0, rate: 1, currency: '', percent: 0 };

/** How a customer was found. */
export const searchTypes = { id: '', card: 'КодКарты', phone: 'Телефон', email: 'АдресЭП' } as const;
export type FoundBy = keyof typeof searchTypes;

/** A customer as a till sees one. */
export interface ShownMember {
  readonly memberId: string;
  readonly name: string;
  readonly birthDate: string | null;
  readonly phone: string;
  readonly email: string;
  /** What was shown at the till; empty where it was no card. */
  readonly barcode: string;
  readonly foundBy: FoundBy;
  /** False: the card was blocked, and counts for nothing. */
  readonly valid: boolean;
  /** Somebody's receipt holds the points. */
  readonly locked: boolean;
  readonly bonuses: Bonuses;
  /** Of all purchases, minor units. */
  readonly spend: number;
}

const dateOf = (day: string | null): string => (day === null ? NO_DATE : `${day}T00:00:00`);

const bonusData = ({ count, rate, currency, percent }: Bonuses) => ({
  PaymentPercent: percent,
  BonusCount: count,
  BonusRate: rate,
  BonusCurrency: currency,
});

export const cardAnswer = (member: ShownMember) => ({
  ClientName: member.name,
  IsPerson: true,
  DateOfBirth: dateOf(member.birthDate),
  Phone: member.phone,
  Email: member.email,
  Barcode: member.barcode,
  MagneticCode: '',
  CardGUID: member.memberId,
  ClientGUID: member.memberId,
  IsBlocked: member.locked || !member.valid,
  BonusData: bonusData(member.bonuses),
  SellCount: roubles(member.spend),
  SearchType: searchTypes[member.foundBy],
  Valid: member.valid,
});

export const foundAnswer = (members: readonly ShownMember[]) => ({
  ...answered,
  LoyaltyCardsList: members.map(cardAnswer),
});

/** null: nobody has what was shown. */
export const bonusesAnswer = (member: ShownMember | null) => {
  const { count, rate, currency, percent } = member?.bonuses ?? noBonuses;
  return {
    ...(member && !member.valid ? failed('Карта заблокирована') : answered),
    BonusCount: count,
    BonusRate: rate,
    BonusCurrency: currency,
    PaymentPercent: percent,
    CardRef: member?.memberId ?? '',
    Barcode: member?.barcode ?? '',
    MagneticCode: '',
    EndDate: NO_DATE,
    ClientNotFound: member === null || !member.valid,
  };
};

export const turnoverAnswer = (member: ShownMember | null) => ({
  ...answered,
  CardRef: member?.memberId ?? '',
  SellCount: roubles(member?.spend ?? 0),
  Barcode: member?.barcode ?? '',
  MagneticCode: '',
  ClientNotFound: member === null,
});

/** A card that was handed out, or one that was there. */
export const issuedAnswer = (member: ShownMember, existing: boolean) => ({
  ...answered,
  ...bonusData(member.bonuses),
  ExistingCard: existing,
  CardRef: member.memberId,
  CardID: member.barcode,
  Client: member.name,
  PhoneNumber: member.phone,
  Email: member.email,
  DateOfBirth: dateOf(member.birthDate),
  ElseClient: false,
});

/** One kind of card; newer clients read the English names, older ones the Russian. */
export const cardTypesAnswer = (id: string, name: string) => [
  {
    CardTypeID: id,
    CardTypeDescription: name,
    IsPerson: true,
    GenerateNumer: true,
    Идентификатор: id,
    Наименование: name,
    ЭтоИменнаяКарта: true,
    ГенерироватьНомер: true,
  },
];

/** What the services of the stand-in consist of. */

export type Kind = 'text' | 'flag' | 'decimal' | 'moment';

export interface Field {
  readonly kind: Kind;
  /** Of a text. */
  readonly length?: number;
  /** SAP fills it in by itself, and refuses to be told. */
  readonly own?: true;
}

export interface Navigation {
  readonly set: string;
  /** Fields that are the same in both. */
  readonly on: readonly string[];
  readonly only?: (row: Values) => boolean;
}

export type Values = Record<string, string | boolean | null>;

export interface SetModel {
  readonly service: ServiceName;
  readonly keys: readonly string[];
  readonly fields: Readonly<Record<string, Field>>;
  readonly navigations: Readonly<Record<string, Navigation>>;
  readonly creatable: boolean;
  readonly updatable: boolean;
  readonly deletable: boolean;
}

export const services = {
  partners: '/sap/opu/odata/sap/API_BUSINESS_PARTNER',
  loyalty: '/sap/opu/odata/sap/ZBONUM_LOYALTY_SRV',
} as const;
export type ServiceName = keyof typeof services;

const text = (length: number): Field => ({ kind: 'text', length });
const own = (length: number): Field => ({ kind: 'text', length, own: true });
const flag: Field = { kind: 'flag' };
const moment: Field = { kind: 'moment' };
const decimal: Field = { kind: 'decimal' };

const partner = { service: 'partners', creatable: true, updatable: true, deletable: true } as const;
const loyalty = { service: 'loyalty', navigations: {} } as const;

const isMobile = (row: Values): boolean => row['PhoneNumberType'] === '3';
const reached = ['AddressID'];

export const sapModel: Readonly<Record<string, SetModel>> = {
  A_BusinessPartner: {
    ...partner,
    deletable: false,
    keys: ['BusinessPartner'],
    fields: {
      BusinessPartner: own(10),
      BusinessPartnerCategory: text(1),
      BusinessPartnerGrouping: text(4),
      CorrespondenceLanguage: text(2),
      FirstName: text(40),
      LastName: text(40),
      OrganizationBPName1: text(40),
      BirthDate: moment,
      IsFemale: flag,
      IsMale: flag,
      BusinessPartnerIsBlocked: flag,
      IsMarkedForArchiving: flag,
      // An extension of the chain's own.
      YY1_AgreesToAdvertising_bus: flag,
    },
    navigations: {
      to_BusinessPartnerAddress: { set: 'A_BusinessPartnerAddress', on: ['BusinessPartner'] },
      to_BuPaIdentification: { set: 'A_BuPaIdentification', on: ['BusinessPartner'] },
    },
  },
  A_BusinessPartnerAddress: {
    ...partner,
    keys: ['BusinessPartner', 'AddressID'],
    fields: {
      BusinessPartner: text(10),
      AddressID: own(10),
      Country: text(3),
      Language: text(2),
      StreetName: text(60),
      HouseNumber: text(10),
      PostalCode: text(10),
      CityName: text(40),
    },
    navigations: {
      to_EmailAddress: { set: 'A_AddressEmailAddress', on: reached },
      to_MobilePhoneNumber: { set: 'A_AddressPhoneNumber', on: reached, only: isMobile },
      to_PhoneNumber: { set: 'A_AddressPhoneNumber', on: reached, only: (row) => !isMobile(row) },
    },
  },
  A_AddressEmailAddress: {
    ...partner,
    keys: ['AddressID', 'Person', 'OrdinalNumber'],
    fields: {
      AddressID: text(10),
      Person: own(10),
      OrdinalNumber: own(3),
      IsDefaultEmailAddress: flag,
      EmailAddress: text(241),
      SearchEmailAddress: own(20),
    },
    navigations: {},
  },
  A_AddressPhoneNumber: {
    ...partner,
    keys: ['AddressID', 'Person', 'OrdinalNumber'],
    fields: {
      AddressID: text(10),
      Person: own(10),
      OrdinalNumber: own(3),
      DestinationLocationCountry: text(3),
      IsDefaultPhoneNumber: flag,
      PhoneNumber: text(30),
      InternationalPhoneNumber: own(30),
      PhoneNumberType: text(1),
    },
    navigations: {},
  },
  A_BuPaIdentification: {
    ...partner,
    keys: ['BusinessPartner', 'BPIdentificationType', 'BPIdentificationNumber'],
    fields: {
      BusinessPartner: text(10),
      BPIdentificationType: text(6),
      BPIdentificationNumber: text(60),
      ValidityStartDate: moment,
      ValidityEndDate: moment,
    },
    navigations: {},
  },
  AccountSet: {
    ...loyalty,
    keys: ['Partner'],
    fields: { Partner: text(10), PointsBalance: decimal },
    creatable: false,
    updatable: false,
    deletable: false,
  },
  OperationSet: {
    ...loyalty,
    keys: ['OperationId'],
    fields: {
      OperationId: own(12),
      Partner: text(10),
      Points: decimal,
      ExternalReference: text(40),
      Reason: text(40),
      PointsKind: text(20),
      ReceiptReference: text(60),
      PostedAt: moment,
    },
    creatable: true,
    updatable: false,
    deletable: false,
  },
  CardSet: {
    ...loyalty,
    keys: ['CardNumber'],
    fields: { CardNumber: text(20), Partner: text(10), IsBlocked: flag },
    creatable: true,
    updatable: true,
    deletable: false,
  },
};

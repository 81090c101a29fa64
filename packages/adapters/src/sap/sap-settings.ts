/** How a chain's SAP is reached and what things are called in it; whatever is left out is as in `sapDefaults`. */
export interface SapSettings {
  /** Where SAP Gateway answers: `https://sap.chain.example:44300`. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Three digits, sent as `sap-client`; absent: the one that the system has by itself. */
  readonly client?: string;
  /** How many calls may be under way at the same moment. */
  readonly atOnce?: number;
  readonly patienceMs?: number;
  readonly partners?: Partial<PartnerMapping>;
  readonly accounts?: Partial<AccountMapping>;
  readonly operations?: Partial<OperationMapping>;
  /** Absent: cards are identifications of the partner. */
  readonly cards?: Partial<CardMapping>;
  /** null: receipts reach SAP by another way, and Bonum sends none. */
  readonly receipts?: Partial<ReceiptMapping> | null;
}

/** Members are business partners. */
export interface PartnerMapping {
  readonly service: string;
  /** What decides which number somebody new gets; null: the grouping that SAP takes by itself. */
  readonly grouping: string | null;
  /** Of an address, which a phone and an e-mail cannot be without. */
  readonly country: string;
  readonly language: string;
  /** The kind of identification that is a card. */
  readonly cardType: string;
  /** The kind of identification by which somebody is known whom Bonum has registered. */
  readonly registrationType: string;
  /** What stands for a surname that nobody knows, since SAP has no partner without one. */
  readonly noName: string;
  /** Fields that the chain has added to partners, true or false, by the names that consents have in Bonum. */
  readonly consents: Readonly<Record<string, string>>;
}

/** Whose a balance or an operation is: the number of a partner, or of a card. */
export type OwnerIs = 'partner' | 'card';

export interface AccountMapping {
  readonly service: string;
  readonly set: string;
  readonly owner: string;
  readonly ownerIs: OwnerIs;
  readonly balance: string;
}

export interface OperationMapping {
  readonly service: string;
  readonly set: string;
  readonly owner: string;
  readonly ownerIs: OwnerIs;
  /** With their sign. */
  readonly points: string;
  /** Where the id of a command goes, by which an operation is found again. */
  readonly reference: string;
  readonly at: string;
  /** null: there is no such field. */
  readonly reason: string | null;
  readonly kind: string | null;
  readonly receipt: string | null;
}

/** Cards in an entity set of their own. */
export interface CardMapping {
  readonly service: string;
  readonly set: string;
  readonly number: string;
  readonly partner: string;
  /** True for a card that is blocked. */
  readonly blocked: string;
}

/** Receipts are IDocs of the type WPUBON01. */
export interface ReceiptMapping {
  readonly path: string;
  readonly senderPort: string;
  readonly receiverPort: string;
  readonly receiverType: string;
  readonly receiver: string;
  /** The field of E1WPB01 for the card; null: there is none. */
  readonly cardField: string | null;
  /** What the numbers of goods are: SAP's own, or barcodes. */
  readonly goods: 'ARTN' | 'EANN';
  readonly priceCondition: string;
  /** The condition for what was taken off; null: prices are sent as they were paid. */
  readonly discountCondition: string | null;
  /** For what the lines do not add up to. */
  readonly roundingDiscount: string;
  readonly tender: string;
  /** The sign of goods that were sold; a return has the other one. */
  readonly soldSign: '+' | '-';
  /** SAP's customer number of each store, and its number of each till, by those of Bonum; absent: they are the same. */
  readonly stores: Readonly<Record<string, string>>;
  readonly tills: Readonly<Record<string, string>>;
}

const loyaltyService = '/sap/opu/odata/sap/ZBONUM_LOYALTY_SRV';

/** Everything that settings need not say. */
export const sapDefaults = {
  partners: {
    service: '/sap/opu/odata/sap/API_BUSINESS_PARTNER',
    grouping: null,
    country: 'RU',
    language: 'RU',
    cardType: 'ZCARD',
    registrationType: 'ZBONUM',
    noName: 'НЕ УКАЗАНО',
    consents: {},
  } satisfies PartnerMapping,
  accounts: {
    service: loyaltyService,
    set: 'AccountSet',
    owner: 'Partner',
    ownerIs: 'partner',
    balance: 'PointsBalance',
  } satisfies AccountMapping,
  operations: {
    service: loyaltyService,
    set: 'OperationSet',
    owner: 'Partner',
    ownerIs: 'partner',
    points: 'Points',
    reference: 'ExternalReference',
    at: 'PostedAt',
    reason: 'Reason',
    kind: 'PointsKind',
    receipt: 'ReceiptReference',
  } satisfies OperationMapping,
  cards: {
    service: loyaltyService,
    set: 'CardSet',
    number: 'CardNumber',
    partner: 'Partner',
    blocked: 'IsBlocked',
  } satisfies CardMapping,
  receipts: {
    path: '/sap/bc/idoc_xml',
    senderPort: 'BONUM',
    receiverPort: 'SAP',
    receiverType: 'KU',
    receiver: 'SAP',
    cardField: 'ZNOCARD',
    goods: 'ARTN',
    priceCondition: 'VKP0',
    discountCondition: null,
    roundingDiscount: 'ZARP',
    tender: 'PTCS',
    soldSign: '-',
    stores: {},
    tills: {},
  } satisfies ReceiptMapping,
} as const;

/** What things are called, with nothing left out. */
export interface SapMapping {
  readonly partners: PartnerMapping;
  readonly accounts: AccountMapping;
  readonly operations: OperationMapping;
  readonly cards: CardMapping | null;
  readonly receipts: ReceiptMapping | null;
}

export const mappingOf = (settings: SapSettings): SapMapping => ({
  partners: { ...sapDefaults.partners, ...settings.partners },
  accounts: { ...sapDefaults.accounts, ...settings.accounts },
  operations: { ...sapDefaults.operations, ...settings.operations },
  cards: settings.cards === undefined ? null : { ...sapDefaults.cards, ...settings.cards },
  receipts: settings.receipts === null ? null : { ...sapDefaults.receipts, ...settings.receipts },
});

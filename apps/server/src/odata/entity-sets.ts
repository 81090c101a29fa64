/** How a column is told: a type of OData, and how its value comes about from the view's. */
export type Edm =
  | 'Guid'
  | 'String'
  | 'Int32'
  | 'Int64'
  | 'Double'
  | 'Boolean'
  | 'DateTimeOffset'
  | 'Date'
  | 'Money'
  | 'Quantity';

export interface Property {
  readonly name: string;
  /** Of the view. */
  readonly column: string;
  readonly edm: Edm;
  readonly nullable?: boolean;
  /** Only for keys that may see who people are. */
  readonly personal?: boolean;
}

export interface EntitySet {
  readonly name: string;
  /** What one of them is called. */
  readonly entity: string;
  /** What it is read from; each column belongs to the alias `v`, or is that of the personal view `p`. */
  readonly from: string;
  readonly key: readonly string[];
  /** The order in which it is read unless another is asked for, and which makes every other order total. */
  readonly order: readonly string[];
  readonly properties: readonly Property[];
}

type Shape = Readonly<Record<string, Edm | `${Edm}?`>>;

/** `receiptId` of the view is `receipt_id`. */
const columnOf = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const propertiesOf = (shape: Shape, alias = 'v'): Property[] =>
  Object.entries(shape).map(([name, type]) => ({
    name,
    column: `${alias}.${columnOf(name)}`,
    edm: type.replace('?', '') as Edm,
    nullable: type.endsWith('?'),
  }));

const set = (
  name: string,
  entity: string,
  {
    view,
    key,
    order = key,
    shape,
  }: { view: string; key: readonly string[]; order?: readonly string[]; shape: Shape },
): EntitySet => ({ name, entity, from: `bi.${view} v`, key, order, properties: propertiesOf(shape) });

const members = set('Members', 'Member', {
  view: 'members',
  key: ['memberId'],
  shape: {
    memberId: 'Guid',
    status: 'String',
    level: 'String?',
    spent: 'Money',
    receipts: 'Int32',
    joinedAt: 'DateTimeOffset',
    joinedStore: 'String?',
    language: 'String',
    gender: 'String?',
    birthYear: 'Int32?',
    city: 'String?',
    mergedInto: 'Guid?',
    changedAt: 'DateTimeOffset',
  },
});

const personal = propertiesOf(
  { name: 'String?', surname: 'String?', phone: 'String?', email: 'String?', birthDate: 'Date?' },
  'p',
).map((property): Property => ({ ...property, personal: true }));

/** Of the line that a row belongs to. */
const ofLine: Shape = {
  type: 'String',
  ofReceiptId: 'Guid?',
  memberId: 'Guid?',
  storeId: 'String',
  at: 'DateTimeOffset',
  productId: 'String',
  recordedAt: 'DateTimeOffset',
};

/** Everything the feed has, over the views of the schema `bi`. */
export const entitySets: readonly EntitySet[] = [
  set('Receipts', 'Receipt', {
    view: 'receipts',
    key: ['receiptId'],
    order: ['at', 'receiptId'],
    shape: {
      receiptId: 'Guid',
      type: 'String',
      ofReceiptId: 'Guid?',
      memberId: 'Guid?',
      storeId: 'String',
      tillId: 'String',
      shift: 'String',
      number: 'String',
      at: 'DateTimeOffset',
      amount: 'Money?',
      discount: 'Money?',
      paidByPoints: 'Money?',
      paid: 'Money',
      programmeVersion: 'Int32?',
      recordedAt: 'DateTimeOffset',
    },
  }),
  set('ReceiptLines', 'ReceiptLine', {
    view: 'receipt_lines',
    key: ['receiptId', 'lineId'],
    order: ['at', 'receiptId', 'place'],
    shape: {
      receiptId: 'Guid',
      place: 'Int32',
      lineId: 'String',
      ...ofLine,
      quantity: 'Quantity',
      amount: 'Money',
      discount: 'Money',
      paidByPoints: 'Money',
      paid: 'Money',
    },
  }),
  set('ReceiptPromotions', 'ReceiptPromotion', {
    view: 'receipt_promotions',
    key: ['receiptId', 'place', 'promotion'],
    order: ['at', 'receiptId', 'place', 'promotion'],
    shape: {
      receiptId: 'Guid',
      place: 'Int32',
      lineId: 'String',
      promotion: 'String',
      discount: 'Money',
      ...ofLine,
      quantity: 'Quantity',
      amount: 'Money',
      paid: 'Money',
    },
  }),
  set('ReceiptPoints', 'LinePoints', {
    view: 'receipt_points',
    key: ['receiptId', 'number'],
    order: ['at', 'receiptId', 'place', 'number'],
    shape: {
      receiptId: 'Guid',
      number: 'Int32',
      place: 'Int32',
      lineId: 'String',
      kind: 'String',
      source: 'String?',
      earned: 'Int64',
      spent: 'Int64',
      ...ofLine,
    },
  }),
  set('Freshness', 'Freshness', {
    view: 'freshness',
    key: ['name'],
    shape: { name: 'String', asOf: 'DateTimeOffset' },
  }),
  set('Transfers', 'Transfer', {
    view: 'transfers',
    key: ['memberId', 'number'],
    shape: {
      memberId: 'Guid',
      number: 'Int64',
      kind: 'String',
      fromAccount: 'String',
      toAccount: 'String',
      points: 'Int64',
      receiptId: 'Guid?',
      at: 'DateTimeOffset',
      recordedAt: 'DateTimeOffset',
      activeFrom: 'DateTimeOffset?',
      expiresAt: 'DateTimeOffset?',
    },
  }),
  set('Lots', 'Lot', {
    view: 'lots',
    key: ['memberId', 'lotId'],
    shape: {
      memberId: 'Guid',
      lotId: 'Guid',
      kind: 'String',
      granted: 'Int64',
      available: 'Int64',
      pending: 'Int64',
      held: 'Int64',
      source: 'String',
      receiptId: 'Guid?',
      createdAt: 'DateTimeOffset',
      activeFrom: 'DateTimeOffset',
      expiresAt: 'DateTimeOffset?',
    },
  }),
  set('Balances', 'Balance', {
    view: 'balances',
    key: ['memberId', 'kind'],
    shape: {
      memberId: 'Guid',
      kind: 'String',
      available: 'Int64',
      pending: 'Int64',
      held: 'Int64',
      debt: 'Int64',
      changedAt: 'DateTimeOffset',
    },
  }),
  {
    ...members,
    from: 'bi.members v left join bi_personal.members p on p.member_id = v.member_id',
    properties: [...members.properties, ...personal],
  },
  set('Feedback', 'Opinion', {
    view: 'feedback',
    key: ['receiptId'],
    order: ['givenAt', 'receiptId'],
    shape: { receiptId: 'Guid', memberId: 'Guid', stars: 'Int32', givenAt: 'DateTimeOffset' },
  }),
  set('Events', 'Event', {
    view: 'events',
    key: ['eventId'],
    shape: { eventId: 'Guid', type: 'String', ownerId: 'Guid', at: 'DateTimeOffset' },
  }),
  set('Stores', 'Store', {
    view: 'stores',
    key: ['storeId'],
    shape: { storeId: 'String', name: 'String', city: 'String?', latitude: 'Double?', longitude: 'Double?' },
  }),
  set('Products', 'Product', {
    view: 'products',
    key: ['productId'],
    shape: {
      productId: 'String',
      name: 'String',
      brand: 'String?',
      category: 'String?',
      categoryPath: 'String?',
      price: 'Money?',
      onSale: 'Boolean',
      barcode: 'String?',
      changedAt: 'DateTimeOffset',
      goneAt: 'DateTimeOffset?',
    },
  }),
];

/** What a key sees of a set. */
export const visible = (of: EntitySet, seesPersonal: boolean): EntitySet =>
  seesPersonal ? of : { ...of, properties: of.properties.filter(({ personal: only }) => only !== true) };

export const propertyOf = (of: EntitySet, name: string): Property | undefined =>
  of.properties.find((property) => property.name === name);

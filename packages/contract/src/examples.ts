/**
 * What the examples of the operations speak of. They are executed in the order of `exampleOrder` against the chain that
 * `exampleChain` describes, so each may rely on those before it. A confirmation's `code` stands for the one that was sent.
 */
export const ids = {
  member: '01932e2c-0000-7000-8000-000000000001',
  other: '01932e2c-0000-7000-8000-000000000002',
  joinConfirmation: '01932e2c-0000-7000-8000-000000000003',
  otherConfirmation: '01932e2c-0000-7000-8000-000000000004',
  spendConfirmation: '01932e2c-0000-7000-8000-000000000005',
  hold: '01932e2c-0000-7000-8000-000000000006',
  grant: '01932e2c-0000-7000-8000-000000000007',
  offer: '01932e2c-0000-7000-8000-000000000008',
  merge: '01932e2c-0000-7000-8000-000000000009',
  key: '01932e2c-0000-7000-8000-00000000000a',
  secondHold: '01932e2c-0000-7000-8000-00000000000b',
  secondSpendConfirmation: '01932e2c-0000-7000-8000-00000000000c',
  card: '01932e2c-0000-7000-8000-00000000000d',
} as const;

export const phones = { member: '+7 916 555-01-01', other: '+7 916 555-01-02' } as const;

/** The physical card of the examples, an EAN-13 in the first range of the shipped programmes. */
export const card = '2900000000018';

export const stores = [
  {
    storeId: 'EX-1',
    name: 'Спорт на Тверской',
    city: 'Москва',
    tags: ['sport'],
    tills: [{ tillId: '1', name: 'Касса 1' }],
  },
];

export const products = [
  {
    productId: 'EX-SHOES',
    name: 'Кроссовки беговые',
    category: ['Обувь', 'Бег'],
    brand: 'Быстрый шаг',
    price: 699000,
  },
  { productId: 'EX-SOCKS', name: 'Носки спортивные', category: ['Одежда', 'Носки'], price: 39900 },
  { productId: 'EX-BALL', name: 'Мяч футбольный', category: ['Инвентарь'], price: 199000, onSale: true },
];

export const key = (number: string): { storeId: string; tillId: string; shift: string; number: string } => ({
  storeId: 'EX-1',
  tillId: '1',
  shift: '42',
  number,
});

export const basket = (number: string): { key: ReturnType<typeof key>; at: string; lines: object[] } => ({
  key: key(number),
  at: '2026-11-22T19:05:00+03:00',
  lines: [
    { id: '1', productId: 'EX-SHOES', quantity: 1000, amount: 699000 },
    { id: '2', productId: 'EX-SOCKS', quantity: 3000, amount: 119700 },
  ],
});

/** The order in which the examples run: a purchase after its member has joined, a return after its sale. */
export const exampleOrder = [
  'put-stores',
  'put-products',
  'validate-programme',
  'publish-programme',
  'get-programme',
  'create-key',
  'list-keys',
  'revoke-key',
  'request-confirmation',
  'join-member',
  'find-member',
  'update-member',
  'get-member',
  'issue-card',
  'block-card',
  'grant-points',
  'give-offer',
  'add-codes',
  'quote-receipt',
  'hold-points',
  'commit-receipt',
  'get-receipt',
  'return-receipt',
  'cancel-receipt',
  'get-points',
  'list-transfers',
  'reverse-transfer',
  'merge-members',
  'undo-merge',
] as const;

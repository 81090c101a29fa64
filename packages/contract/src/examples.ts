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
  openCard: '01932e2c-0000-7000-8000-000000000108',
  operator: '01932e2c-0000-7000-8000-00000000010a',
  session: '01932e2c-0000-7000-8000-000000000109',
  signIn: '01932e2c-0000-7000-8000-000000000107',
  /** What the receipt with the key of `basket('1')` is called. */
  firstReceipt: '8a7ff33f-4d4b-5b13-86e5-3f50a78fee15',
  myCard: '01932e2c-0000-7000-8000-000000000071',
  cardLink: '01932e2c-0000-7000-8000-000000000074',
  contactChange: '01932e2c-0000-7000-8000-000000000072',
  eraseConfirmation: '01932e2c-0000-7000-8000-000000000073',
  /** What the call of `call` is called. */
  call: '322a75ca-42aa-54eb-9ee4-95d822043e63',
  webhook: '01932e2c-0000-7000-8000-000000000161',
  recording: '01932e2c-0000-7000-8000-000000000151',
  withdrawal: '01932e2c-0000-7000-8000-000000000201',
  replacement: '01932e2c-0000-7000-8000-000000000202',
  actionConfirmation: '01932e2c-0000-7000-8000-000000000203',
  staffContact: '01932e2c-0000-7000-8000-000000000204',
  letIn: '01932e2c-0000-7000-8000-000000000205',
} as const;

export const phones = { member: '+7 916 555-01-01', other: '+7 916 555-01-02' } as const;

/** The physical card of the examples, an EAN-13 in the first range of the shipped programmes. */
export const card = '2900000000018';

/** Another, which is handed out before anybody is known to have it. */
export const openCard = '2900000000032';

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

/** A call of the member, at the telephone 101. Its time is that of the test that runs it. */
export const call = {
  provider: 'front-desk',
  externalCallId: 'call-1',
  at: '2026-11-22T19:05:00+03:00',
  direction: 'in',
  clientPhone: '+7 916 555-01-01',
  line: '74950000001',
  extension: '101',
};

/** A mark in one colour, for the brand's colour beneath it, as base64 of an SVG. */
export const logo = btoa(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="#FFFFFF" d="M4 3h3v18H4zm5 0h1v18H9zm3 0h4v18h-4zm6 0h2v18h-2z"/></svg>',
);

export const brand = {
  name: { ru: 'Меридиан', en: 'Meridian' },
  shortName: 'Меридиан',
  logo: 'logo',
  colours: {
    brand: '#00475B',
    onBrand: '#FFFFFF',
    points: '#FFC53D',
    onPoints: '#14181B',
    pointsOnBrand: '#FFC53D',
  },
  languages: ['ru', 'en'],
  support: { phone: '8 800 555-01-02', email: 'help@meridian.example' },
  consents: [
    {
      kind: 'personal-data',
      version: '2026-01',
      required: true,
      title: { ru: 'Обработка персональных данных', en: 'Processing of personal data' },
      text: {
        ru: 'Мы храним ваше имя, телефон и покупки, чтобы начислять баллы.',
        en: 'We keep your name, phone and purchases to give you points.',
      },
    },
  ],
};

/** A browser's, as its `PushSubscription` writes itself. */
export const push = {
  endpoint: 'https://push.example/send/4f1c',
  keys: {
    p256dh: 'BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM',
    auth: 'tBHItJI5svbpez7KI4CCXg',
  },
  language: 'ru',
};

export const faq = {
  sections: [
    {
      id: 'points',
      title: { ru: 'Баллы', en: 'Points' },
      entries: [
        {
          id: 'when',
          question: { ru: 'Когда приходят баллы?', en: 'When do points come?' },
          answer: {
            ru: 'Сразу после покупки.\n\nЕсли чек пробит без связи, то в течение дня.',
            en: 'Right after the purchase.\n\nIf the till was offline, within a day.',
          },
        },
      ],
    },
  ],
};

export const announcements = {
  announcements: [
    {
      id: 'new-rules',
      from: '2026-11-20T00:00:00+03:00',
      until: '2027-01-20T00:00:00+03:00',
      title: { ru: 'Баллы теперь живут год', en: 'Points now live for a year' },
      text: { ru: 'Раньше было полгода.', en: 'It used to be half a year.' },
      link: 'points',
    },
  ],
};

export const noticeTexts = {
  texts: {
    'points-expiring': {
      ru: { title: 'Не теряйте {points}', text: 'Они с вами до {until}. Ждём в гости!' },
      en: { title: 'Keep your {points}', text: 'They are yours until {until}. Come and see us!' },
    },
  },
};

/** The order in which the examples run: a purchase after its member has joined, a return after its sale. */
export const exampleOrder = [
  'put-stores',
  'list-stores',
  'put-products',
  'search-products',
  'validate-programme',
  'publish-programme',
  'get-programme',
  'list-budgets',
  'put-abuse-settings',
  'get-abuse-settings',
  'list-cases',
  'get-case',
  'decide-case',
  'put-asset',
  'put-brand',
  'get-brand',
  'put-cascades',
  'put-faq',
  'get-faq',
  'put-announcements',
  'list-announcements',
  'put-notice-texts',
  'get-notice-texts',
  'create-key',
  'list-keys',
  'rotate-key',
  'end-old-secret',
  'revoke-key',
  'create-webhook',
  'list-webhooks',
  'change-webhook',
  'rotate-webhook-secret',
  'try-webhook',
  'list-webhook-deliveries',
  'replay-webhook',
  'end-webhook',
  'request-confirmation',
  'join-member',
  'open-card',
  'find-member',
  'search-members',
  'update-member',
  'get-member',
  'issue-card',
  'block-card',
  'put-staff-rules',
  'get-staff-rules',
  'send-action-code',
  'unblock-card',
  'replace-card',
  'link-card',
  'grant-points',
  'withdraw-points',
  'suspend-member',
  'resume-member',
  'request-member-contact',
  'confirm-member-contact',
  'issue-sign-in-code',
  'list-approvals',
  'decide-approval',
  'withdraw-approval',
  'add-receipt',
  'return-at-desk',
  'give-offer',
  'list-my-offers',
  'get-my-offer',
  'activate-offer',
  'list-my-notices',
  'read-my-notices',
  'get-my-push',
  'start-my-push',
  'stop-my-push',
  'add-codes',
  'quote-receipt',
  'hold-points',
  'commit-receipt',
  'get-receipt',
  'list-receipts',
  'export-receipts',
  'print-receipts',
  'print-receipt',
  'return-receipt',
  'cancel-receipt',
  'get-till-rules',
  'list-products',
  'grant-allowances',
  'sync-receipts',
  'get-points',
  'get-standing',
  'list-member-history',
  'get-member-receipt',
  'list-member-offers',
  'check-birth-date',
  'get-member-overview',
  'list-member-messages',
  'list-transfers',
  'get-transfer',
  'reverse-transfer',
  'attach-phone',
  'preview-merge',
  'merge-members',
  'list-merges',
  'undo-merge',
  'invite-operator',
  'list-operators',
  'change-operator',
  'reset-operator',
  'list-audit',
  'export-audit',
  'get-staff-ways',
  'start-staff-sign-in',
  'finish-staff-sign-in',
  'open-staff-invitation',
  'accept-staff-invitation',
  'get-staff-me',
  'list-staff-sessions',
  'end-staff-session',
  'list-staff-passkeys',
  'request-staff-passkey',
  'add-staff-passkey',
  'remove-staff-passkey',
  'request-staff-passkey-sign-in',
  'sign-in-staff-with-passkey',
  'sign-out-staff',
  'sign-in-with-code',
  'start-sign-in',
  'get-sign-in',
  'answer-code',
  'send-again',
  'give-phone',
  'say-who',
  'enter-card',
  'choose-main-card',
  'complete-registration',
  'cancel-sign-in',
  'list-passkeys',
  'request-passkey',
  'add-passkey',
  'remove-passkey',
  'request-passkey-sign-in',
  'sign-in-with-passkey',
  'get-me',
  'issue-barcode',
  'list-history',
  'get-coming-points',
  'get-my-receipt',
  'get-purchase-statistics',
  'give-feedback',
  'put-feedback-photo',
  'get-my-feedback-photo',
  'list-feedback',
  'get-feedback-photo',
  'put-call-settings',
  'get-call-settings',
  'report-call',
  'put-call-recording',
  'set-my-extension',
  'list-my-calls',
  'list-calls',
  'set-call-member',
  'wrap-up-call',
  'command-call',
  'call-back',
  'get-call-recording',
  'get-account',
  'change-profile',
  'answer-questionnaire',
  'set-subscriptions',
  'say-consent',
  'issue-my-card',
  'block-my-card',
  'make-card-main',
  'list-sessions',
  'end-session',
  'end-other-sessions',
  'link-my-card',
  'export-me',
  'send-proof',
  'prove-me',
  'request-contact',
  'confirm-contact',
  'get-erasure',
  'erase-me',
  'sign-out',
] as const;

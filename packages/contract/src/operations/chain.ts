import { contract } from '../operation.ts';
import * as example from '../examples.ts';
import * as schema from '../schemas/chain.ts';

/** A small whole programme, for the examples. */
const programme = {
  format: 'bonum/1',
  id: 'example',
  name: { ru: 'Пример', en: 'Example' },
  currency: 'RUB',
  zone: 'Europe/Moscow',
  kinds: [
    {
      id: 'points',
      name: { ru: 'Баллы', en: 'Points' },
      worth: 100,
      life: { months: 12 },
      spending: { maxShare: 3000, lines: { fact: 'line.onSale', op: 'is', value: false } },
    },
  ],
  levels: [
    { id: 'start', name: { ru: 'Старт', en: 'Start' }, from: 0, spends: true },
    { id: 'gold', name: { ru: 'Золото', en: 'Gold' }, from: 5000000, spends: true },
  ],
  earning: [
    {
      id: 'base',
      name: { ru: 'За покупки', en: 'For purchases' },
      kind: 'points',
      rate: { start: 300, gold: 700 },
    },
  ],
  promotions: [
    {
      id: 'third-free',
      name: { ru: '1+1=3 на носки', en: '1+1=3 on socks' },
      priority: 10,
      limits: { total: { times: 10000, per: 'month' } },
      lines: { fact: 'line.product', op: 'in', value: ['EX-SOCKS'] },
      effect: { type: 'buy-get-free', buy: 2, free: 1 },
    },
    {
      id: 'personal-discount',
      name: { ru: 'Личная скидка', en: 'Personal discount' },
      priority: 5,
      personal: true,
      effect: { type: 'basket-percent', rate: 500 },
    },
    {
      id: 'friend-code',
      name: { ru: 'Код друга', en: "A friend's code" },
      priority: 1,
      singleUseCodes: true,
      effect: { type: 'basket-amount', amount: 30000 },
    },
  ],
  returns: { shortfall: 'debt', graceDays: 14 },
  holds: { minutes: 15 },
  cards: { prefixes: ['29'] },
  questionnaire: {
    required: ['name'],
    optional: ['city'],
    questions: [
      {
        id: 'sports',
        name: { ru: 'Чем занимаетесь', en: 'What do you do' },
        type: 'several',
        options: [
          { id: 'running', name: { ru: 'Бег', en: 'Running' } },
          { id: 'yoga', name: { ru: 'Йога', en: 'Yoga' } },
        ],
        required: true,
      },
    ],
    accumulateOnly: false,
    reward: { kind: 'points', points: 100 },
  },
  invitation: { days: 30 },
};

export const getProgramme = contract({
  id: 'get-programme',
  method: 'GET',
  path: '/programme',
  tag: 'programme',
  summary: 'The live programme',
  description: 'Its document and version.',
  access: 'programme:read',
  polled: true,
  answer: schema.LiveProgramme,
  refusals: [],
  examples: [{ name: 'The live programme' }],
});

export const listBudgets = contract({
  id: 'list-budgets',
  method: 'GET',
  path: '/programme/budgets',
  tag: 'programme',
  summary: 'What is left of limited promotions',
  description:
    'For each promotion of the live programme that is limited for everybody: how much of it was used in the current period.',
  access: 'programme:read',
  answer: schema.Budgets,
  refusals: [],
  examples: [{ name: 'All budgets' }],
});

export const validateProgramme = contract({
  id: 'validate-programme',
  method: 'POST',
  path: '/programme/validate',
  tag: 'programme',
  summary: 'Check a programme',
  description: 'Every mistake with its place, in words for a marketer. Changes nothing.',
  access: 'programme:read',
  audited: 'nothing',
  body: schema.ProgrammeRequest,
  answer: schema.ProgrammeCheck,
  refusals: [],
  examples: [
    { name: 'A sound one', body: { programme } },
    { name: 'One without levels', body: { programme: { ...programme, levels: [] } } },
  ],
});

export const publishProgramme = contract({
  id: 'publish-programme',
  method: 'POST',
  path: '/programme',
  tag: 'programme',
  summary: 'Make a programme the live one',
  description:
    'It becomes a new version, immutable; the one before is kept. Publishing the live document again changes nothing.',
  access: 'programme:write',
  body: schema.ProgrammeRequest,
  answer: schema.LiveProgramme,
  refusals: ['programme-invalid'],
  examples: [
    { name: 'A small programme', body: { programme } },
    {
      name: 'One with a mistake',
      body: { programme: { ...programme, currency: 'roubles' } },
      refusal: 'programme-invalid',
    },
  ],
});

export const putProducts = contract({
  id: 'put-products',
  method: 'PUT',
  path: '/products',
  tag: 'catalogue',
  summary: 'Write goods',
  description: 'New ones are added, known ones replaced, a thousand at a time.',
  access: 'catalogue:write',
  body: schema.ProductsRequest,
  answer: schema.Written,
  refusals: [],
  examples: [{ name: 'Three goods', body: { products: example.products } }],
});

export const putStores = contract({
  id: 'put-stores',
  method: 'PUT',
  path: '/stores',
  tag: 'catalogue',
  summary: 'Write stores and their tills',
  description:
    'New ones are added, known ones replaced, or with `onlyNew` refused; tills that are not named stay.',
  access: 'catalogue:write',
  body: schema.StoresRequest,
  answer: schema.Written,
  refusals: ['id-reused'],
  examples: [
    { name: 'A store with one till', body: { stores: example.stores } },
    {
      name: 'One that should be new, and is not',
      body: { stores: example.stores, onlyNew: true },
      refusal: 'id-reused',
    },
  ],
});

export const listStores = contract({
  id: 'list-stores',
  method: 'GET',
  path: '/stores',
  tag: 'catalogue',
  summary: 'Stores and their tills',
  description:
    'By name. `text` finds what has its words in id, name or city, in whichever alphabet. Ask for the next page with `after`.',
  access: 'programme:read',
  query: schema.StoreList,
  polled: true,
  answer: schema.StorePage,
  refusals: [],
  examples: [{ name: 'All stores' }, { name: 'In one city', query: { text: 'Moskva', limit: 20 } }],
});

export const searchProducts = contract({
  id: 'search-products',
  method: 'GET',
  path: '/products/search',
  tag: 'catalogue',
  summary: 'Find goods by name, id or barcode',
  description:
    'For whoever books a receipt by hand. An id or a barcode finds that product first; words find those whose name or brand has all of them. Goods that are given up are not found.',
  access: 'receipts:correct',
  audited: 'nothing',
  query: schema.ProductSearch,
  answer: schema.FoundProducts,
  refusals: [],
  examples: [{ name: 'By a word', query: { text: 'socks' } }],
});

export const addCodes = contract({
  id: 'add-codes',
  method: 'POST',
  path: '/codes',
  tag: 'catalogue',
  summary: 'Add single-use promo codes',
  description: 'For a promotion that takes them. A code that is already there stays as it is.',
  access: 'programme:write',
  body: schema.CodesRequest,
  answer: schema.Written,
  refusals: ['unknown-promotion'],
  examples: [
    {
      name: 'Two codes',
      body: {
        promotion: 'friend-code',
        codes: ['FRIEND-7Q2K', 'FRIEND-9M4X'],
        validUntil: '2026-12-31T23:59:59+03:00',
      },
    },
  ],
});

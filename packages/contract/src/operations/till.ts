import { Type } from 'typebox';
import { contract } from '../operation.ts';
import * as example from '../examples.ts';
import { Audience, closed, Language, Uuid } from '../schemas/common.ts';
import * as schema from '../schemas/receipt.ts';

const basketRefusals = [
  'unknown-store',
  'unknown-till',
  'unknown-product',
  'unknown-member',
  'unknown-card',
  'bad-card-number',
  'bad-phone',
  'card-blocked',
  'wrong-store',
  'bad-receipt',
] as const;

export const quoteReceipt = contract({
  id: 'quote-receipt',
  method: 'POST',
  path: '/receipts/quote',
  tag: 'till',
  summary: 'What a basket costs and earns',
  description:
    'Call it as lines are scanned: it writes nothing. The answer has the price of each line, the points to earn and the most that may be spent, hints for the cashier, and a token that binds all this for commit-receipt.',
  access: 'till',
  audited: 'nothing',
  body: schema.QuoteRequest,
  answer: schema.Quote,
  refusals: [...basketRefusals, 'member-suspended', 'unknown-kind'],
  examples: [
    {
      name: 'A member shows a card',
      body: { ...example.basket('1'), member: { card: example.card }, spend: 'most' },
    },
    { name: 'Nobody in particular', body: example.basket('1') },
    {
      name: 'A store nobody knows',
      body: { ...example.basket('1'), key: { ...example.key('1'), storeId: 'NOWHERE' } },
      refusal: 'unknown-store',
    },
  ],
});

export const holdPoints = contract({
  id: 'hold-points',
  method: 'POST',
  path: '/receipts/hold',
  tag: 'till',
  summary: 'Reserve points for a receipt that is being paid',
  description:
    'Needs the code that request-confirmation sent to the member, or the permit that quote-receipt gave for the barcode on their phone. The hold ends with commit-receipt, with cancel-receipt, or by itself. Asked again with the same holdId it gives the same answer.',
  access: 'till',
  body: schema.HoldRequest,
  answer: schema.HeldPoints,
  refusals: [
    ...basketRefusals,
    'confirmation-wrong',
    'not-enough-points',
    'more-than-allowed',
    'nothing-to-spend',
    'unknown-kind',
    'receipt-already-committed',
    'receipt-cancelled',
    'member-suspended',
    'id-reused',
    'hold-closed',
  ],
  examples: [
    {
      name: 'Pay with 300 points',
      body: {
        ...example.basket('1'),
        holdId: example.ids.hold,
        member: { card: example.card },
        spend: { points: 300 },
        confirmation: { confirmationId: example.ids.spendConfirmation, code: '123456' },
      },
    },
  ],
});

export const commitReceipt = contract({
  id: 'commit-receipt',
  method: 'POST',
  path: '/receipts/commit',
  tag: 'till',
  summary: 'The receipt is paid',
  description:
    'Books the receipt: spends what is held, grants what is earned, moves the level. Idempotent by `key`: a till that got no answer asks again and is safe. With `quoteToken` the customer gets what the screen showed; without it, or where that is no longer possible, the receipt is recalculated and `recalculated` says so.',
  access: 'till',
  body: schema.CommitRequest,
  answer: schema.CommittedReceipt,
  refusals: [
    ...basketRefusals,
    'key-reused',
    'receipt-cancelled',
    'unknown-hold',
    'hold-of-other-receipt',
    'bad-quote-token',
    'member-suspended',
  ],
  examples: [
    {
      name: 'With the points held',
      body: { ...example.basket('1'), member: { card: example.card }, holdId: example.ids.hold },
    },
    {
      name: 'The same again: the same answer',
      body: { ...example.basket('1'), member: { card: example.card }, holdId: example.ids.hold },
    },
    {
      name: 'The same key, another content',
      body: { ...example.basket('1'), lines: example.basket('1').lines.slice(0, 1) },
      refusal: 'key-reused',
    },
    { name: 'An anonymous buyer gets an invitation', body: example.basket('2') },
  ],
});

export const cancelReceipt = contract({
  id: 'cancel-receipt',
  method: 'POST',
  path: '/receipts/cancel',
  tag: 'till',
  summary: 'The receipt is annulled',
  description:
    'Before the commit it frees the points held and refuses a late commit of this key; after it, it returns everything that was not returned yet. Safe to repeat.',
  access: 'till',
  body: schema.CancelRequest,
  answer: schema.CancelledReceipt,
  refusals: ['unknown-store', 'unknown-till', 'wrong-store', 'not-a-sale', 'bad-receipt'],
  examples: [
    { name: 'A receipt that was not paid', body: { key: example.key('3'), at: '2026-11-22T19:06:00+03:00' } },
    { name: 'A receipt that was paid', body: { key: example.key('2'), at: '2026-11-22T19:07:00+03:00' } },
  ],
});

export const returnReceipt = contract({
  id: 'return-receipt',
  method: 'POST',
  path: '/receipts/return',
  tag: 'till',
  summary: 'Goods come back',
  description:
    'Whole or by line and quantity, in any split and order. Earned points are taken back, spent ones given back; the answer says how much money to return.',
  access: 'till',
  body: schema.ReturnRequest,
  answer: schema.ReturnedReceipt,
  refusals: [
    'unknown-store',
    'unknown-till',
    'wrong-store',
    'unknown-receipt',
    'not-a-sale',
    'unknown-line',
    'quantity-exceeded',
    'key-reused',
    'receipt-cancelled',
    'bad-receipt',
  ],
  examples: [
    {
      name: 'One pair of socks',
      body: {
        key: example.key('4'),
        at: '2026-11-23T12:00:00+03:00',
        of: example.key('1'),
        lines: [{ id: '2', quantity: 1000 }],
      },
    },
    {
      name: 'More than was sold',
      body: {
        key: example.key('5'),
        at: '2026-11-23T12:01:00+03:00',
        of: example.key('1'),
        lines: [{ id: '2', quantity: 3000 }],
      },
      refusal: 'quantity-exceeded',
    },
  ],
});

export const getReceipt = contract({
  id: 'get-receipt',
  method: 'GET',
  path: '/receipts/{receiptId}',
  tag: 'till',
  summary: 'A receipt with its evidence',
  description:
    'What the till sent, what the rules answered, why in sentences for `audience` (an operator unless it is said), and the returns since.',
  access: 'receipts:read',
  keyScope: 'members:read',
  audited: 'view',
  params: closed({ receiptId: Uuid }),
  query: closed({ language: Type.Optional(Language), audience: Type.Optional(Audience) }),
  answer: schema.StoredReceipt,
  refusals: ['unknown-receipt'],
  examples: [{ name: 'Not there', params: { receiptId: example.ids.key }, refusal: 'unknown-receipt' }],
});

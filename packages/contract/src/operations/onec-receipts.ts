import { contract } from '../operation.ts';
import * as example from '../examples.ts';
import { closed, Uuid } from '../schemas/common.ts';
import * as schema from '../schemas/onec-receipts.ts';

const params = closed({ documentId: Uuid });
const nowhere = { params: { documentId: example.ids.feed }, refusal: 'unknown-onec-receipt' } as const;

export const listOnecReceipts = contract({
  id: 'list-onec-receipts',
  method: 'GET',
  path: '/onec-receipts',
  tag: 'catalogue',
  summary: 'Receipts of 1C that are not booked',
  description:
    'What `…/hs/loyaltyservice/receipts` could not book, the oldest first. A worker tries each again by itself, after a minute, then ever later, at last every hour: mostly goods are missing, or the sale of a return. Ask for the next page with `after`.',
  access: 'catalogue:write',
  query: schema.OnecReceiptList,
  answer: schema.OnecReceiptPage,
  refusals: [],
  examples: [{ name: 'All are booked' }],
});

export const retryOnecReceipt = contract({
  id: 'retry-onec-receipt',
  method: 'POST',
  path: '/onec-receipts/{documentId}/retry',
  tag: 'catalogue',
  summary: 'Try a receipt of 1C again',
  description: 'A worker does, at once. It is gone from the list when it is booked.',
  access: 'catalogue:write',
  params,
  answer: schema.OnecReceipt,
  refusals: ['unknown-onec-receipt', 'onec-receipt-unreadable'],
  examples: [{ name: 'No such receipt', ...nowhere }],
});

export const discardOnecReceipt = contract({
  id: 'discard-onec-receipt',
  method: 'POST',
  path: '/onec-receipts/{documentId}/discard',
  tag: 'catalogue',
  summary: 'Give a receipt of 1C up',
  description:
    'It is not tried any more. Should 1C send it again within thirty days, it is booked if it can be, and else not kept.',
  access: 'catalogue:write',
  params,
  answer: schema.OnecReceipt,
  refusals: ['unknown-onec-receipt'],
  examples: [{ name: 'No such receipt', ...nowhere }],
});

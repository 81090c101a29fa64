import { Type } from 'typebox';
import { contract } from '../operation.ts';
import * as example from '../examples.ts';
import { closed, Language, Uuid } from '../schemas/common.ts';
import * as schema from '../schemas/receipts.ts';

export const listReceipts = contract({
  id: 'list-receipts',
  method: 'GET',
  path: '/receipts',
  tag: 'members',
  summary: 'Receipts, newest first',
  description:
    'Of everybody or of one member, of one store, of sales or returns, of days from `from` to `until`, both included, in the chain’s zone. What comes meanwhile does not move the pages that follow.',
  access: 'receipts:read',
  audited: 'view',
  query: schema.ReceiptList,
  answer: schema.ReceiptPage,
  refusals: ['unknown-member', 'bad-period'],
  examples: [
    { name: 'Of a store', query: { storeId: 'EX-1', limit: 20 } },
    { name: 'Backwards', query: { from: '2026-11-22', until: '2026-11-01' }, refusal: 'bad-period' },
  ],
});

export const exportReceipts = contract({
  id: 'export-receipts',
  method: 'GET',
  path: '/exports/receipts',
  tag: 'members',
  summary: 'Receipts as a file for a spreadsheet',
  description:
    'CSV in UTF-8 with a byte order mark: `;` and a decimal comma in Russian, `,` and a point in English. No cell is taken for a formula. It comes as it is read, however much there is; the header `bonum-rows` says how many rows there will be, so that who waits can see how far it is, and whether all of it came. Names are whole for who has `personal:read`.',
  access: 'history:export',
  audited: 'view',
  mostPerMinute: 10,
  query: schema.ReceiptExport,
  answer: schema.File,
  download: ['text/csv'],
  refusals: ['unknown-member', 'bad-period'],
  examples: [{ name: 'Of a member', query: { memberId: example.ids.member, language: 'ru' } }],
});

const memberParams = closed({ memberId: Uuid });
const language = Type.Optional(Language);

export const printReceipts = contract({
  id: 'print-receipts',
  method: 'GET',
  path: '/members/{memberId}/prints/receipts',
  tag: 'members',
  summary: 'A member’s receipts to print',
  description:
    'PDF: each receipt with its lines, points and reasons in the words that the member is told. Two hundred at most: ask for fewer days, or export them. The surname is whole for who has `personal:read`.',
  access: 'history:export',
  audited: 'view',
  mostPerMinute: 20,
  params: memberParams,
  query: closed({ from: schema.receiptFilter.from, until: schema.receiptFilter.until, language }),
  answer: schema.File,
  download: ['application/pdf'],
  refusals: ['unknown-member', 'bad-period'],
  examples: [{ name: 'All there are', params: { memberId: example.ids.member }, query: { language: 'en' } }],
});

export const printReceipt = contract({
  id: 'print-receipt',
  method: 'GET',
  path: '/members/{memberId}/prints/receipts/{receiptId}',
  tag: 'members',
  summary: 'A receipt to print',
  description: 'PDF: its lines, points and reasons in the words that the member is told.',
  access: 'receipts:read',
  audited: 'view',
  mostPerMinute: 60,
  params: closed({ memberId: Uuid, receiptId: Uuid }),
  query: closed({ language }),
  answer: schema.File,
  download: ['application/pdf'],
  refusals: ['unknown-member', 'unknown-receipt'],
  examples: [
    {
      name: 'Shoes and socks',
      params: { memberId: example.ids.member, receiptId: example.ids.firstReceipt },
      query: { language: 'ru' },
    },
  ],
});

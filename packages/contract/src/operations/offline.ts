import { Type } from 'typebox';
import { contract } from '../operation.ts';
import * as example from '../examples.ts';
import { closed, Identifier, Moment } from '../schemas/common.ts';
import * as offline from '../schemas/offline.ts';

export const getTillRules = contract({
  id: 'get-till-rules',
  method: 'GET',
  path: '/till/rules',
  tag: 'till',
  summary: 'What a till calculates with while it has no network',
  description:
    'The live programme, the offsets of its zone and what the rules may ask about the store: what `compileRules` of the till bundle takes. Poll it with `If-None-Match`: 304 says that nothing has changed.',
  access: 'till',
  polled: true,
  query: closed({ storeId: Identifier }),
  answer: offline.TillRules,
  refusals: ['unknown-store'],
  examples: [
    { name: 'For a store', query: { storeId: 'EX-1' } },
    { name: 'A store nobody knows', query: { storeId: 'NOWHERE' }, refusal: 'unknown-store' },
  ],
});

export const listProducts = contract({
  id: 'list-products',
  method: 'GET',
  path: '/products',
  tag: 'catalogue',
  summary: 'Goods, as the rules ask about them',
  description:
    'In pages of a thousand: ask for the next with `after`. Later ask for what has changed with `since`, the `asOf` of the first page you had; a product may come again that you have already. Goods that were given up are left out, unless `gone` asks for them: a till that sells what is left of them does, and hears so what was given up since. Poll it with `If-None-Match`.',
  access: 'till',
  polled: true,
  query: closed({
    after: Type.Optional(Identifier),
    since: Type.Optional(Moment),
    gone: Type.Optional(
      Type.Boolean({ description: 'true: those that were given up as well, with `goneAt`' }),
    ),
  }),
  answer: offline.ProductPage,
  refusals: [],
  examples: [
    { name: 'All goods' },
    { name: 'What has changed', query: { since: '2026-11-22T19:00:00+03:00' } },
    { name: 'With those that were given up', query: { gone: true } },
  ],
});

export const grantAllowances = contract({
  id: 'grant-allowances',
  method: 'POST',
  path: '/allowances',
  tag: 'till',
  summary: 'Points that a till may let members spend without network',
  description:
    'For members whom the till expects: those it has seen lately. Asked again, a till has the same allowance for longer until it is used. All that is outstanding of a member, at all tills, is never more than `offline.points.most` of the programme: so much a member can come to owe, and no more. With it come the facts that the rules ask about the member; no name and no phone.',
  access: 'till',
  body: offline.AllowancesRequest,
  answer: offline.Allowances,
  refusals: ['unknown-store', 'unknown-till'],
  examples: [
    {
      name: 'For one card',
      body: { till: { storeId: 'EX-1', tillId: '1' }, members: [{ card: example.card }] },
    },
  ],
});

/** As a till calculated it: the third pair of socks for nothing. */
const sold = (number: string): object => ({
  type: 'sale',
  ...example.basket(number),
  charged: {
    programmeVersion: 1,
    lines: [
      { id: '1', discounts: [], spent: [], paid: 699000 },
      { id: '2', discounts: [{ promotion: 'third-free', amount: 39900 }], spent: [], paid: 79800 },
    ],
  },
});
/** One receipt of 5 000 lines, with ids as long as they may be, ten discounts and two kinds of points on each. */
const mostBytes = 8 * 1024 * 1024;
const sentAt = '2026-11-22T19:30:00+03:00';

export const syncReceipts = contract({
  id: 'sync-receipts',
  method: 'POST',
  path: '/receipts/sync',
  tag: 'till',
  summary: 'Receipts that were made without network',
  description:
    'Sales, returns and cancellations, late, out of order and as often as you like: each is booked once, by itself, and its outcome is told. What the customer was charged stands; points are what the rules give for it, by the level the member has now. One that is refused does not hold up the others. A request has 8 MiB at most, enough for the largest single receipt; where many are `too-large`, or the answer is long in coming, send fewer at a time.',
  access: 'till',
  body: offline.SyncRequest,
  mostBytes,
  answer: offline.Synced,
  refusals: [],
  examples: [
    {
      name: 'A sale and a return of it, the wrong way round',
      body: {
        sentAt,
        receipts: [
          {
            type: 'return',
            key: example.key('102'),
            at: '2026-11-22T19:20:00+03:00',
            of: example.key('101'),
            lines: [{ id: '2', quantity: 1000 }],
            refund: 26600,
          },
          { ...sold('101'), member: { card: example.card } },
        ],
      },
    },
    {
      name: 'The same sale again',
      body: { sentAt, receipts: [{ ...sold('101'), member: { card: example.card } }] },
    },
  ],
});

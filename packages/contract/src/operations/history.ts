import { Type } from 'typebox';
import { contract } from '../operation.ts';
import * as example from '../examples.ts';
import { closed, Language, text, Uuid } from '../schemas/common.ts';
import * as schema from '../schemas/history.ts';

const language = Type.Optional(Language);
const params = closed({ receiptId: Uuid });
const shoes = { receiptId: example.ids.firstReceipt };

export const listHistory = contract({
  id: 'list-history',
  method: 'GET',
  path: '/me/history',
  tag: 'me',
  summary: 'What happened to the points',
  description:
    'One entry for each happening: a purchase with what it earned and spent, a return, an expiry, an activation, points given or taken by hand, a merge. Purchases that moved no points are there too. Times are those of the place: the receipt’s own offset, else the chain’s zone.\n\nWhat became due by now is there, whether it was booked or not: what all entries but activations and merges add up to is what the member has.',
  access: 'member',
  query: closed({
    before: Type.Optional(text(120, 'From the page before')),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '30, unless said' })),
    show: Type.Optional(schema.HistoryShow),
    kind: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' })),
    language,
  }),
  answer: schema.HistoryPage,
  refusals: ['unknown-member'],
  examples: [{ name: 'What was earned', query: { show: 'earned', limit: 20 } }],
});

export const getComingPoints = contract({
  id: 'get-coming-points',
  method: 'GET',
  path: '/me/points/coming',
  tag: 'me',
  summary: 'What will happen to the points',
  description:
    'Points that wait until they can be spent, that are held for a receipt, and that will expire. A receipt that a till made without network is not here before the till has sent it.',
  access: 'member',
  query: closed({ language }),
  answer: schema.ComingPoints,
  refusals: ['unknown-member'],
  examples: [{ name: 'What is to come' }],
});

export const getMyReceipt = contract({
  id: 'get-my-receipt',
  method: 'GET',
  path: '/me/receipts/{receiptId}',
  tag: 'me',
  summary: 'A receipt, and why it is so',
  description:
    'Lines with prices, discounts and points, each with its reasons; what nearly applied and why not; its returns, or the sale it returns. The words are made from what was stored with the receipt and from the programme of then. A receipt of somebody else is `unknown-receipt` like one that never was.',
  access: 'member',
  params,
  query: closed({ language }),
  answer: schema.MyReceipt,
  refusals: ['unknown-member', 'unknown-receipt'],
  examples: [{ name: 'Shoes and socks', params: shoes, query: { language: 'en' } }],
});

export const getPurchaseStatistics = contract({
  id: 'get-purchase-statistics',
  method: 'GET',
  path: '/me/purchases/statistics',
  tag: 'me',
  summary: 'Purchases by month and category',
  description:
    'What was bought and kept: goods that came back are taken off the month and category in which they were bought, with their discounts and points. A month is one of local time; thirty-six at most.',
  access: 'member',
  query: closed({ from: schema.MonthWanted, to: schema.MonthWanted, language }),
  answer: schema.PurchaseStatistics,
  refusals: ['unknown-member', 'bad-period'],
  examples: [
    { name: 'A year', query: { from: '2025-12', to: '2026-11' } },
    { name: 'Backwards', query: { from: '2026-11', to: '2025-12' }, refusal: 'bad-period' },
  ],
});

export const giveFeedback = contract({
  id: 'give-feedback',
  method: 'PUT',
  path: '/me/receipts/{receiptId}/feedback',
  tag: 'me',
  summary: 'Say how a purchase was',
  description:
    'Stars and, if there is more to say, words. Once for each sale; for a day it can be changed. `withoutPhoto` takes back the photo.',
  access: 'member',
  mostPerMinute: 30,
  params,
  body: schema.FeedbackRequest,
  answer: schema.Feedback,
  refusals: ['unknown-member', 'unknown-receipt', 'not-a-sale', 'feedback-closed'],
  examples: [
    { name: 'Content', params: shoes, body: { stars: 5, text: 'Помогли подобрать размер.' } },
    {
      name: 'Six stars',
      params: shoes,
      body: { stars: 6 },
      refusal: 'bad-request',
    },
  ],
});

const photo = { types: ['image/jpeg', 'image/png', 'image/webp'], mostBytes: 1_500_000 } as const;

export const putFeedbackPhoto = contract({
  id: 'put-feedback-photo',
  method: 'PUT',
  path: '/me/receipts/{receiptId}/feedback/photo',
  tag: 'me',
  summary: 'Add a photo to what was said',
  description:
    'The body is the picture itself, at most 1.5 MB. Shrink it first and leave out what a camera notes of place and time: what begins with such notes is refused. A photo takes the place of the one before.',
  access: 'member',
  mostPerMinute: 10,
  params,
  upload: photo,
  answer: schema.Feedback,
  refusals: ['unknown-member', 'unknown-receipt', 'feedback-closed', 'no-feedback', 'bad-photo'],
  examples: [{ name: 'Nothing is sent', params: shoes, refusal: 'not-a-photo' }],
});

export const getMyFeedbackPhoto = contract({
  id: 'get-my-feedback-photo',
  method: 'GET',
  path: '/me/receipts/{receiptId}/feedback/photo',
  tag: 'me',
  summary: 'The photo of what was said',
  description: 'The picture itself.',
  access: 'member',
  params,
  answer: schema.Picture,
  download: photo.types,
  refusals: ['unknown-member', 'unknown-receipt', 'no-feedback'],
  examples: [{ name: 'There is none', params: shoes, refusal: 'no-feedback' }],
});

export const listFeedback = contract({
  id: 'list-feedback',
  method: 'GET',
  path: '/feedback',
  tag: 'members',
  summary: 'What members said of their purchases',
  description: 'Of everybody, newest first; of one store or member, and of at most so many stars, if asked.',
  access: 'members:read',
  audited: 'view',
  query: closed({
    before: Type.Optional(text(120, 'From the page before')),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50, unless said' })),
    storeId: Type.Optional(text(64)),
    memberId: Type.Optional(Uuid),
    mostStars: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
  }),
  answer: schema.FeedbackPage,
  refusals: [],
  examples: [{ name: 'Of one store', query: { storeId: 'EX-1', limit: 20 } }],
});

export const getFeedbackPhoto = contract({
  id: 'get-feedback-photo',
  method: 'GET',
  path: '/feedback/{memberId}/{receiptId}/photo',
  tag: 'members',
  summary: 'The photo a member sent',
  description: 'The picture itself.',
  access: 'members:read',
  audited: 'view',
  params: closed({ memberId: Uuid, receiptId: Uuid }),
  answer: schema.Picture,
  download: photo.types,
  refusals: ['no-feedback'],
  examples: [
    { name: 'There is none', params: { memberId: example.ids.member, ...shoes }, refusal: 'no-feedback' },
  ],
});

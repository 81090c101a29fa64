import { Type } from 'typebox';
import { contract } from '../operation.ts';
import * as example from '../examples.ts';
import { closed, Uuid } from '../schemas/common.ts';
import * as schema from '../schemas/feeds.ts';

const params = closed({ feedId: Uuid });
const itsId = { feedId: example.ids.feed };
const fileParams = closed({ feedId: Uuid, fileId: Uuid });
const itsFile = { feedId: example.ids.fileFeed, fileId: example.ids.feedFile };

export const putFeed = contract({
  id: 'put-feed',
  method: 'PUT',
  path: '/feeds/{feedId}',
  tag: 'catalogue',
  summary: 'Have goods fetched from an address',
  description:
    'A worker fetches the feed now and then and writes the goods in it that differ: name, category, brand, barcode, price, picture, and whether they cost less than they did. Goods that came by it and are not in it any more are given up, if it was read to its end. Safe to repeat; what is not named is not changed by it: how low goods may be discounted. Its promos become promotions of a draft, never live ones. Of an Akeneo what has changed is read, and everything once a day. Addresses and passwords are sealed, and never shown again: what of them is left out stays. To a feed in YML without an address files are sent, with `put-feed-part`.',
  access: 'catalogue:write',
  params,
  body: schema.FeedRequest,
  answer: schema.Feed,
  refusals: ['inward-address', 'bad-feed', 'too-many-feeds'],
  examples: [
    {
      name: 'The feed of the shop, every hour',
      params: itsId,
      body: {
        kind: 'yml',
        name: 'Интернет-магазин',
        url: 'https://shop.example/market.yml',
        everyMinutes: 60,
      },
    },
    {
      name: 'A feed that files are sent to',
      params: { feedId: example.ids.fileFeed },
      body: { kind: 'yml', name: 'Выгрузка из учётной системы' },
    },
    {
      name: 'The products of an Akeneo need its password',
      params: itsId,
      body: {
        kind: 'akeneo',
        name: 'Каталог',
        url: 'https://pim.example',
        everyMinutes: 60,
        akeneo: {
          locale: 'ru_RU',
          scope: 'ecommerce',
          currency: 'RUB',
          attributes: { name: 'name', price: 'price', barcode: 'ean', brand: 'brand' },
        },
      },
      refusal: 'bad-feed',
    },
  ],
});

export const listFeeds = contract({
  id: 'list-feeds',
  method: 'GET',
  path: '/feeds',
  tag: 'catalogue',
  summary: 'Feeds of goods, and how they fare',
  description: 'Each with its last runs: one that runs tells how far it is.',
  access: 'catalogue:write',
  polled: true,
  answer: schema.FeedList,
  refusals: [],
  examples: [{ name: 'All feeds' }],
});

export const runFeed = contract({
  id: 'run-feed',
  method: 'POST',
  path: '/feeds/{feedId}/run',
  tag: 'catalogue',
  summary: 'Fetch a feed now',
  description:
    'By the next worker that has time. One that is being read is not read twice; one that is paused is not read.',
  access: 'catalogue:write',
  mostPerMinute: 30,
  params,
  answer: schema.Feed,
  refusals: ['unknown-feed'],
  examples: [{ name: 'After the shop has put it right', params: itsId }],
});

export const putFeedPart = contract({
  id: 'put-feed-part',
  method: 'PUT',
  path: '/feeds/{feedId}/files/{fileId}/parts/{part}',
  tag: 'catalogue',
  summary: 'Send a part of a file of goods',
  description:
    'To a feed that has no address. `fileId` is made by you, parts are counted from 1: cut the file wherever you like, into pieces of at most 4 MB; they may come in any order, and again. When all have come, say so with `send-feed-file`. What nobody goes on with is forgotten after a day.',
  access: 'catalogue:write',
  // The catalogue does not change by it.
  audited: 'nothing',
  params: closed({
    feedId: Uuid,
    fileId: Uuid,
    part: Type.Integer({ minimum: 1, maximum: schema.mostParts }),
  }),
  upload: { types: ['application/xml', 'text/xml', 'application/octet-stream'], mostBytes: 4_194_304 },
  answer: schema.FeedPart,
  refusals: ['unknown-feed', 'bad-feed', 'not-xml', 'too-large'],
  examples: [{ name: 'Nothing is sent', params: { ...itsFile, part: 1 }, refusal: 'not-xml' }],
});

export const sendFeedFile = contract({
  id: 'send-feed-file',
  method: 'POST',
  path: '/feeds/{feedId}/files/{fileId}',
  tag: 'catalogue',
  summary: 'Have a file of goods read',
  description:
    'All of its parts have been sent. A worker reads it as it would one from an address: by the same rules, with a run that tells how far it is, what could not be taken, and its promos as a draft. A file that is sent before the one before has been read takes its place. Safe to repeat.',
  access: 'catalogue:write',
  params: fileParams,
  body: schema.FeedFile,
  answer: schema.Feed,
  refusals: ['unknown-feed', 'bad-feed'],
  examples: [
    { name: 'Before its parts have come', params: itsFile, body: { parts: 2 }, refusal: 'bad-feed' },
  ],
});

export const listFeedProblems = contract({
  id: 'list-feed-problems',
  method: 'GET',
  path: '/feeds/{feedId}/runs/{runId}/problems',
  tag: 'catalogue',
  summary: 'What of a feed could not be taken',
  description:
    'By line and reason, the first thousand of a run; kept for thirty days. Ask for the next page with `after`.',
  access: 'catalogue:write',
  params: closed({ feedId: Uuid, runId: Uuid }),
  query: schema.FeedProblems,
  answer: schema.FeedProblemPage,
  refusals: ['unknown-feed'],
  examples: [
    {
      name: 'Of a run that is forgotten',
      params: { ...itsId, runId: example.ids.feed },
      refusal: 'unknown-feed',
    },
  ],
});

export const getFeedDraft = contract({
  id: 'get-feed-draft',
  method: 'GET',
  path: '/feeds/{feedId}/draft',
  tag: 'programme',
  summary: 'The programme as it would be with the promos of a feed',
  description:
    'The live programme with the promotions that the promos of the last whole run would be, in place of those with the same ids. It changes nothing: look at it, change it, and publish it with publish-programme.',
  access: 'programme:read',
  params,
  answer: schema.FeedDraft,
  refusals: ['unknown-feed'],
  examples: [{ name: 'The promos of the shop', params: itsId }],
});

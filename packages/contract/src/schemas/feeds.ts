import { Type } from 'typebox';
import { ProgrammeDocument } from './chain.ts';
import { closed, Moment, nullable, oneOf, text, Uuid } from './common.ts';

export const feedKinds = ['yml', 'akeneo'] as const;

const Attribute = Type.String({ pattern: '^[A-Za-z0-9_]{1,255}$', description: 'A code of Akeneo' });
const Credential = text(500);

const AkeneoAccess = closed(
  { clientId: Credential, clientSecret: Credential, username: Credential, password: Credential },
  'Of a connection in Akeneo. It is sealed, and never shown again; left out, it stays what it is, as long as the server does.',
);
const akeneoChoice = {
  locale: Type.String({ pattern: '^[A-Za-z]{2,3}(_[A-Za-z0-9]{2,8}){0,2}$', description: 'As ru_RU' }),
  scope: Type.String({ pattern: '^[A-Za-z0-9_]{1,100}$', description: 'A channel of Akeneo' }),
  currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'Which prices are taken: the programme’s' }),
  attributes: closed(
    {
      identifier: Type.Optional(Attribute),
      name: Attribute,
      price: Attribute,
      barcode: Type.Optional(Attribute),
      brand: Type.Optional(Attribute),
      picture: Type.Optional(Attribute),
    },
    'By which attributes a product tells what; the id that tills call it by by sku, unless said. A picture is an address on the web.',
  ),
};
const AkeneoSettings = closed(
  { access: Type.Optional(AkeneoAccess), ...akeneoChoice },
  'Of the kind akeneo, and of no other; left out, they stay what they are',
);

export const FeedRequest = closed({
  kind: oneOf(
    feedKinds,
    'yml: Yandex Market Language; akeneo: the products of an Akeneo, by its REST interface',
  ),
  name: text(200, 'Whose it is, for people'),
  url: Type.Optional(
    Type.String({
      minLength: 9,
      maxLength: 2000,
      pattern: '^https?://[^\\s]+$',
      description:
        'Of the file, or of Akeneo itself, without /api. https; http only to a host of the chain itself, which BONUM_WEBHOOK_HOSTS names. No user, no password, no fragment. It is sealed; left out, or as it is shown, it stays what it is. A feed in YML that never had one is one that files are sent to.',
    }),
  ),
  everyMinutes: Type.Optional(
    Type.Integer({ minimum: 5, maximum: 10_080, description: 'How often it is fetched; 60, unless said' }),
  ),
  paused: Type.Optional(Type.Boolean({ description: 'It is not fetched until this is taken back' })),
  akeneo: Type.Optional(AkeneoSettings),
});

export const feedRunStates = ['running', 'done', 'failed'] as const;
const Count = Type.Integer({ minimum: 0 });
const Run = closed({
  runId: Uuid,
  state: oneOf(feedRunStates),
  beganAt: Moment,
  endedAt: nullable(Moment),
  goods: Type.Integer({ minimum: 0, description: 'Goods that were read' }),
  written: Type.Integer({ minimum: 0, description: 'Of these, those that differed and were written' }),
  gone: Type.Integer({ minimum: 0, description: 'Given up, since they are not in the feed any more' }),
  bad: Type.Integer({ minimum: 0, description: 'Rows that were not taken, or not whole' }),
  promos: Count,
  bytes: Count,
  because: nullable(
    Type.String({
      description:
        'Why it failed: http-404 and the like, inward, away, no-answer, cut-off, broken-file, broken-off, busy, not-let-in, not-understood, too-long, led-elsewhere, other-currency, other-secret. An open list.',
    }),
  ),
  message: nullable(
    Type.String({ description: 'What is wrong with the file, with its line; or what Akeneo said' }),
  ),
});

export const Feed = closed({
  feedId: Uuid,
  kind: oneOf(feedKinds),
  name: Type.String(),
  url: Type.Optional(
    Type.String({
      description:
        'Without what may be secret in it: what is behind the question mark. Absent: files are sent to it.',
    }),
  ),
  everyMinutes: Type.Integer(),
  paused: Type.Boolean(),
  akeneo: Type.Optional(closed(akeneoChoice)),
  createdAt: Moment,
  nextAt: nullable(Moment),
  promotions: Type.Integer({
    minimum: 0,
    description: 'What its promos would be as promotions; see get-feed-draft',
  }),
  runs: Type.Array(Run, { description: 'The last ten, the newest first' }),
});
export const FeedList = closed({ feeds: Type.Array(Feed) });

export const FeedProblems = closed({
  after: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50, unless said' })),
});
export const FeedProblemPage = closed({
  problems: Type.Array(
    closed({
      number: Type.Integer(),
      line: Type.Integer({
        description: 'of the file, from 1; of Akeneo, which of the products that came it is',
      }),
      what: Type.String({ description: 'What the row calls itself' }),
      reason: Type.String({
        description:
          'no-id, long-id, no-name, bad-price, other-currency, unknown-category (taken without one), unknown-promo, bad-promo, bad-date. An open list.',
      }),
      written: Type.String({ description: 'What was written there' }),
    }),
  ),
  next: nullable(Type.Integer()),
});

export const mostParts = 1100;
export const FeedPart = closed({
  parts: Type.Integer({ minimum: 0, description: 'How many parts have come; 0 of a file that was read' }),
  bytes: Type.Integer({ minimum: 0, description: 'How many bytes these are' }),
});
export const FeedFile = closed({
  parts: Type.Integer({ minimum: 1, maximum: mostParts, description: 'Of how many parts the file is' }),
});

export const FeedDraft = closed({
  programme: ProgrammeDocument,
  promotions: Type.Array(Type.String(), { description: 'Those of the feed, by their ids' }),
  valid: Type.Boolean(),
  problems: Type.Array(
    closed({
      path: Type.String(),
      code: Type.String(),
      message: closed({ ru: Type.String(), en: Type.String() }),
    }),
  ),
});

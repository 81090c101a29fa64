import { Type } from 'typebox';
import { ProgrammeDocument } from './chain.ts';
import { closed, Moment, nullable, oneOf, text, Uuid } from './common.ts';

export const feedKinds = ['yml'] as const;

export const FeedRequest = closed({
  kind: oneOf(feedKinds, 'yml: Yandex Market Language'),
  name: text(200, 'Whose it is, for people'),
  url: Type.String({
    minLength: 9,
    maxLength: 2000,
    pattern: '^https?://[^\\s]+$',
    description:
      'https; http only to a host of the chain itself, which BONUM_WEBHOOK_HOSTS names. No user, no password, no fragment.',
  }),
  everyMinutes: Type.Integer({ minimum: 5, maximum: 10_080, description: 'How often it is fetched' }),
  paused: Type.Optional(Type.Boolean({ description: 'It is not fetched until this is taken back' })),
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
        'Why it failed: http-404 and the like, inward, away, no-answer, cut-off, broken-file, broken-off. An open list.',
    }),
  ),
  message: nullable(Type.String({ description: 'What is wrong with the file, with its line' })),
});

export const Feed = closed({
  feedId: Uuid,
  kind: oneOf(feedKinds),
  name: Type.String(),
  url: Type.String(),
  everyMinutes: Type.Integer(),
  paused: Type.Boolean(),
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
      line: Type.Integer({ description: 'of the file, from 1' }),
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

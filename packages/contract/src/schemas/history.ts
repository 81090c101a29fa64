import { Type } from 'typebox';
import { closed, Minor, Moment, nullable, PointCount, PointsByKind, Sum, Uuid } from './common.ts';

const Month = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}$', description: 'Of local time: `2026-11`' });
export const MonthWanted = Type.String({
  pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$',
  description: 'Of local time: `2026-11`',
});

const PointKindName = closed({
  id: Type.String(),
  name: Type.String(),
  pays: Type.Boolean({ description: 'Goods can be paid for with them; others only count' }),
});

const OffsetMinutes = Type.Integer({
  description: "What the place's own clock shows beyond UTC: a receipt's offset, else the chain's",
});
const Store = closed({ storeId: Type.String(), name: Type.String(), city: nullable(Type.String()) });

export const HistoryShow = Type.Union(
  [
    Type.Literal('all'),
    Type.Literal('earned'),
    Type.Literal('spent'),
    Type.Literal('expired'),
    Type.Literal('returned'),
  ],
  { description: 'all, unless said' },
);

const Happening = Type.Union(
  [
    Type.Literal('purchase'),
    Type.Literal('return'),
    Type.Literal('expiry'),
    Type.Literal('activation'),
    Type.Literal('grant'),
    Type.Literal('withdrawal'),
    Type.Literal('correction'),
    Type.Literal('adjustment'),
    Type.Literal('merge'),
  ],
  {
    description:
      'activation and merge move points without changing how many there are; adjustment: the system of record says otherwise',
  },
);

const HistoryEntry = closed({
  id: Type.String(),
  type: Happening,
  at: Moment,
  offsetMinutes: OffsetMinutes,
  points: Type.Array(
    closed({
      kind: Type.String(),
      plus: PointCount,
      minus: PointCount,
      moved: Type.Integer({ minimum: 0, description: 'Of an activation or a merge: how many it was about' }),
    }),
  ),
  receipt: nullable(
    closed({
      receiptId: Uuid,
      ofReceiptId: nullable(Uuid),
      store: Store,
      money: Type.Integer({ description: 'Paid in money; of a return, given back, in minor units' }),
    }),
  ),
  from: Type.Array(closed({ receiptId: Uuid, at: Moment, offsetMinutes: OffsetMinutes }), {
    description: 'The receipts that had given the points of an expiry or activation; the first three',
  }),
});

const page = {
  currency: Type.String(),
  kinds: Type.Array(PointKindName),
  months: Type.Array(
    closed({
      month: Month,
      plus: Type.Integer({ minimum: 0 }),
      minus: Type.Integer({ minimum: 0 }),
    }),
    {
      description:
        'Of the months of these entries: what all that is shown of each adds up to, in points that pay',
    },
  ),
  next: nullable(Type.String({ description: 'Give it as `before` to read on' })),
};
const newestFirst = { description: 'Newest first, one for each happening' };

export const HistoryPage = closed({ ...page, entries: Type.Array(HistoryEntry, newestFirst) });

export const MemberHistoryPage = closed({
  ...page,
  entries: Type.Array(
    closed({
      ...HistoryEntry.properties,
      left: nullable(
        Type.Integer({
          description:
            'What the member had then of points that pay; null where a filter hides what lies between',
        }),
      ),
      note: nullable(Type.String({ description: 'Why staff did it, as they wrote it' })),
      by: nullable(Type.String({ description: 'Who of the staff did it' })),
      transfer: nullable(
        Type.Integer({ description: 'Its number, of what was done by hand and can be reversed' }),
      ),
    }),
    newestFirst,
  ),
});

const Coming = closed({
  kind: Type.String(),
  points: Type.Integer({ minimum: 1 }),
  at: Moment,
  offsetMinutes: OffsetMinutes,
  receiptId: nullable(Uuid),
});

export const ComingPoints = closed({
  kinds: Type.Array(PointKindName),
  pending: Type.Array(Coming, { description: 'Earned, and not to be spent yet: `at` they can be' }),
  held: Type.Array(Coming, {
    description: 'Set aside for a receipt that is being paid: unless it is paid, `at` they are back',
  }),
  expiring: Type.Array(Coming, {
    description: 'The earliest first, a day and kind at a time; twelve at most',
  }),
});

const Sentences = Type.Array(Type.String());
const LinePoints = Type.Array(closed({ kind: Type.String(), points: Type.Integer({ minimum: 0 }) }));

const ReceiptLine = closed({
  id: Type.String(),
  productId: Type.String(),
  name: Type.String(),
  quantity: Type.Integer({ description: 'In thousandths' }),
  amount: Minor,
  discount: Minor,
  spent: Type.Integer({ description: 'Paid with points, in minor units' }),
  paid: Minor,
  earned: LinePoints,
  returned: Type.Integer({ description: 'How much of it came back since, in thousandths' }),
  reasons: Type.Array(Type.String(), { description: 'Why it costs so much; of a return, what came of it' }),
});

export const Feedback = closed({
  stars: Type.Integer({ minimum: 1, maximum: 5 }),
  text: nullable(Type.String()),
  photo: Type.Boolean(),
  givenAt: Moment,
  changeableUntil: Moment,
});

export const MyReceipt = closed({
  receiptId: Uuid,
  type: Type.Union([Type.Literal('sale'), Type.Literal('return')]),
  currency: Type.String(),
  kinds: Type.Array(PointKindName),
  at: Moment,
  offsetMinutes: OffsetMinutes,
  store: Store,
  tillId: Type.String(),
  number: Type.String(),
  ofReceipt: nullable(closed({ receiptId: Uuid, at: Moment, offsetMinutes: OffsetMinutes })),
  lines: Type.Array(ReceiptLine, {
    description: 'Of a return: what came back, `paid` being the money for it and `spent` the points',
  }),
  totals: closed({ amount: Sum, discount: Sum, spent: Sum, paid: Sum }),
  plus: PointsByKind,
  minus: PointsByKind,
  discounts: Sentences,
  spending: Sentences,
  earned: Type.Array(
    closed({
      kind: Type.String(),
      points: Type.Integer({ minimum: 0 }),
      name: Type.String({ description: 'Of the rule that gave them' }),
      note: Type.String({ description: 'On what they were reckoned, and how long they count' }),
    }),
  ),
  nothingEarned: nullable(
    Type.String({ description: 'Why the member earned nothing; null: they earned, or that is not known' }),
  ),
  others: Sentences,
  missed: Type.Array(
    closed({
      sentence: Type.String({ description: 'What nearly applied, and why it did not' }),
      inReach: Type.Boolean({ description: 'Something more in the basket would have done it' }),
      missing: nullable(Minor),
      gain: nullable(closed({ kind: nullable(Type.String()), points: Type.Integer(), discount: Minor })),
    }),
    { description: 'What was in reach comes first' },
  ),
  returns: Type.Array(closed({ receiptId: Uuid, at: Moment, offsetMinutes: OffsetMinutes, refund: Minor })),
  feedback: nullable(Feedback),
  mayGiveFeedback: Type.Boolean(),
});

const PurchaseSums = {
  bought: Sum,
  saved: Type.Integer({ description: 'By discounts, in minor units' }),
};

export const PurchaseStatistics = closed({
  currency: Type.String(),
  kinds: Type.Array(PointKindName),
  months: Type.Array(
    closed({
      month: Month,
      purchases: Type.Integer({ minimum: 0, description: 'Receipts of which something was kept' }),
      ...PurchaseSums,
      earned: Type.Record(Type.String(), Type.Integer()),
      spent: Type.Record(Type.String(), Type.Integer()),
    }),
    { description: 'Every month of the time asked for' },
  ),
  categories: Type.Array(
    closed({
      month: Month,
      category: nullable(Type.String({ description: 'The first of the path; null: none is known' })),
      ...PurchaseSums,
    }),
    { description: 'One for each month and category with anything in it' },
  ),
});

export const FeedbackText = Type.String({
  minLength: 1,
  maxLength: 1000,
  pattern: '^[^\\u0000-\\u0008\\u000b-\\u001f\\u007f]+$',
});
export const FeedbackRequest = closed({
  stars: Type.Integer({ minimum: 1, maximum: 5 }),
  text: Type.Optional(FeedbackText),
  withoutPhoto: Type.Optional(Type.Literal(true)),
});

export const FeedbackPage = closed({
  feedback: Type.Array(
    closed({
      memberId: Uuid,
      receiptId: Uuid,
      storeId: Type.String(),
      storeName: Type.String(),
      at: Moment,
      stars: Type.Integer({ minimum: 1, maximum: 5 }),
      text: nullable(Type.String()),
      photo: Type.Boolean(),
      givenAt: Moment,
    }),
    { description: 'Newest first' },
  ),
  next: nullable(Type.String({ description: 'Give it as `before` to read on' })),
});

/** A file: it goes out as its bytes. */
export const Picture = closed({ type: Type.String(), bytes: Type.Unsafe<Uint8Array>({}) });

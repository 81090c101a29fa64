import { Type } from 'typebox';
import {
  closed,
  Identifier,
  Language,
  Minor,
  Moment,
  mostLines,
  nullable,
  Phone,
  PointCount,
  PointsByKind,
  Sum,
  text,
  Uuid,
} from './common.ts';

export const ReceiptKey = closed(
  {
    storeId: Identifier,
    tillId: Identifier,
    shift: text(64, "The till's shift; with the number it never comes twice"),
    number: text(64, "The receipt's number within the shift"),
  },
  "The till's own name for a receipt. The same key with the same content gives the same answer, with other content a refusal.",
);

const ShownCard = Type.String({
  minLength: 8,
  maxLength: 32,
  pattern: '^[0-9 -]+$',
  description: 'The EAN-13 of a card, or the 18 digits that the member’s app shows; as scanned or typed',
});

export const MemberReference = Type.Object(
  {
    memberId: Type.Optional(Uuid),
    card: Type.Optional(ShownCard),
    phone: Type.Optional(Phone),
  },
  {
    additionalProperties: false,
    minProperties: 1,
    maxProperties: 1,
    description: 'Exactly one of the three',
  },
);

export const BasketLine = closed({
  id: text(64, 'Unique within the receipt; a return names it'),
  productId: Identifier,
  quantity: Type.Integer({
    minimum: -1_000_000_000,
    maximum: 1_000_000_000,
    description: 'In thousandths: 1 piece is 1000, 0.5 kg is 500',
  }),
  amount: Minor,
});

export const SpendWish = Type.Union([Type.Literal('none'), Type.Literal('most'), PointsByKind], {
  description: 'Points to pay with: none, as many as may be, or so many of each kind',
});

export const Cashier = text(64, "Who sits at the till, by the till's own name or number: no personal data");

const basket = {
  key: ReceiptKey,
  at: Moment,
  cashier: Type.Optional(Cashier),
  member: Type.Optional(MemberReference),
  lines: Type.Array(BasketLine, { minItems: 1, maxItems: mostLines }),
  codes: Type.Optional(Type.Array(text(64), { maxItems: 20, description: 'Promo codes typed or scanned' })),
  language: Type.Optional(Language),
};

export const QuoteRequest = closed({ ...basket, spend: Type.Optional(SpendWish) });
export const HoldRequest = closed({
  ...basket,
  holdId: Uuid,
  member: MemberReference,
  spend: Type.Union([Type.Literal('most'), PointsByKind]),
  confirmation: Type.Union(
    [
      closed({ confirmationId: Uuid, code: Type.String({ pattern: '^[0-9]{4,8}$' }) }),
      closed({ permit: Type.String({ minLength: 1, maxLength: 1000 }) }),
    ],
    { description: 'The code that the member was sent, or the permit that quote-receipt gave' },
  ),
});
export const Fiscal = closed(
  {
    fn: Type.String({ pattern: '^[0-9]{16}$', description: 'The fiscal storage of the register' }),
    i: Type.Integer({ minimum: 1, maximum: 9_999_999_999, description: 'The number of the document in it' }),
  },
  'What the fiscal receipt is called, once it is printed: so that nobody can have it counted again from the paper',
);
export const CommitRequest = closed({
  ...basket,
  holdId: Type.Optional(Uuid),
  quoteToken: Type.Optional(Type.String({ minLength: 1, maxLength: 100_000 })),
  fiscal: Type.Optional(Fiscal),
});
export const CancelRequest = closed({ key: ReceiptKey, at: Moment, language: Type.Optional(Language) });
export const ReturnedLines = Type.Array(
  closed({ id: text(64), quantity: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }) }),
  { minItems: 1, maxItems: mostLines, description: 'Absent: everything that was not returned yet' },
);
export const ReturnRequest = closed({
  key: ReceiptKey,
  at: Moment,
  cashier: Type.Optional(Cashier),
  of: ReceiptKey,
  lines: Type.Optional(ReturnedLines),
  language: Type.Optional(Language),
});

/** What a member has of one kind of points, now. */
export const Balance = closed({
  kind: Type.String(),
  available: PointCount,
  pending: PointCount,
  held: PointCount,
  debt: PointCount,
});

const Line = closed({
  id: Type.String(),
  amount: Minor,
  discounts: Type.Array(closed({ promotion: Type.String(), amount: Minor })),
  spent: Type.Array(closed({ kind: Type.String(), points: PointCount, amount: Minor }), {
    description:
      'Points that pay for the line; stamps that a promotion took pay nothing, so their amount is 0',
  }),
  paid: Minor,
  earned: Type.Array(closed({ kind: Type.String(), source: Type.String(), points: PointCount })),
});

const Earning = closed({
  kind: Type.String(),
  source: Type.String(),
  points: PointCount,
  base: Minor,
  activeFrom: Moment,
  expiresAt: nullable(Moment),
});

const LevelChange = closed({
  before: Type.String(),
  after: Type.String(),
  spendBefore: Sum,
  spendAfter: Sum,
  next: nullable(closed({ level: Type.String(), missing: Sum })),
});

const calculated = {
  receiptId: Uuid,
  programme: closed({ id: Type.String(), version: Type.Integer() }),
  member: nullable(
    closed({
      memberId: Uuid,
      name: nullable(Type.String()),
      level: Type.String(),
      accumulateOnly: Type.Boolean(),
      balances: Type.Array(Balance),
    }),
  ),
  lines: Type.Array(Line),
  totals: closed({ amount: Minor, discount: Minor, spent: Minor, paid: Minor }),
  spending: Type.Array(
    closed({
      kind: Type.String(),
      available: PointCount,
      most: PointCount,
      because: Type.String({ description: 'What `most` is limited by' }),
      points: PointCount,
      amount: Minor,
    }),
  ),
  earning: Type.Array(Earning),
  level: nullable(LevelChange),
  promotions: Type.Array(
    closed({
      promotion: Type.String(),
      name: Type.String(),
      discount: Minor,
      points: PointCount,
      lines: Type.Array(Type.String()),
      code: nullable(Type.String()),
      times: Type.Integer(),
    }),
  ),
  refusedCodes: Type.Array(closed({ code: Type.String(), because: Type.String() })),
  hints: Type.Array(Type.String(), { description: 'Sentences for the cashier' }),
};

const NearMiss = closed({
  promotion: Type.String(),
  name: Type.String(),
  code: nullable(Type.String()),
  because: Type.String({
    description:
      'condition, add-units, spend-more, gift-not-in-basket, limit-reached, budget-used-up, beaten (by another of its group), taken (it does not combine), at-floor or offline',
  }),
  lines: nullable(
    Type.Array(Type.String(), {
      description:
        'Of `taken`: the lines that the other promotion keeps for itself; null: none of the receipt goes with both',
    }),
  ),
  units: nullable(Type.Integer({ description: 'How many more units would do' })),
  missing: nullable(Type.Integer({ description: 'How much more in the receipt would do, in minor units' })),
});

export const Quote = closed({
  ...calculated,
  missed: Type.Array(NearMiss, {
    description: 'Promotions that nearly applied, in the order of calculation; the first twenty of them',
  }),
  permit: nullable(
    Type.String({
      description:
        'The member’s app showed a barcode that is right at this moment: keep the permit, and give it to hold-points in the place of a code. Quotes that come a minute after the scan have none',
    }),
  ),
  quoteToken: Type.String({ description: 'Give it to commit-receipt: it binds what the screen showed' }),
  quoteExpiresAt: Moment,
});
export const HeldPoints = closed({
  ...calculated,
  quoteToken: Type.String(),
  quoteExpiresAt: Moment,
  holdId: Uuid,
  holdExpiresAt: Moment,
  held: PointsByKind,
});
const Difference = closed({ paid: Minor, discount: Minor, spent: Minor, earned: Type.Integer() });
export const CommittedReceipt = closed({
  ...calculated,
  recalculated: nullable(
    closed({
      because: Type.String({
        description:
          'no-token, token-expired, other-basket, changed-since (a code or offer is used up), hold-ended (its points were tried for again) or points-gone (the screen showed points that nobody held)',
      }),
      difference: nullable(Difference),
    }),
  ),
  invitation: nullable(closed({ code: Type.String(), url: Type.String(), validUntil: Moment })),
  nextCodes: Type.Array(
    closed({ code: Type.String(), promotion: Type.String(), validFrom: Moment, validUntil: Moment }),
    {
      description: 'Single-use codes for next time; the slip has them too',
    },
  ),
  slip: Type.Array(Type.String(), { description: 'Lines to print under the receipt' }),
});
export const ReturnedReceipt = closed({
  receiptId: Uuid,
  ofReceiptId: Uuid,
  lines: Type.Array(closed({ id: Type.String(), quantity: Type.Integer(), refund: Minor })),
  refund: Minor,
  refundReducedBy: Minor,
  pointsTakenBack: PointsByKind,
  pointsGivenBack: PointsByKind,
  debt: PointsByKind,
  balances: Type.Array(Balance),
  level: nullable(Type.String()),
  slip: Type.Array(Type.String()),
});
export const CancelledReceipt = closed({
  receiptId: Uuid,
  outcome: Type.Union([Type.Literal('hold-released'), Type.Literal('returned'), Type.Literal('void')], {
    description:
      'What there was to cancel: points held, a committed receipt, or nothing yet (a late commit is then refused)',
  }),
  returned: nullable(ReturnedReceipt),
});
export const StoredReceipt = closed({
  receiptId: Uuid,
  type: Type.Union([Type.Literal('sale'), Type.Literal('return'), Type.Literal('void')]),
  key: ReceiptKey,
  at: Moment,
  memberId: nullable(Uuid),
  paid: Minor,
  programme: nullable(closed({ id: Type.String(), version: Type.Integer() })),
  ofReceiptId: nullable(Uuid),
  request: Type.Unknown({ description: 'What the till sent' }),
  calculation: Type.Unknown({
    description: "The engine's evidence: each discount and point with its reason",
  }),
  reasons: closed(
    {
      lines: Type.Array(closed({ id: Type.String(), sentences: Type.Array(Type.String()) })),
      whole: Type.Array(Type.String()),
    },
    'Why it is so: made of its evidence and its own version of the programme, whatever is live by now',
  ),
  returns: Type.Array(Uuid),
});

import { Type } from 'typebox';
import {
  CardNumber,
  closed,
  Identifier,
  Language,
  Minor,
  Moment,
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

export const MemberReference = Type.Object(
  {
    memberId: Type.Optional(Uuid),
    card: Type.Optional(CardNumber),
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

const basket = {
  key: ReceiptKey,
  at: Moment,
  member: Type.Optional(MemberReference),
  lines: Type.Array(BasketLine, { minItems: 1, maxItems: 1000 }),
  codes: Type.Optional(Type.Array(text(64), { maxItems: 20, description: 'Promo codes typed or scanned' })),
  language: Type.Optional(Language),
};

export const QuoteRequest = closed({ ...basket, spend: Type.Optional(SpendWish) });
export const HoldRequest = closed({
  ...basket,
  holdId: Uuid,
  member: MemberReference,
  spend: Type.Union([Type.Literal('most'), PointsByKind]),
  confirmation: closed({ confirmationId: Uuid, code: Type.String({ pattern: '^[0-9]{4,8}$' }) }),
});
export const CommitRequest = closed({
  ...basket,
  holdId: Type.Optional(Uuid),
  quoteToken: Type.Optional(Type.String({ minLength: 1, maxLength: 100_000 })),
});
export const CancelRequest = closed({ key: ReceiptKey, at: Moment, language: Type.Optional(Language) });
export const ReturnRequest = closed({
  key: ReceiptKey,
  at: Moment,
  of: ReceiptKey,
  lines: Type.Optional(
    Type.Array(closed({ id: text(64), quantity: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }) }), {
      minItems: 1,
      maxItems: 1000,
      description: 'Absent: everything that was not returned yet',
    }),
  ),
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
  spent: Type.Array(closed({ kind: Type.String(), points: PointCount, amount: Minor })),
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

export const Quote = closed({
  ...calculated,
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
  returns: Type.Array(Uuid),
});

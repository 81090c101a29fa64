import { Type } from 'typebox';
import { Product, ProgrammeDocument } from './chain.ts';
import {
  closed,
  Identifier,
  Minor,
  Moment,
  mostLines,
  nullable,
  PointCount,
  PointsByKind,
  text,
  Uuid,
} from './common.ts';
import { BasketLine, Cashier, Fiscal, MemberReference, ReceiptKey, ReturnedLines } from './receipt.ts';

const Refused = closed({ code: Type.String(), detail: Type.String(), path: nullable(Type.String()) });

const ChargedLine = closed({
  id: text(64),
  discounts: Type.Array(closed({ promotion: Identifier, amount: Minor }), { maxItems: 100 }),
  spent: Type.Array(closed({ kind: Identifier, points: PointCount, amount: Minor }), { maxItems: 16 }),
  paid: Minor,
});

export const OfflineSale = closed({
  type: Type.Literal('sale'),
  key: ReceiptKey,
  at: Moment,
  cashier: Type.Optional(Cashier),
  member: Type.Optional(MemberReference),
  lines: Type.Array(BasketLine, { minItems: 1, maxItems: mostLines }),
  codes: Type.Optional(Type.Array(text(64), { maxItems: 20 })),
  charged: closed(
    {
      programmeVersion: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
      lines: Type.Array(ChargedLine, { minItems: 1, maxItems: mostLines }),
    },
    "What the customer paid, line by line, as the till's own calculation said: it stands",
  ),
  fiscal: Type.Optional(Fiscal),
  allowance: Type.Optional(
    Type.String({ minLength: 1, maxLength: 1000, description: 'The token under which points were spent' }),
  ),
});

export const OfflineReturn = closed({
  type: Type.Literal('return'),
  key: ReceiptKey,
  at: Moment,
  cashier: Type.Optional(Cashier),
  of: ReceiptKey,
  lines: Type.Optional(ReturnedLines),
  refund: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 1_000_000_000_000, description: 'The money that was given back' }),
  ),
});

export const OfflineCancel = closed({ type: Type.Literal('cancel'), key: ReceiptKey, at: Moment });

export const SyncRequest = closed({
  sentAt: Type.String({
    format: 'date-time',
    maxLength: 40,
    description:
      "The till's own clock as it sends this: where it is wrong by a day or more, its receipts are as old as it says, by a right clock",
  }),
  receipts: Type.Array(Type.Union([OfflineSale, OfflineReturn, OfflineCancel]), {
    minItems: 1,
    maxItems: 200,
    description: 'In any order',
  }),
});

export const SyncOutcome = Type.Union(
  [
    Type.Literal('committed'),
    Type.Literal('adjusted'),
    Type.Literal('differs'),
    Type.Literal('waiting'),
    Type.Literal('refused'),
  ],
  {
    description:
      'committed: booked as charged, and the rules agree. adjusted: booked as charged, and the rules had said something else. differs: under this key there is another receipt; this one was not booked. waiting: its sale is not there yet, or the server failed over it; send it again. refused: not booked, and `refusal` says why',
  },
);

export const Synced = closed({
  receipts: Type.Array(
    closed({
      key: ReceiptKey,
      type: Type.Union([Type.Literal('sale'), Type.Literal('return'), Type.Literal('cancel')]),
      receiptId: Uuid,
      outcome: SyncOutcome,
      again: Type.Boolean({ description: 'It was there already, from an earlier call' }),
      refusal: nullable(Refused),
      difference: nullable(
        closed(
          { paid: Type.Integer(), discount: Type.Integer(), spent: Type.Integer(), earned: Type.Integer() },
          'What was charged, less what the rules say; of a return, the money given back likewise',
        ),
      ),
      earned: PointsByKind,
      debt: Type.Record(Type.String(), PointCount, {
        description:
          'Points spent under an allowance that were spent elsewhere meanwhile: the member owes them',
      }),
      withoutMember: nullable(
        Type.String({
          description: 'Booked for nobody, since the member that was shown is not one: the code says why',
        }),
      ),
      invitation: nullable(
        Type.String({ description: 'With this code the receipt of nobody counts for who joins with it' }),
      ),
    }),
    { description: 'One for each receipt that was sent, in the order in which they were sent' },
  ),
});

export const TillRules = closed({
  version: Type.Integer(),
  sha256: Type.String({ description: 'Of the programme as canonical JSON (RFC 8785), in hex' }),
  programme: ProgrammeDocument,
  offsets: Type.Array(
    closed({
      from: Type.Integer({ description: 'Milliseconds since 1970-01-01T00:00:00Z' }),
      offsetMinutes: Type.Integer(),
    }),
    { description: "The chain's zone: when it changes its offset, and to what" },
  ),
  store: closed({ id: Type.String(), tags: Type.Array(Type.String()) }),
  days: Type.Integer({ description: 'So long after it was made a receipt may still be sent' }),
});

export const ProductPage = closed({
  products: Type.Array(
    closed({
      ...Product.properties,
      goneAt: Type.Optional(
        Type.String({ format: 'date-time', description: 'Since when it is given up; absent: it is sold' }),
      ),
    }),
  ),
  next: nullable(
    Type.String({ description: 'Ask for the next page with it as `after`; null: this was the last' }),
  ),
  asOf: Moment,
});

export const AllowancesRequest = closed({
  till: closed({ storeId: Identifier, tillId: Identifier }),
  members: Type.Array(MemberReference, { minItems: 1, maxItems: 100 }),
});

export const Allowances = closed({
  allowances: Type.Array(
    closed({
      memberId: nullable(Uuid),
      token: nullable(
        Type.String({
          description: 'Send it with the sale that spends under it; null: nothing may be spent',
        }),
      ),
      points: PointsByKind,
      validUntil: nullable(Moment),
      facts: nullable(
        Type.Object(
          {},
          {
            additionalProperties: true,
            description: 'What `calculate` of the till bundle takes as the member',
          },
        ),
      ),
      refusal: nullable(Refused),
    }),
    { description: 'In the order of `members`' },
  ),
});
